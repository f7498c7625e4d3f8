import { expect, test } from 'vitest';
import { median, percentile, spread, steady } from './rounds.ts';

test('the median is the value in the middle, or lies between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 1, 4, 2])).toBe(3);
});

test('a percentile is the smallest value that enough of the values do not pass', () => {
  const values = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(percentile(values, 0.99)).toBe(99);
  expect(percentile(values, 1)).toBe(100);
  expect(percentile([7], 0.5)).toBe(7);
});

test('a floor that moved by more than half between its first and last round is not steady', () => {
  expect(steady([100, 900, 150])).toBe(true);
  expect(steady([100, 120, 151])).toBe(false);
  expect(steady([151, 120, 100])).toBe(false);
});

test('rounds are told with their lowest and highest', () => {
  expect(spread([1.234, 5000, 20])).toBe('20.0 (1.23-5000)');
});
