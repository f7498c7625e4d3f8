import { readWords } from '../words/rules.ts';

/** Shorter words have too many neighbours to guess one. */
export const MENDED_MIN = 3;

/** How many slips a word of this length is forgiven. */
const slipsAllowed = (length: number): number => (length < MENDED_MIN ? 0 : length < 6 ? 1 : 2);

/** Whether `word` may be what was meant: one letter too many, too few, another one, or two swapped; twice in longer words. */
export function isSlipOf(written: string, word: string): boolean {
  const [a, b] = [Array.from(written), Array.from(word)];
  const allowed = slipsAllowed(a.length);
  return Math.abs(a.length - b.length) <= allowed && slips(a, b) <= allowed;
}

/** Whether every word of `written` may have been meant for one of the name. */
export function isSlipOfName(written: string, name: string): boolean {
  const words = readWords(name);
  return readWords(written).every((one) => words.some((word) => word.startsWith(one) || isSlipOf(one, word)));
}

/** The distance of Damerau and Levenshtein in its form that never touches a swapped pair again (optimal string alignment). */
export function slips(a: string[], b: string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
