import { readWords } from '../words/rules.ts';

/**
 * A regular expression of PostgreSQL for folded names that hold these words one after the other, each the beginning of a word of the
 * name at least where the first one stands. Null for a name without words. Words hold letters, digits and marks: nothing to escape.
 */
export function namePattern(name: string): string | null {
  const words = readWords(name);
  return words.length === 0 ? null : `\\m${words.join('\\W+')}`;
}
