import { plainText } from '@footbridge/contract/kit/plainText.ts';
import type { RichText } from '@footbridge/contract/kit/richtext.ts';
import type { Sought } from '../asking/rules.ts';
import { type Token, readTokens } from '../words/rules.ts';

export interface SnippetPart {
  text: string;
  hit: boolean;
}

/** A message as it is now. */
export interface MessageText {
  title: string | null;
  body: RichText;
  fileNames: string[];
}

/** The texts of a message that are searched; no phrase runs from one into another. */
export const textsOf = ({ title, body, fileNames }: MessageText): string[] => [
  title ?? '',
  plainText(body, { hrefs: true }),
  ...fileNames,
];

const fits = (term: Sought, at: number, word: string | undefined): boolean => {
  if (word === undefined) return false;
  const wanted = term.words[at] ?? '';
  return word === wanted || (term.open && at === term.words.length - 1 && word.startsWith(wanted));
};

/** Where a term stands in a text: the places of its tokens. */
function placesOf(term: Sought, tokens: Token[]): number[] {
  const others = new Set(term.others);
  return tokens.flatMap(({ word }, place) => {
    if (others.has(word)) return [place];
    return term.words.every((_, at) => fits(term, at, tokens[place + at]?.word))
      ? term.words.map((_, at) => place + at)
      : [];
  });
}

/** The words of a message that a term found, as they are compared. */
export function wordsFound(term: Sought, message: MessageText): string[] {
  return textsOf(message).flatMap((text) => {
    const tokens = readTokens(text);
    return placesOf(term, tokens).map((place) => tokens[place]?.word ?? '');
  });
}

/** Whether the message, as it is now, is what was looked for: what is stored for searching may be behind by a moment. */
export const isFoundBy = (terms: Sought[], message: MessageText): boolean =>
  terms.every((term) => wordsFound(term, message).length > 0 !== term.negated);

const LENGTH = 160;
const LEAD = 50;

/** A piece of the message round the first hit, cut between words. */
export function cutSnippet(terms: Sought[], message: MessageText): SnippetPart[] {
  const sought = terms.filter((term) => !term.negated);
  // Addresses behind words, and names of files, only where the hit is in them.
  const candidates = [
    plainText(message.body),
    plainText(message.body, { hrefs: true }),
    message.fileNames.join(', '),
  ].map((text) => text.replaceAll(/\s+/g, ' ').trim());
  const marked = candidates.map((text) => markHits(sought, text));
  const best = Math.max(
    0,
    marked.findIndex((hits) => hits.length > 0),
  );
  return cut(candidates[best] ?? '', marked[best] ?? []);
}

/** What is to be marked, in order. */
function markHits(terms: Sought[], text: string): { start: number; end: number }[] {
  const tokens = readTokens(text);
  const places = new Set(terms.flatMap((term) => placesOf(term, tokens)));
  return tokens.filter((_, place) => places.has(place));
}

function cut(text: string, hits: { start: number; end: number }[]): SnippetPart[] {
  const from =
    (hits[0]?.start ?? 0) <= LEAD ? 0 : wordStart(text, (hits[0]?.start ?? 0) - LEAD, hits[0]?.start ?? 0);
  const to =
    text.length <= from + LENGTH
      ? text.length
      : wordEnd(text, from + LENGTH, Math.max(from, hits[0]?.end ?? 0));
  const parts: SnippetPart[] = from > 0 ? [{ text: '…', hit: false }] : [];
  let at = from;
  for (const hit of hits.filter(({ end }) => end <= to)) {
    if (hit.start > at) parts.push({ text: text.slice(at, hit.start), hit: false });
    parts.push({ text: text.slice(hit.start, hit.end), hit: true });
    at = hit.end;
  }
  if (at < to) parts.push({ text: text.slice(at, to), hit: false });
  if (to < text.length) parts.push({ text: '…', hit: false });
  return parts;
}

/** After the first blank from a place on, or that place where words do not end. */
function wordStart(text: string, from: number, latest: number): number {
  const blank = text.indexOf(' ', from);
  return blank === -1 || blank >= latest ? wholeCharacter(text, from) : blank + 1;
}

/** Before the last blank up to a place, or that place where words do not end. */
function wordEnd(text: string, to: number, earliest: number): number {
  const blank = text.lastIndexOf(' ', to);
  return blank < earliest ? wholeCharacter(text, Math.max(to, earliest)) : blank;
}

const wholeCharacter = (text: string, at: number): number =>
  /[\udc00-\udfff]/.test(text[at] ?? '') ? at + 1 : at;
