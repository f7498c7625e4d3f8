import type { Term } from '../rules.ts';
import { monthMark } from '../words/rules.ts';

/** A term with the words that may stand for it besides those it was written with. */
export interface Sought extends Term {
  others: string[];
  /** Whether those stand for a typo. */
  mended: boolean;
}

const quoted = (word: string): string => `'${word}'`;

/**
 * As PostgreSQL's `tsquery`. Words come out of `readWords`, so they hold nothing that would need escaping.
 * @param begun all words that the last one of an open term may be the beginning of; left out, PostgreSQL looks for them
 */
function termQuery(term: Sought, begun: string[] | null = null): string {
  const last = term.words.length - 1;
  const ending =
    begun === null
      ? `${quoted(term.words[last] ?? '')}:*`
      : `(${[term.words[last] ?? '', ...begun].map(quoted).join(' | ')})`;
  const written = term.words
    .map((word, at) => (at === last && term.open ? ending : quoted(word)))
    .join(' <-> ');
  const any = [last === 0 ? written : `(${written})`, ...term.others.map(quoted)].join(' | ');
  return term.negated ? `!(${any})` : `(${any})`;
}

/** Null when nothing is looked for in words and marks. */
export const wholeQuery = (terms: Sought[]): string | null => allOf(terms.map((term) => termQuery(term)));

const allOf = (queries: string[]) => (queries.length === 0 ? null : queries.join(' & '));

/** In how many entries the words of a term stand, at most. */
export interface Frequency {
  term: Sought;
  entries: number;
  /** Of a phrase in how many its words may stand together, next to each other or not. */
  together: number;
  /** Of an open term all words that its last one begins; null when they are too many to ask for each. */
  begun: string[] | null;
}

/** How many times more entries reading all words with one beginning takes than looking at those of another word. */
const WIDER = 5;

/** The terms that the index of words is asked for; the others are looked for in what it gives. */
function lookedUp(frequencies: Frequency[]): Frequency[] {
  const positive = frequencies
    .filter(({ term }) => !term.negated)
    .toSorted((one, other) => one.entries - other.entries);
  const shortest = positive[0]?.entries ?? 0;
  return positive.filter(
    ({ term, begun, entries }, at) => at === 0 || !term.open || begun !== null || entries < shortest * WIDER,
  );
}

/** The part of a question that the index of words is asked; null when it would have to read all of it. */
export const indexQuery = (frequencies: Frequency[]): string | null =>
  allOf(lookedUp(frequencies).map(({ term, begun }) => termQuery(term, begun)));

/** What is known of the entries before they are asked. */
export interface Terrain {
  entries: number;
  /** How many of them the asker may read, at most, and in how many spaces. */
  readable: number;
  spaces: number;
  /** ISO 8601: when the first and the last of the entries were written, where there are any. */
  first: string | null;
  last: string | null;
  /** False while very many are being loaded and the indexes by time are not there. */
  walkable: boolean;
  /** How many authors are asked for; 0 when it does not matter who wrote. */
  authors: number;
  /** How many filters thin out what is found. */
  thinning: number;
}

/**
 * One way to look: through the newest entries one by one, of the spaces, of the authors or of all; or by the index of words, in some
 * months or in all (null), together with that of spaces where those hold less than the words do.
 */
export type Way =
  | { kind: 'newest'; of: 'spaces' | 'authors' | 'all'; rows: number }
  | { kind: 'indexed'; months: string[] | null; bySpaces: boolean };

export const HITS = 20;
/** As many feeds as one statement merges. */
export const MERGED_MAX = 64;
const WALK_MIN = 500;
const WALK_MAX = 8000;

/**
 * The ways to try, one after the other until a page is full. A word that is everywhere is found soonest by walking back through the
 * newest entries, a rare one by the index of words, and one in between by the index a few months at a time; how often a word stands
 * somewhere tells which. A wrong guess costs a bounded walk, never a wrong answer. Costs are counted in entries looked at.
 */
