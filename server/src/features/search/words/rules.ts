/** A word as it is compared: small letters without accents; `start` and `end` say where it stands in the text it was read from. */
export interface Token {
  word: string;
  start: number;
  end: number;
}

/** What is longer (keys, encoded data) is known by its beginning. */
const WORD_MAX = 64;
/** PostgreSQL counts places in a text up to here. */
const PLACE_MAX = 16_383;
/** Between two parts of a message, so that no phrase runs from one into the other. */
const GAP = 8;

/**
 * Our own reading of text into words, used for storing and for asking alike: PostgreSQL's takes addresses, paths and hyphens apart in
 * ways that depend on what stands around them. A word is a run of letters, digits and their marks. Scripts that put no blank between
 * words give one word a character, and so do pictures; a phrase finds what belongs together.
 */
const WORDS =
  /[[\p{L}\p{N}\p{M}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]]+|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]|\p{Extended_Pictographic}/gv;
const ASCII_WORDS = /[a-z0-9]+/g;
const ASCII = /^[\u0000-\u007f]*$/;

/** Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic: people leave them out. Marks of other scripts are letters to their readers. */
const LEFT_OUT = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g;
const NOT_OF_A_WORD = /[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}]/gu;
/** Letters that Unicode does not take apart, as people write them without the right keyboard. */
const PLAIN: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
};
const NOT_PLAIN = /[ßæœøđðþłħı]/g;

/** How a word is compared; may be empty. */
function foldWord(written: string): string {
  if (ASCII.test(written)) return written.toLowerCase().slice(0, WORD_MAX);
  const folded = written.normalize('NFKD').toLowerCase().replace(LEFT_OUT, '').normalize('NFC');
  const plain = folded.replace(NOT_PLAIN, (letter) => PLAIN[letter] ?? letter).replace(NOT_OF_A_WORD, '');
  return Array.from(plain).slice(0, WORD_MAX).join('');
}

/** The words of a text with their places in it. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORDS)) {
    const word = foldWord(match[0]);
    if (word !== '') tokens.push({ word, start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}

/** The words of a text in order. */
export function readWords(text: string): string[] {
  if (ASCII.test(text)) {
    return (text.toLowerCase().match(ASCII_WORDS) ?? []).map((word) => word.slice(0, WORD_MAX));
  }
  return readTokens(text).map((token) => token.word);
}

/** What is marked of a message besides its words. No word begins like a mark. */
export const monthMark = (month: string): string => `~${month.slice(0, 4)}${month.slice(5, 7)}`;
export const LINK_MARK = '~link';
export const FILE_MARK = '~file';

/**
 * What is found of a message, in the text form of PostgreSQL's `tsvector`: its marks, and each word with its place. Words hold letters,
 * digits, marks of letters and pictures only, so nothing in them needs quoting.
 * @param parts the words of texts that no phrase may run across
 */
export function entryVector(parts: string[][], marks: string[]): string {
  const places = [...marks];
  let place = 0;
  for (const part of parts) {
    for (const word of part) {
      place += 1;
      places.push(`${word}:${Math.min(place, PLACE_MAX)}`);
    }
    place += GAP;
  }
  return places.join(' ');
}
