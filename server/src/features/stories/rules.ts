import { MAX_SOURCE_BYTES } from '@footbridge/contract/kit/richtext.ts';

/** One thing that happened, as a line or a quotation of the draft. */
export interface Moment {
  at: string;
  /** Markdown. */
  text: string;
}

export interface DraftFacts {
  purpose: string;
  people: { name: string; organisation: string }[];
  moments: Moment[];
}

export interface DraftWords {
  whoTookPart: string;
  whatHappened: string;
  whatCame: string;
}

const QUOTED_MAX = 600;
/** Room for what people will add. */
const DRAFT_BYTES = MAX_SOURCE_BYTES - 3072;

/** Text of people as text, whatever signs of Markdown it holds. */
export const escaped = (text: string): string => text.replaceAll(/[\\`*_~[\]<>#|&!:@]/g, String.raw`\$&`);

/** What somebody said, as a quotation with where it was said. Markdown of theirs stays, so that pictures and lists do. */
export function quoted(source: string, by: string): string {
  const short = source.length > QUOTED_MAX ? `${source.slice(0, QUOTED_MAX).trimEnd()} …` : source;
  const lines = short.split('\n').map((line) => `> ${line}`);
  return [...lines, '>', `> ${by}`].join('\n');
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

const dayOf = (at: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(at));

/** The first draft of a story, in order. What does not fit within the limit of a text is left out from its end. */
export function draftSource(facts: DraftFacts, words: DraftWords): string {
  const people = facts.people.map(({ name, organisation }) => `- ${escaped(name)}, ${escaped(organisation)}`);
  const head = [
    ...(facts.purpose.trim() === '' ? [] : [escaped(facts.purpose.trim())]),
    `## ${words.whoTookPart}`,
    people.join('\n'),
    `## ${words.whatHappened}`,
  ];
  const foot = [`## ${words.whatCame}`];
  const blocks: string[] = [];
  let room = DRAFT_BYTES - bytesOf([...head, ...foot].join('\n\n'));
  let day = '';
  for (const { at, text } of facts.moments.toSorted((one, other) => one.at.localeCompare(other.at))) {
    const heading = dayOf(at) === day ? [] : [`### ${dayOf(at)}`];
    const added = [...heading, text];
    room -= bytesOf(added.join('\n\n')) + 2;
    if (room < 0) break;
    blocks.push(...added);
    day = dayOf(at);
  }
  return [...head, ...blocks, ...foot].join('\n\n');
}

const WORDS = /[\p{L}\p{N}]+/gu;
const WORDS_MAX = 12;

const readWords = (text: string): string[] => (text.match(WORDS) ?? []).slice(0, WORDS_MAX);

/** In the language of `to_tsquery`: all of these words, or words that begin so; undefined without any. */
export function allWords(text: string): string | undefined {
  const words = readWords(text);
  return words.length === 0 ? undefined : words.map((word) => `${word}:*`).join(' & ');
}

/** Any of these words: who is about to start writes other words than those who stopped. */
export function anyWord(text: string): string | undefined {
  const words = readWords(text).filter((word) => word.length > 2);
  return words.length === 0 ? undefined : words.join(' | ');
}
