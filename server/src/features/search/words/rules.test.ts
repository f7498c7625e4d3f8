import { describe, expect, it } from 'vitest';
import { entryVector, monthMark, readTokens, readWords } from './rules.ts';

describe('words', () => {
  it.each([
    ['Winter Warmth', ['winter', 'warmth']],
    [
      'Zieliński naïve CAFÉ Straße Ærø Łódź İstanbul',
      ['zielinski', 'naive', 'cafe', 'strasse', 'aero', 'lodz', 'istanbul'],
    ],
    ['Cafe\u0301 decomposed', ['cafe', 'decomposed']],
    ["don't l’eau", ['don', 't', 'l', 'eau']],
    ['https://example.org/a_b-c?d=1', ['https', 'example', 'org', 'a', 'b', 'c', 'd', '1']],
    ['grace@example.org', ['grace', 'example', 'org']],
    ['v2.0-rc1 x² ½', ['v2', '0', 'rc1', 'x2', '12']],
    ['東京タワー hello', ['東', '京', 'タ', 'ワ', 'ー', 'hello']],
    ['हिन्दी Ёлка', ['हिन्दी', 'елка']],
    ['done 🎉👍🏽', ['done', '🎉', '👍']],
    ['\u0000 \ud800 … — !?', []],
  ])('of %j are %j', (text, words) => {
    expect(readWords(text)).toEqual(words);
    expect(readTokens(text).map(({ word }) => word)).toEqual(words);
  });

  it('know where they stand in the text as it was written', () => {
    const text = 'Über die Brücke';
    expect(readTokens(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Über',
      'die',
      'Brücke',
    ]);
  });

  it('are known by their beginning when they are very long', () => {
    expect(readWords('a'.repeat(5000))).toEqual(['a'.repeat(64)]);
    expect(readWords('é'.repeat(5000))).toEqual(['e'.repeat(64)]);
  });
});

describe('an entry', () => {
  it('keeps the places of words, a gap between parts, and its marks', () => {
    expect(entryVector(['Heating', 'grants for heating'].map(readWords), ['~202611'])).toBe(
      '~202611 heating:1 grants:10 for:11 heating:12',
    );
  });

  it('has no place that PostgreSQL does not know', () => {
    expect(entryVector([readWords('a '.repeat(20_000))], []).endsWith('a:16383')).toBe(true);
  });

  it('goes by the month it was written in', () => {
    expect(monthMark('2026-11-24T10:12:00.000Z')).toBe('~202611');
  });
});
