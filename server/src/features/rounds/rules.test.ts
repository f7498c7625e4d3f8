import { expect, test } from 'vitest';
import { isPossibleEnd, linkExpiryOf, mayReadAnswers, shortNameOf } from './rules.ts';

test.each([
  [false, false, false],
  [false, true, true],
  [true, false, true],
  [true, true, true],
])('over %s and answered %s: the answers of others are shown %s', (over, answered, shown) => {
  expect(mayReadAnswers({ over, answered })).toBe(shown);
});

test.each([
  ['2026-11-24T12:00:00.000Z', false],
  ['2026-11-24T12:00:01.000Z', true],
  ['2027-02-24T23:59:59.000Z', true],
  ['2027-02-26T12:00:00.000Z', false],
])('a round opened at noon of 24 November may end %s: %s', (endsAt, may) => {
  expect(isPossibleEnd(endsAt, '2026-11-24T12:00:00.000Z')).toBe(may);
});

test('a link works three months longer than its round', () => {
  expect(linkExpiryOf('2026-11-24T12:00:00.000Z')).toBe('2027-02-22T12:00:00.000Z');
});

test.each([
  ['Fairfield College', 'FC'],
  ['Citizens Advice of the Quay', 'CAOT'],
  ['Röntgen', 'RÖ'],
  ['  x  ', 'X'],
  ['—', '–'],
])('the organisation %s is %s for short', (name, short) => {
  expect(shortNameOf(name)).toBe(short);
});
