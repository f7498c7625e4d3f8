import type { MarkdownIt } from 'markdown-it';

const HOST = /[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*(?:\.[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*)*(?::\d{1,5})?/uy;
const REST = /(?:[/?#][^\s\p{Z}\p{Cc}<>"`\\、。，！？；：「」『』（）《》【】｜]*)?/uy;
const MAILBOX = /[\w.+%-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/uy;

/**
 * Links `https://…`, `mailto:…` and `www.…` where they stand in text. Names without any of these are left
 * alone: `README.md` and `main.py` look like names of hosts too.
 */
export function linkBareAddresses(grammar: MarkdownIt): void {
  const { linkify, normalizeLink } = grammar;
  // Our own matching takes linear time; that of the library needs 70 ms for one address with 16 kB of
  // brackets.
  const web = { validate: (text: string, position: number) => webLength(text, position, '//') };
  const www = {
    validate: (text: string, position: number) => webLength(text, position, '', /\./),
    // The address stays as long as its text, which the rule for `://` counts on; the scheme is added below.
    normalize() {},
  };
  const mail = { validate: (text: string, position: number) => matchLength(MAILBOX, text, position) };
  linkify.set({ fuzzyEmail: false, fuzzyLink: false });
  linkify.add('http:', web).add('https:', web).add('www.', www).add('mailto:', mail).add('ftp:').add('//');
  grammar.normalizeLink = (href) =>
    normalizeLink.call(grammar, /^www\./i.test(href) ? `https://${href}` : href);

  const { test } = linkify;
  linkify.test = (text) => /:\/\/|mailto:|www\./i.test(text) && test.call(linkify, text);
}

/**
 * How many characters from `position` on are `start`, a host and what follows it, without the sentence's own
 * punctuation; or 0.
 */
function webLength(text: string, position: number, start: string, hostNeeds = /^/): number {
  if (!text.startsWith(start, position)) return 0;
  const hostAt = position + start.length;
  const hostEnd = hostAt + matchLength(HOST, text, hostAt);
  if (hostEnd === hostAt || !hostNeeds.test(text.slice(hostAt, hostEnd))) return 0;
  const rest = text.slice(hostEnd, hostEnd + matchLength(REST, text, hostEnd));
  return hostEnd - position + withoutPunctuation(rest).length;
}

const OPENING: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/**
 * `https://example.org/a_(b).` ends before the full stop, `(see https://example.org/a)` before the bracket.
 */
function withoutPunctuation(rest: string): string {
  let end = rest.length;
  let counts: Map<string, number> | undefined;
  for (; end > 0; end--) {
    const last = rest[end - 1] ?? '';
    const opening = OPENING[last];
    if (opening === undefined && !/[?!.,:;*_~']/.test(last)) break;
    if (opening === undefined) continue;
    counts ??= countBrackets(rest);
    const closed = counts.get(last) ?? 0;
    if (closed <= (counts.get(opening) ?? 0)) break;
    counts.set(last, closed - 1);
  }
  return rest.slice(0, end);
}

function countBrackets(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) counts.set(bracket, (counts.get(bracket) ?? 0) + 1);
  return counts;
}

function matchLength(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0].length ?? 0;
}
