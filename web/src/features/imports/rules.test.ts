import { expect, test } from 'vitest';
import { percentOf, sizeOf } from './rules.ts';

test('a size is said in the unit that people use', () => {
  expect([0, 900, 1536, 5 * 1024 ** 2, 2 * 1024 ** 3].map(sizeOf)).toEqual([
    '0 byte',
    '900 byte',
    '1.5 kB',
    '5 MB',
    '2 GB',
  ]);
});

test('a share is whole percents and never more than all', () => {
  expect([0, 0.501, 1, 1.2].map(percentOf)).toEqual(['0%', '50%', '100%', '100%']);
});
