import {
  personMentionSource,
  sourceMentionAt,
  spaceMentionSource,
} from '@footbridge/contract/kit/mentionSource.ts';
import { MAX_SOURCE_BYTES } from '@footbridge/contract/kit/richtext.ts';

/** A person or space chosen from the list: the box shows `@Name`, and this says who is meant. */
export interface Chosen {
  kind: 'person' | 'space';
  id: string;
  name: string;
}

export const shownAs = ({ kind, name }: Chosen): string => (kind === 'person' ? '@' : '#') + name;

const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}_]/u.test(char);

/** The chosen one that the text names at `at`. The longest name wins; of two with one name the one chosen first, then the other. */
function namedAt(text: string, at: number, left: readonly Chosen[]): Chosen | undefined {
  if (isWord(text[at - 1])) return undefined;
  const named = left.filter(
    (one) => text.startsWith(shownAs(one), at) && !isWord(text[at + shownAs(one).length]),
  );
  return named.toSorted((a, b) => b.name.length - a.name.length)[0];
}

/** The box's text as Markdown, with each chosen name as a mention. Names that were deleted or changed since are plain text. */
export function toSource(text: string, chosen: readonly Chosen[]): string {
  let left = [...chosen];
  let source = '';
  for (let at = 0; at < text.length;) {
    const one = text[at] === '@' || text[at] === '#' ? namedAt(text, at, left) : undefined;
    if (!one) {
      source += text[at++];
      continue;
    }
    source +=
      one.kind === 'person' ? personMentionSource(one.id, one.name) : spaceMentionSource(one.id, one.name);
    at += shownAs(one).length;
    const twin = left.some((other) => other !== one && shownAs(other) === shownAs(one));
    // The last of a name stays: who is named twice was chosen twice, or typed again by hand.
    if (twin) left = left.filter((other) => other !== one);
  }
  return source;
}

/** Markdown as the box shows it, for changing what was written. */
export function fromSource(source: string): { text: string; chosen: Chosen[] } {
  const chosen: Chosen[] = [];
  let text = '';
  let from = 0;
  for (const { index } of source.matchAll(/[@#]\[/g)) {
    const mention = index < from ? undefined : sourceMentionAt(source, index);
    if (!mention) continue;
    const { kind, id, name } = mention;
    chosen.push({ kind, id, name });
    text += source.slice(from, index) + shownAs({ kind, id, name });
    from = mention.end;
  }
  return { text: text + source.slice(from), chosen };
}

/** What is being asked for at the caret: `@gra` asks for people, `#win` for spaces, `:smi` for emoji. `from` is where the sign stands. */
export interface Asking {
  sign: '@' | '#' | ':';
  words: string;
  from: number;
}

const ASKING = /(?:^|[\s(])([@#:])([\p{L}\p{N}_'’+-]*(?: [\p{L}\p{N}_'’-]+)?)$/u;

/** The question before the caret, if there is one. Emoji need two letters: a colon ends many sentences. */
export function askingAt(text: string, caret: number): Asking | null {
  const [, sign, words] = ASKING.exec(text.slice(Math.max(0, caret - 60), caret)) ?? [];
  if (sign === undefined || words === undefined) return null;
  if (sign === ':' && !/^[\p{L}\p{N}_+-]{2,}$/u.test(words)) return null;
  return { sign: sign as Asking['sign'], words, from: caret - words.length - 1 };
}

/** The text after the question at the caret was answered with `answer`, and where the caret stands then. */
export function answered(
  text: string,
  asking: Asking,
  caret: number,
  answer: string,
): { text: string; caret: number } {
  const rest = text.slice(caret);
  const gap = /^\s/.test(rest) ? '' : ' ';
  return { text: text.slice(0, asking.from) + answer + gap + rest, caret: asking.from + answer.length + 1 };
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();

/**
 * How well `words` fit a name: 4 they are its first word, 3 the name begins so, 2 one of its words does, 1 the letters stand in it in
 * this order, 0 not at all.
 * Accents and case do not matter.
 */
export function fit(name: string, words: string): number {
  const [inside, wanted] = [plain(name), plain(words)];
  const wordsInside = inside.split(/[\s'’-]+/);
  if (inside.startsWith(wanted)) return wordsInside[0] === wanted ? 4 : 3;
  if (wordsInside.some((word) => word.startsWith(wanted))) return 2;
  let at = 0;
  for (const letter of wanted) {
    at = inside.indexOf(letter, at) + 1;
    if (at === 0) return 0;
  }
  return 1;
}

/** The best fitting first, at most `most`, none below `least`; equals keep their order. */
export function bestFits<T>(
  all: readonly T[],
  nameOf: (one: T) => string,
  words: string,
  most: number,
  least = 1,
): T[] {
  const fitting = all
    .map((one) => ({ one, points: fit(nameOf(one), words) }))
    .filter(({ points }) => points >= least);
  return fitting
    .toSorted((a, b) => b.points - a.points)
    .slice(0, most)
    .map(({ one }) => one);
}

/** Bytes of UTF-8 above what one message may hold; 0 when it fits. */
export function bytesTooMany(source: string): number {
  // A character is at most three bytes per UTF-16 unit: short texts need no counting.
  if (source.length * 3 <= MAX_SOURCE_BYTES) return 0;
  return Math.max(0, new TextEncoder().encode(source).length - MAX_SOURCE_BYTES);
}

/** Characters a thread's title may have. */
export const TITLE_MAX = 120;

/** Whether the message tells everyone in the space. Near enough to ask before sending; what counts is the server's reading. */
export const namesEveryone = (source: string): boolean =>
  /(^|[^\p{L}\p{N}_`])@everyone(?![\p{L}\p{N}_])/u.test(source);
