import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf, microsOf, tsOf } from '../rules.ts';
import { Times, isEmojiName, reactionName } from './rules.ts';

test('times are a set, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 3000 }), (times) => {
      const [set, other] = [new Times(), new Set<number>()];
      for (const time of times) {
        expect(set.has(time)).toBe(other.has(time));
        set.add(time);
        other.add(time);
      }
      expect(set.size).toBe(other.size);
    }),
    { numRuns: 30 },
  );
});

test('a time of Slack is read to the microsecond and written as it was', () => {
  expect(microsOf('1433558319.000123')).toBe(1_433_558_319_000_123);
  expect(tsOf(1_433_558_319_000_123)).toBe('1433558319.000123');
  expect(instantOf(1_433_558_319_000_123)).toBe('2015-06-06T02:38:39.000123Z');
  expect(tsOf(microsOf('1433558319.5') ?? 0)).toBe('1433558319.500000');
  for (const bad of [
    '',
    '1433558319',
    '-1.5',
    '1e9.0',
    '99999999999.0',
    '1433558319.1234567',
    ' 1433558319.000123',
  ]) {
    expect(microsOf(bad)).toBeUndefined();
  }
});

test('skin tones are split off the names of reactions', () => {
  expect(reactionName('wave::skin-tone-3')).toEqual({ name: 'wave', tone: 3 });
  expect(reactionName('partyparrot')).toEqual({ name: 'partyparrot', tone: undefined });
  expect(isEmojiName('party-parrot_2')).toBe(true);
  for (const bad of ['', 'a b', '<script>', 'x'.repeat(61), ':a:']) expect(isEmojiName(bad)).toBe(false);
});
