import { anyOf } from './random.ts';

const SYLLABLES = 'ba ke li mo nu ra se ti vo wa ster ling ham by dor fen gal hil jor quin'.split(' ');

/** Different words, most frequent first. */
export function makeWords(random: () => number, count: number): string[] {
  const words = new Set<string>();
  while (words.size < count) {
    words.add(Array.from({ length: 2 + Math.floor(random() * 3) }, () => anyOf(SYLLABLES, random)).join(''));
  }
  return [...words];
}

/** Words as people use them: few of them often (Zipf). */
const zipfWord = (words: string[], random: () => number): string =>
  words[Math.floor(words.length ** random()) - 1] ?? words[0] ?? '';

/** The words of a message, 6 to 40 of them. */
export function sentence(words: string[], random: () => number): string {
  return Array.from({ length: 6 + Math.floor(random() * 35) }, () => zipfWord(words, random)).join(' ');
}
