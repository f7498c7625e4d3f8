import { type Names, decode, literal, plainWords, tokenSource } from '../words/rules.ts';

/** Anything that is written otherwise in Markdown, or would mean something there. May be wrong only in one direction. */
const MAYBE_DIFFERENT = /[&<>*_~`\\[\]\r]|@everyone|^[ \t]|[ \t]$|^(?:[-+=#|:•◦▪‣⁃]|\d{1,9}[.)])|\n{3}/m;

/** Slack's markup of one message as Markdown source in our dialect. What stood there literally is shown literally. */
export function toMarkdown(text: string, names: Names): string {
  if (!MAYBE_DIFFERENT.test(text)) return text.trim();
  const blocks: string[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf(FENCE, at);
    const close = open === -1 ? -1 : text.indexOf(FENCE, open + FENCE.length);
    if (close === -1) break;
    blocks.push(
      linesToMarkdown(text.slice(at, open), names),
      codeBlock(text.slice(open + FENCE.length, close)),
    );
    at = close + FENCE.length;
  }
  blocks.push(linesToMarkdown(text.slice(at), names));
  return blocks.filter((block) => block !== '' && block !== '>').join('\n\n');
}

const FENCE = '```';
function codeBlock(text: string): string {
  const code = plainWords(text.replace(/^\n/, '').trimEnd().replaceAll('\r', ''));
  if (code === '') return '';
  const fence = '`'.repeat(Math.max(FENCE.length, longestTicks(code) + 1));
  return `${fence}\n${code}\n${fence}`;
}

const longestTicks = (code: string) => Math.max(0, ...(code.match(/`+/g) ?? []).map((run) => run.length));

type LineKind = 'blank' | 'quote' | 'list' | 'words';

/** Lines outside code blocks. Where the kind changes there is a blank line, or Markdown would take the next line into the quote or list. */
function linesToMarkdown(text: string, names: Names): string {
  const out: string[] = [];
  const state = { before: 'blank' as LineKind, depth: -1, quoteRest: false };
  const lines = text.split('\n');
  lines.forEach((line, at) => {
    const { kind, source } = lineToMarkdown(line, at, lines, state, names);
    if (kind !== state.before && kind !== 'blank' && state.before !== 'blank') out.push('');
    if (kind !== 'list') state.depth = -1;
    if (kind !== 'blank' || state.before !== 'blank') out.push(source);
    state.before = kind;
  });
  return out.join('\n').trim();
}

interface LineState {
  before: LineKind;
  depth: number;
  /** After `>>>` everything is a quote. */
  quoteRest: boolean;
}

const BULLET = /^([ \t]*)[•◦▪‣⁃]\uFE0E?[ \t]+(.*)$/u;
const NUMBER = /^([ \t]*)(\d{1,9})\.[ \t]+(.*)$/;
const QUOTE = /^(?:&gt;|>)[ \t]?/;
const QUOTE_REST = /^(?:&gt;&gt;&gt;|>>>)[ \t]?/;

function lineToMarkdown(
  written: string,
  at: number,
  lines: string[],
  state: LineState,
  names: Names,
): { kind: LineKind; source: string } {
  let line = written;
  if (QUOTE_REST.test(line)) state.quoteRest = true;
  line = state.quoteRest ? line.replace(QUOTE_REST, '') : line;
  if (state.quoteRest || QUOTE.test(line)) {
    const inside = state.quoteRest ? line : line.replace(QUOTE, '');
    return { kind: 'quote', source: `> ${lineSource(inside, names)}`.trimEnd() };
  }
  const item = listItem(line, at, lines);
  if (item !== undefined) {
    // An item deeper than its list allows would be an indented code block.
    state.depth = Math.min(item.depth, state.depth + 1, DEPTH_MAX);
    return {
      kind: 'list',
      source: `${' '.repeat(4 * state.depth)}${item.mark} ${lineSource(item.words, names)}`,
    };
  }
  const source = lineSource(line, names);
  return { kind: source === '' ? 'blank' : 'words', source };
}

const DEPTH_MAX = 5;

/** Bullets as Slack writes them. A number alone may begin a sentence (`1984. A novel`); two in order, side by side, are a list. */
function listItem(
  line: string,
  at: number,
  lines: string[],
): { depth: number; mark: string; words: string } | undefined {
  const bullet = BULLET.exec(line);
  if (bullet !== null) return { depth: depthOf(bullet[1]), mark: '-', words: bullet[2] ?? '' };
  const number = NUMBER.exec(line);
  if (number === null) return undefined;
  const value = Number(number[2]);
  const follows = Number(NUMBER.exec(lines[at - 1] ?? '')?.[2] ?? -1) === value - 1;
  const leads = Number(NUMBER.exec(lines[at + 1] ?? '')?.[2] ?? -1) === value + 1;
  return follows || leads
    ? { depth: depthOf(number[1]), mark: `${value}.`, words: number[3] ?? '' }
    : undefined;
}

const depthOf = (indent = '') => Math.floor(indent.replaceAll('\t', '    ').length / 4);

/** At the start of a line these would begin a heading, list, quote, rule, table or underline a heading. */
const LINE_START = /^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|[=-]+\s*$|[|: \t-]+$)/;
const NUMBERED = /^(\d{1,9})([.)])(?=\s|$)/;

function lineSource(line: string, names: Names): string {
  const source = inlineSource(line.replaceAll('\r', ' ').trim(), names);
  if (source === '') return '';
  return LINE_START.test(source) ? `\\${source}` : source.replace(NUMBERED, String.raw`$1\$2`);
}

/** A line with its links, mentions and code taken out; `parts` holds their Markdown by position of the mark that stands for them. */
interface Taken {
  text: string;
  parts: Map<number, string>;
}

const MARK = '\uFFFC';
const TAKEN = /<([^<>\n]+)>|`([^`\n]+)`|\uFFFC/g;

function inlineSource(line: string, names: Names): string {
  if (!MAYBE_INLINE.test(line)) return line;
  const taken: Taken = { text: '', parts: new Map() };
  let at = 0;
  for (const match of line.matchAll(TAKEN)) {
    taken.text += decode(line.slice(at, match.index));
    at = match.index + match[0].length;
    const source = takenSource(match, names);
    if (source === undefined) taken.text += decode(match[0]);
    else {
      taken.parts.set(taken.text.length, source);
      taken.text += MARK;
    }
  }
  taken.text += decode(line.slice(at));
  return styledSource(taken, 0, taken.text.length, '');
}

/** Undefined for `<…>` that is literal; a mark for something taken out, written there itself, stands for itself. */
function takenSource([, token, code]: RegExpMatchArray, names: Names): string | undefined {
  if (code !== undefined) return codeSource(code);
  return token === undefined ? MARK : tokenSource(token, names);
}

const MAYBE_INLINE = /[&<*_~`\\[\]\uFFFC]|@everyone/;

/** The longest run of backticks decides the fence; a space keeps backticks at the ends apart from it. */
function codeSource(text: string): string {
  const code = plainWords(text);
  const fence = '`'.repeat(longestTicks(code) + 1);
  const padded = /^`|`$|^ .* $/.test(code) && code.trim() !== '' ? ` ${code} ` : code;
  return `${fence}${padded}${fence}`;
}

const STYLES: Record<string, string> = { '*': '**', _: '_', '~': '~~' };
const SPACE = /\s/u;
/** Before and after a style Slack wants the edge of a word, and so does Markdown, which counts symbols as punctuation. */
const EDGE = /[\s\p{P}\p{S}]/u;

/** From `from` to `to`, with `*bold*`, `_italic_` and `~struck~` as Markdown and everything else literal. */
function styledSource(taken: Taken, from: number, to: number, inside: string): string {
  const { text } = taken;
  let out = '';
  let plainFrom = from;
  // Once a style finds no end, no later one on this line does: this keeps a line full of stars from being read again and again.
  let hopeless = inside;
  for (let at = from; at < to; at += 1) {
    const char = text[at] ?? '';
    const style = STYLES[char];
    if (style === undefined || hopeless.includes(char) || !opensStyle(taken, at, from)) continue;
    const end = findStyleEnd(taken, at, to);
    if (end === -1) {
      hopeless += char;
      continue;
    }
    out += literalRun(taken, plainFrom, at) + style + styledSource(taken, at + 1, end, inside + char) + style;
    at = end;
    plainFrom = end + 1;
  }
  return out + literalRun(taken, plainFrom, to);
}

function opensStyle(taken: Taken, at: number, from: number): boolean {
  const next = charAfter(taken, at);
  return (
    next !== '' &&
    next !== taken.text[at] &&
    !SPACE.test(next) &&
    (at === from || EDGE.test(charBefore(taken, at)))
  );
}

function findStyleEnd(taken: Taken, open: number, to: number): number {
  const { text } = taken;
  const char = text[open] ?? '';
  for (let at = text.indexOf(char, open + 2); at !== -1 && at < to; at = text.indexOf(char, at + 1)) {
    const before = charBefore(taken, at);
    if (before !== char && !SPACE.test(before) && (at + 1 === to || EDGE.test(charAfter(taken, at)))) {
      return at;
    }
  }
  return -1;
}

/** Whole characters: half of an emoji is neither letter nor symbol. */
const charBefore = ({ text, parts }: Taken, at: number) =>
  (parts.get(at - 1) ?? text.slice(Math.max(0, at - 2), at)).match(/.$/su)?.[0] ?? '';
const charAfter = ({ text, parts }: Taken, at: number) =>
  (parts.get(at + 1) ?? text.slice(at + 1, at + 3)).match(/^./su)?.[0] ?? '';

function literalRun({ text, parts }: Taken, from: number, to: number): string {
  let out = '';
  let plainFrom = from;
  for (
    let at = parts.size === 0 ? -1 : text.indexOf(MARK, from);
    at !== -1 && at < to;
    at = text.indexOf(MARK, at + 1)
  ) {
    out += literal(text.slice(plainFrom, at)) + (parts.get(at) ?? '');
    plainFrom = at + 1;
  }
  return out + literal(text.slice(plainFrom, to));
}
