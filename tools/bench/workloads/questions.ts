import type { Dataset } from '../dataset/load.ts';
import { anyOf } from '../dataset/random.ts';

/** One search: as somebody types it, and what the floor asks for the same. */
export interface Question {
  kind: 'common' | 'medium' | 'rare' | 'two' | 'phrase' | 'prefix' | 'filtered';
  text: string;
  /** As PostgreSQL's `tsquery`. */
  query: string;
  /** Narrows the floor where the question has filters. */
  authorId?: string;
  spaceId?: string;
}

/** Ranks of words: those that stand in a sixth of the messages, in some hundredths, in some ten thousandths. */
const COMMON = [9, 14] as const;
const MEDIUM = [100, 1000] as const;
const RARE = [10_000, 20_000] as const;

/** A person and a space with a known name, for filters. */
export interface Named {
  author: { id: string; name: string };
  space: { id: string; name: string };
}

/** The mix: each kind as often as any other, in turns, so that every part of a run has all of them. */
export function makeQuestions(
  dataset: Dataset,
  phrases: string[],
  named: Named[],
  count: number,
  random: () => number,
): Question[] {
  const word = ([from, to]: readonly [number, number]) =>
    dataset.words[from + Math.floor(random() * (to - from))] ?? '';
  // The last word of what somebody types counts as a beginning, for both.
  const plain = (kind: Question['kind'], text: string): Question => ({ kind, text, query: `${text}:*` });
  const make: (() => Question)[] = [
    () => plain('common', word(COMMON)),
    () => plain('medium', word(MEDIUM)),
    () => plain('rare', word(RARE)),
    () => {
      const [one, other] = [word(COMMON), word(MEDIUM)];
      return { kind: 'two', text: `${one} ${other}`, query: `${one} & ${other}:*` };
    },
    () => {
      const phrase = anyOf(phrases, random);
      return { kind: 'phrase', text: `"${phrase}"`, query: phrase.replace(' ', ' <-> ') };
    },
    () => plain('prefix', word(MEDIUM).slice(0, 4)),
    () => {
      const [one, { author, space }] = [word(COMMON), anyOf(named, random)];
      return {
        kind: 'filtered',
        text: `${one} from:"${author.name}" in:"${space.name}"`,
        query: `${one}:*`,
        authorId: author.id,
        spaceId: space.id,
      };
    },
  ];
  return Array.from({ length: count }, (_, at) => make[at % make.length]?.() as Question);
}