export function planWays(terrain: Terrain, frequencies: Frequency[], upTo: string): Way[] {
  const guess = guessMatches(terrain, frequencies);
  const share = Math.min(1, Math.max(terrain.readable / terrain.entries, 1e-6));
  const bySpaces = terrain.readable * SPACE_ENTRY < guess.together * (1 - share);
  const indexed = (months: string[] | null): Way => ({ kind: 'indexed', months, bySpaces });
  if (!terrain.walkable) return [indexed(null)];
  const of =
    terrain.authors > 0 && terrain.authors <= MERGED_MAX
      ? 'authors'
      : terrain.spaces <= MERGED_MAX
        ? 'spaces'
        : 'all';
  const needed = (HITS * terrain.entries) / Math.max(guess.matches * (of === 'spaces' ? 1 : share), 1e-6);
  const walk = (max: number): Way => ({
    kind: 'newest',
    of,
    rows: Math.round(Math.min(max, Math.max(WALK_MIN, needed * 3))),
  });
  if (indexQuery(frequencies) === null) return [walk(WALK_MAX), indexed(null)];
  const spans = monthSpans(terrain, guess.matches * share, upTo);
  const byWords = guess.shortest * WORD_ENTRY + guess.together;
  const byMonths =
    (guess.shortest * WORD_ENTRY * (1 + spans.first)) / 2 + (guess.together * spans.first) / spans.all;
  const inSpans = spans.first <= spans.all / 2 && byMonths < byWords;
  const costOfWords = inSpans ? byMonths : byWords;
  const lookUps = inSpans ? [...spans.lists, null] : [null];
  return [...(needed < costOfWords ? [walk(Math.max(WALK_MAX, costOfWords))] : []), ...lookUps.map(indexed)];
}

/** What an entry costs that is only met in the index of words or of spaces, beside one that is looked at. */
const WORD_ENTRY = 0.1;
const SPACE_ENTRY = 0.15;
/** What one filter of unknown effect is taken to leave, and what the order of the words in a phrase does. */
const THINNED = 0.2;
const IN_ORDER = 0.1;

interface Guess {
  /** Entries that fit. */
  matches: number;
  /** Entries that the index of words gives, of which those that do not fit are sorted out one by one. */
  together: number;
  /** Entries with the rarest of the words. */
  shortest: number;
}

function guessMatches({ entries, thinning }: Terrain, frequencies: Frequency[]): Guess {
  const positive = frequencies.filter(({ term }) => !term.negated);
  const shareOf = ({ together }: Frequency) => Math.min(1, together / entries);
  const inOrder = positive.filter(({ term }) => term.words.length > 1).length;
  return {
    matches: positive.reduce(
      (left, one) => left * shareOf(one),
      entries * THINNED ** thinning * IN_ORDER ** inOrder,
    ),
    together: lookedUp(frequencies).reduce((left, one) => left * shareOf(one), entries),
    shortest: Math.min(entries, ...positive.map((one) => one.entries)),
  };
}

/** Each month asked for is compared with every match. */
const MONTHS_MAX = 12;
/** So many pages' worth of hits are expected in the first span of months. */
const PAGES_AHEAD = 3;

/** The newest months that should hold some pages of hits, and then several times as many. */
function monthSpans(
  terrain: Terrain,
  expected: number,
  upTo: string,
): { all: number; first: number; lists: string[][] } {
  const latest = terrain.last ?? upTo;
  const last = monthNumber(upTo < latest ? upTo : latest);
  const all = Math.max(1, last - monthNumber(terrain.first ?? latest) + 1);
  const first = Math.max(1, Math.ceil((all * HITS * PAGES_AHEAD) / Math.max(expected, 1)));
  const lists = [first, first * 4]
    .filter((length) => length <= Math.min(MONTHS_MAX, all / 2))
    .map((length) => Array.from({ length }, (_, back) => monthText(last - back)));
  return { all, first, lists };
}

const monthNumber = (at: string): number => Number(at.slice(0, 4)) * 12 + Number(at.slice(5, 7)) - 1;
const monthText = (number: number): string =>
  `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;

/** A question about the words, within some months. */
export const inMonths = (query: string, months: string[] | null): string =>
  months === null ? query : `(${query}) & (${months.map((month) => quoted(monthMark(month))).join(' | ')})`;
