import createMarkdownIt, { type Token } from 'markdown-it';
import type { Align, Block, Inline, List, ListItem, Table } from '@footbridge/contract/kit/richtext.ts';
import { readInlines } from './inlines.ts';
import type { Reading } from './reading.ts';

const { unescapeAll } = createMarkdownIt().utils;

/** A place in a list of tokens; reading moves it on. */
export interface Cursor {
  tokens: readonly Token[];
  at: number;
}

/** Blocks at `depth` up to the token that closes what is around them, or to the end. */
export function readBlocks(cursor: Cursor, depth: number, reading: Reading): Block[] {
  const blocks: Block[] = [];
  for (let token = next(cursor); token && token.nesting !== -1; token = next(cursor)) {
    blocks.push(readBlock(token, cursor, depth, reading));
  }
  return blocks;
}

function readBlock(token: Token, cursor: Cursor, depth: number, reading: Reading): Block {
  switch (token.type) {
    case 'heading_open':
      return { type: 'heading', level: Number(token.tag[1]), children: readLine(cursor, depth, reading) };
    case 'blockquote_open':
      return { type: 'quote', children: readBlocks(cursor, depth + 1, reading) };
    case 'bullet_list_open':
    case 'ordered_list_open':
      return readList(token, cursor, depth, reading);
    case 'fence':
    case 'code_block':
      return { type: 'codeBlock', ...language(token.info), text: token.content };
    case 'table_open':
      return readTable(cursor, depth, reading);
    case 'hr':
      return { type: 'rule' };
    default:
      return { type: 'paragraph', children: readLine(cursor, depth, reading) };
  }
}

/** What stands between an opening and a closing token: one inline token. */
function readLine(cursor: Cursor, depth: number, reading: Reading): Inline[] {
  const inline = next(cursor);
  next(cursor);
  return readInlines(inline?.children ?? [], depth + 1, reading);
}

function readList(open: Token, cursor: Cursor, depth: number, reading: Reading): List {
  const start = open.attrGet('start');
  const list: List = {
    type: 'list',
    ordered: open.type === 'ordered_list_open',
    tight: isTight(open, cursor),
    items: [],
  };
  if (start !== null) list.start = Number(start);
  for (let item = next(cursor); item?.type === 'list_item_open'; item = next(cursor)) {
    list.items.push(asTask({ children: readBlocks(cursor, depth + 2, reading) }));
  }
  return list;
}

/** In a tight list markdown-it hides the paragraphs directly inside the items. */
function isTight(open: Token, { tokens, at }: Cursor): boolean {
  for (let index = at; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token || token.level <= open.level) break;
    if (token.type === 'paragraph_open' && token.level === open.level + 2) return token.hidden;
  }
  return true;
}

/** `[ ] ` or `[x] ` at the start of an item makes it a task (as in GitHub Flavored Markdown, 5.3). */
function asTask(item: ListItem): ListItem {
  const first = item.children[0];
  const text = first?.type === 'paragraph' ? first.children[0] : undefined;
  if (text?.type !== 'text' || !/^\[[ x]\]\s/i.test(text.text)) return item;
  const checked = text.text[1] !== ' ';
  text.text = text.text.slice(4);
  return { checked, children: item.children };
}

function readTable(cursor: Cursor, depth: number, reading: Reading): Table {
  const table: Table = { type: 'table', align: [], head: [], rows: [] };
  let row: Inline[][] = table.head;
  for (let token = next(cursor); token && token.type !== 'table_close'; token = next(cursor)) {
    if (token.type === 'tr_open' && table.head.length > 0) table.rows.push((row = []));
    if (token.type === 'th_open') table.align.push(alignOf(token));
    if (token.type === 'th_open' || token.type === 'td_open') row.push(readLine(cursor, depth, reading));
    // Without this a header of 4,000 columns and 2,000 short rows would send millions of empty cells.
    if (token.type === 'tr_close') while (row !== table.head && row.at(-1)?.length === 0) row.pop();
  }
  return table;
}

function alignOf(cell: Token): Align {
  return (/left|center|right/.exec(String(cell.attrGet('style')))?.[0] ?? null) as Align;
}

function language(info: string): { language?: string } {
  const [word] = unescapeAll(info).trim().split(/\s/);
  return word ? { language: word } : {};
}

function next(cursor: Cursor): Token | undefined {
  return cursor.tokens[cursor.at++];
}
