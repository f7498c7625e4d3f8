/**
 * Keys that open files and workspaces, as exports carry them in addresses of files and as people paste them. Nothing of them may be kept:
 * whoever reads the imported message could use them.
 */
const TOKEN_IN_ADDRESS = /([?&])t=xox[^"&\s\\<>|]*(&?)/g;
const TOKEN = /xox[a-z](?:\.xox[a-z])?-[\w.%-]*/gi;

/** Works on JSON text as well: what it takes out never holds a quote or a backslash. */
export function withoutTokens(text: string): string {
  if (!/xox/i.test(text)) return text;
  return text
    .replaceAll(TOKEN_IN_ADDRESS, (_, before: string, after: string) => (after === '' ? '' : before))
    .replaceAll(TOKEN, '[key removed]');
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Where the items of a list begin and end in its JSON, so that they can be parsed one at a time: a list of many megabytes parsed at once
 * takes many times its size in memory. Undefined when it does not begin like a list. What is no JSON is noticed by whoever parses an item.
 */
export function* listItems(json: Uint8Array): Generator<[start: number, end: number]> {
  let start = 1;
  let depth = 0;
  for (let at = 1; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) at = stringEnd(json, at);
    else if (OPENING.has(byte)) depth += 1;
    else if (depth === 0 && (byte === COMMA || CLOSING.has(byte))) {
      yield [start, at];
      start = at + 1;
      if (byte !== COMMA) return;
    } else if (CLOSING.has(byte)) depth -= 1;
  }
  // Cut off: the last item is there in part, and parsing it says so.
  yield [start, json.length];
}

function stringEnd(json: Uint8Array, quote: number): number {
  for (let at = json.indexOf(QUOTE, quote + 1); at !== -1; at = json.indexOf(QUOTE, at + 1)) {
    let backslashes = 0;
    while (json[at - 1 - backslashes] === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return json.length;
}
