import type { Term } from '../rules.ts';
import { monthMark } from '../words/rules.ts';

/** A term with the words that may stand for it besides those it was written with. */
export interface Sought extends Term {
  others: string[];
  /** Whether those stand for a typo. */
  mended: boolean;
}

const quoted = (word: string): string => `'${word}'`;

/** As PostgreSQL's `tsquery`. Words come out of `readWords`, so they hold nothing that would need escaping. */
function termQuery(term: Sought): string {
  const last = term.words.length - 1;
  const written = term.words.map((word, at) => (at === last && term.open ? `${quoted(word)}:*` : quoted(word))).join(' <-> ');
  const any = [last === 0 ? written : `(${written})`, ...term.others.map(quoted)].join(' | ');
  return term.negated ? `!(${any})` : `(${any})`;
}

/** Marks that a message must carry, or must not. */
export type Marks = [mark: string, wanted: boolean][];

/** Null when nothing is looked for in words and marks. */
export function wholeQuery(terms: Sought[], marks: Marks): string | null {
  const all = [...terms.map(termQuery), ...marks.map(([mark, wanted]) => `${wanted ? '' : '!'}${quoted(mark)}`)];
  return all.length === 0 ? null : all.join(' & ');
}

/** How many entries hold what a term looks for, at most; from `readFrequencies`. */
export interface Frequency {
  term: Sought;
  entries: number;
}

/** A beginning that so many words share is not worth reading all of them from the index, where another term narrows it down. */
const WIDE = 20_000;

/** The part of a question that the index of words is asked; null when it would have to read all of it. */
export function indexQuery(frequencies: Frequency[], marks: Marks): string | null {
  const positive = frequencies.filter(({ term }) => !term.negated).toSorted((one, other) => one.entries - other.entries);
  const useful = positive.filter(({ term, entries }, at) => at === 0 || !term.open || entries < WIDE);
  return wholeQuery(useful.map(({ term }) => term), marks.filter(([, wanted]) => wanted));
}

/** What is known of the entries before they are asked. */
export interface Terrain {
  entries: number;
  /** How many of them the asker may read, at most, and in how many spaces. */
  readable: number;
  spaces: number;
  /** ISO 8601: when the first and the last of the entries were written. */
  first: string;
  last: string;
  /** False while very many are being loaded and the indexes by time are not there. */
  walkable: boolean;
  /** The authors that are asked for, if any are. */
  authors: number | null;
  marks: Marks;
  /** How many other filters thin out what is found. */
  thinning: number;
}

/**
 * One way to look: through the newest entries one by one, of the spaces, of the authors or of all; or by the index of words, in some
 * months or in all (null).
 */
export type Way = { kind: 'newest'; of: 'spaces' | 'authors' | 'all'; rows: number } | { kind: 'indexed'; months: string[] | null };

export const HITS = 20;
/** As many feeds as one statement merges. */
export const MERGED_MAX = 64;
const NEWEST_MAX = 8000;
const NEWEST_MIN = 500;
const MONTHS_MAX = 48;
/** What one filter of unknown effect is taken to leave. */
const THINNED = 0.2;

/**
 * The ways to try, one after the other until a page is full. A word that is everywhere is found soonest by walking back through the
 * newest entries, a rare one by the index of words, and one in between by the index a few months at a time; how often a word stands
 * somewhere tells which. A wrong guess costs a bounded walk, never a wrong answer.
 */
export function planWays(terrain: Terrain, frequencies: Frequency[], upTo: string): Way[] {
  if (!terrain.walkable) return [{ kind: 'indexed', months: null }];
  const of = terrain.authors !== null && terrain.authors <= MERGED_MAX ? 'authors' : terrain.spaces <= MERGED_MAX ? 'spaces' : 'all';
  if (of === 'spaces' && terrain.readable <= NEWEST_MAX / 2) return [{ kind: 'newest', of, rows: terrain.readable }];
  const share = Math.min(1, Math.max(terrain.readable / terrain.entries, 1e-6));
  const density = frequencies.reduce((product, frequency) => product * densityOf(frequency, terrain.entries), THINNED ** (terrain.thinning + terrain.marks.filter(([, wanted]) => wanted).length));
  const needed = HITS / Math.max(density * (of === 'spaces' ? 1 : share), 1e-9);
  const newest: Way = { kind: 'newest', of, rows: Math.round(Math.min(NEWEST_MAX, Math.max(NEWEST_MIN, needed * 3))) };
  if (indexQuery(frequencies, terrain.marks) === null) return [newest, { kind: 'indexed', months: null }];
  const spans = monthSpans(terrain, density * terrain.entries * share, upTo);
  const byWords = spans.map((months): Way => ({ kind: 'indexed', months }));
  const costOfWords = spans.length === 1 ? density * terrain.entries : READ_PER_SPAN + PAGES_AHEAD * (HITS / share);
  return needed < costOfWords ? [newest, ...byWords] : byWords;
}

const densityOf = ({ term, entries }: Frequency, all: number): number => (term.negated ? 1 : Math.min(1, entries / all));

/** What reading the index for some months costs at least, in entries looked at one by one. */
const READ_PER_SPAN = 1000;
/** So many pages' worth of hits are expected in the first span of months. */
const PAGES_AHEAD = 3;

/** The newest months that should hold some pages of hits, then several times as many, then all (null). */
function monthSpans(terrain: Terrain, expected: number, upTo: string): (string[] | null)[] {
  const last = monthNumber(upTo < terrain.last ? upTo : terrain.last);
  const all = last - monthNumber(terrain.first) + 1;
  const first = Math.ceil((all * HITS * PAGES_AHEAD) / Math.max(expected, 1));
  const lengths = [first, first * 6].filter((length) => length > 0 && length <= Math.min(MONTHS_MAX, all / 2));
  return [...lengths.map((length) => Array.from({ length }, (_, back) => monthText(last - back))), null];
}

const monthNumber = (at: string): number => Number(at.slice(0, 4)) * 12 + Number(at.slice(5, 7)) - 1;
const monthText = (number: number): string => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;

/** A question about the words, within some months. */
export const inMonths = (query: string, months: string[] | null): string =>
  months === null ? query : `(${query}) & (${months.map((month) => quoted(monthMark(month))).join(' | ')})`;
