import { readWords } from '../words/rules.ts';

/**
 * A regular expression of PostgreSQL for folded names that hold these words one after the other; null for a name without words. Words
 * hold letters, digits and marks, so nothing in them means anything else.
 * @param where the words begin where a word of the name begins, are whole words of it, or stand anywhere in it
 */
export function namePattern(name: string, where: 'begun' | 'whole' | 'anywhere'): string | null {
  const words = readWords(name).join('\\W+');
  if (words === '') return null;
  return where === 'anywhere' ? words : `\\m${words}${where === 'whole' ? '\\M' : ''}`;
}
