import { describe, expect, it } from 'vitest';
import { readDays, readPlace, readQuestion, writePlace } from './rules.ts';

const terms = (text: string) =>
  readQuestion(text).terms.map(({ words, negated, open, exact, part }) =>
    [negated ? '-' : '', exact ? '"' : '', part ? '*' : '', words.join(' '), open ? '*' : ''].join(''),
  );
const filters = (text: string) =>
  readQuestion(text).filters.map(
    ({ key, value, negated, exact }) => `${negated ? '-' : ''}${key}:${exact ? '"' : ''}${value}`,
  );

describe('a question', () => {
  it.each([
    ['winter warmth', ['winter', 'warmth*']],
    ['win* warmth ', ['win*', 'warmth*']],
    ['"winter warmth" rota', ['"winter warmth', 'rota*']],
    ['“winter warmth”', ['"winter warmth']],
    ['rota -draft', ['rota', '-draft']],
    ['rota -"first draft" x', ['rota', '-"first draft', 'x*']],
    ['foo-bar last_seq', ['foo bar', 'last seq*']],
    ['*bridge', ['*bridge*']],
    ['--force', ['force*']],
    ['"not closed', ['"not closed']],
    ['- * "" -"" ! & | : ', []],
    ['re:invent http://a.b', ['re invent', 'http a b*']],
  ])('%j asks for %j', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it.each([
    ['from:grace', ['from:grace']],
    ['FROM:"Grace Okafor" -in:"Winter warmth"', ['from:"Grace Okafor', '-in:"Winter warmth']],
    ['before:2026-11-24 after:2026-11-01 has:link', ['before:2026-11-24', 'after:2026-11-01', 'has:link']],
    ['from: in:"" x', []],
    ['xfrom:grace', []],
  ])('%j filters by %j', (text, expected) => {
    expect(filters(text)).toEqual(expected);
  });

  it('tells filters and words apart in one text', () => {
    expect([terms('rota from:ana old'), filters('rota from:ana old')]).toEqual([
      ['rota', 'old*'],
      ['from:ana'],
    ]);
  });
});

describe('a place', () => {
  const place = {
    at: '2026-11-24T10:12:00.123456Z',
    messageId: '0190a0a0-0000-7000-8000-000000000001',
    reach: 'parts' as const,
  };

  it('comes back as it was written', () => {
    expect(readPlace(writePlace(place))).toEqual(place);
  });

  it.each([
    '',
    '1_2',
    writePlace(place).replace('2026-11', '2026-13'),
    writePlace(place).replace('2026', '0000'),
    `${writePlace(place)}'`,
    '9_2026-11-24T10:12:00.123456Z_0190a0a0-0000-7000-8000-000000000001',
  ])('is refused as %j', (text) => {
    expect(readPlace(text)).toBeUndefined();
  });
});

describe('days', () => {
  it.each([
    ['2026-11-24', '2026-11-24', '2026-11-25'],
    ['2026-12-31', '2026-12-31', '2027-01-01'],
    ['2024-02-29', '2024-02-29', '2024-03-01'],
    ['2026-12', '2026-12-01', '2027-01-01'],
    ['2026', '2026-01-01', '2027-01-01'],
  ])('of %s are from %s up to %s', (value, first, next) => {
    expect(readDays(value)).toEqual({ first, next });
  });

  it.each(['2026-02-30', '2026-13', 'tomorrow', '26-1-1', '2026-1', '9999-01-01', '0999', ''])(
    '%j is none',
    (value) => {
      expect(readDays(value)).toBeUndefined();
    },
  );
});
