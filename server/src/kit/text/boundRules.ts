import type { StateBlock } from 'markdown-it';

/**
 * Quotes and lists nest this deep (a list counts twice, itself and its item); the rest of what is inside is
 * one paragraph.
 */
export const MAX_BLOCK_DEPTH = 24;

/** More cells than a source of 16 kB can fill, empty ones of short rows included. */
const MAX_TABLE_CELLS = 8192;

/**
 * Past its own limit of depth markdown-it drops what is inside. Nothing that somebody wrote may be dropped,
 * so it becomes a paragraph.
 */
export function tooDeep(state: StateBlock, startLine: number, endLine: number): boolean {
  if (state.level < MAX_BLOCK_DEPTH) return false;
  let end = startLine + 1;
  while (end < endLine && (state.isEmpty(end) || indent(state, end) >= state.blkIndent)) end++;
  return asParagraph(state, startLine, end);
}

/** A wide head above many short rows would make 65,000 empty cells out of 16 kB; it becomes a paragraph. */
export function tooManyCells(state: StateBlock, startLine: number, endLine: number): boolean {
  if (startLine + 1 >= endLine || !/^[|:-]/.test(line(state, startLine + 1))) return false;
  const columns = line(state, startLine + 1).split('|').length;
  let end = startLine + 1;
  while (end < endLine && !state.isEmpty(end) && indent(state, end) >= state.blkIndent) end++;
  if (columns * (end - startLine) <= MAX_TABLE_CELLS) return false;
  return asParagraph(state, startLine, end);
}

function asParagraph(state: StateBlock, startLine: number, endLine: number): true {
  state.line = endLine;
  state.push('paragraph_open', 'p', 1);
  const inline = state.push('inline', '', 0);
  inline.content = state.getLines(startLine, endLine, state.blkIndent, false).trim();
  inline.children = [];
  state.push('paragraph_close', 'p', -1);
  return true;
}

const indent = (state: StateBlock, number: number): number => state.sCount[number] ?? 0;

function line(state: StateBlock, number: number): string {
  return state.src.slice((state.bMarks[number] ?? 0) + (state.tShift[number] ?? 0), state.eMarks[number]);
}
