import { readWords } from './words/rules.ts';

/** One thing that is looked for in what messages say. */
export interface Term {
  /** As somebody wrote it, for telling them which word was mended. */
  written: string;
  /** One word, or several that follow each other. */
  words: string[];
  negated: boolean;
  /** The last word may be the beginning of a longer one. */
  open: boolean;
  /** Quoted: meant exactly as it stands. */
  exact: boolean;
  /** Written with a star in front: a part of a word is looked for from the start. */
  part: boolean;
}

export const FILTERS = ['from', 'in', 'before', 'after', 'has'] as const;

export interface Filter {
  key: (typeof FILTERS)[number];
  value: string;
  negated: boolean;
  /** Quoted: the words of a name are whole. */
  exact: boolean;
}

export interface Question {
  terms: Term[];
  filters: Filter[];
}

/** What begins a piece: a minus that is not one of two, then a filter, a phrase or a run without blanks. A quote that is not closed runs to the end. */
const PIECE = /(-(?!-))?(?:(from|in|before|after|has):(?:"([^"]*)"?|(\S*))|"([^"]*)"?|([^\s"]+))/giu;

/** Reads what somebody typed. Whatever it holds means something or nothing, and is never refused: people search while they type. */
export function readQuestion(text: string): Question {
  const question: Question = { terms: [], filters: [] };
  for (const match of text.replaceAll(/[“”„«»]/g, '"').matchAll(PIECE)) {
    const [, minus, key, quotedValue, bareValue, phrase, bare] = match;
    const negated = minus !== undefined;
    if (key === undefined) addTerm(question, { phrase, bare: bare ?? '', negated });
    else {
      addFilter(question, {
        key: key.toLowerCase() as Filter['key'],
        value: (quotedValue ?? bareValue ?? '').trim(),
        negated,
        exact: quotedValue !== undefined,
      });
    }
  }
  const last = question.terms.at(-1);
  // The word that is still being typed; a negated one would hide too much until it is complete.
  if (last !== undefined && !last.exact && !last.negated) last.open = true;
  return question;
}

/** A filter without a value is one that is still being typed. */
function addFilter(question: Question, filter: Filter): void {
  if (filter.value !== '') question.filters.push(filter);
}

function addTerm(
  question: Question,
  { phrase, bare, negated }: { phrase: string | undefined; bare: string; negated: boolean },
): void {
  const written = phrase ?? bare;
  const words = readWords(written);
  if (words.length === 0) return;
  const exact = phrase !== undefined;
  question.terms.push({
    written,
    words,
    negated,
    exact,
    open: !exact && /[^*]\*+$/.test(bare),
    part: !exact && words.length === 1 && /^\*+[^*]/.test(bare),
  });
}

/** Where a page ended, and how far words were stretched for it: the next page must look for the same. */
export interface Place {
  /** ISO 8601 in UTC with microseconds. */
  at: string;
  messageId: string;
  reach: Reach;
}

/** How far a word may be from what stands in a message: as written or begun, also inside of words, also with a typo. */
export const REACHES = ['written', 'parts', 'mended'] as const;
export type Reach = (typeof REACHES)[number];

export const writePlace = ({ at, messageId, reach }: Place): string =>
  `${REACHES.indexOf(reach)}_${at}_${messageId}`;

const PLACE =
  /^([0-2])_([12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Undefined for a text that no page ended with. */
export function readPlace(text: string): Place | undefined {
  const [, reach, at = '', messageId = ''] = PLACE.exec(text) ?? [];
  if (reach === undefined || Number.isNaN(Date.parse(at))) return undefined;
  return { at, messageId, reach: REACHES[Number(reach)] ?? 'written' };
}

/** The days that a date of a filter means, as its first and the first after it; a year or a month means all of its days. */
export function readDays(value: string): { first: string; next: string } | undefined {
  const [, year, month, day] = /^([12]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value) ?? [];
  if (year === undefined) return undefined;
  const parts = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)] as const;
  const first = new Date(Date.UTC(...parts));
  if (first.getUTCMonth() !== parts[1] || first.getUTCDate() !== parts[2]) return undefined;
  const step = day === undefined ? (month === undefined ? [1, 0, 0] : [0, 1, 0]) : [0, 0, 1];
  const next = new Date(
    Date.UTC(parts[0] + (step[0] ?? 0), parts[1] + (step[1] ?? 0), parts[2] + (step[2] ?? 0)),
  );
  return { first: dayText(first), next: dayText(next) };
}

const dayText = (date: Date): string => date.toISOString().slice(0, 10);
