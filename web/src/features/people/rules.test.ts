import { expect, test } from 'vitest';
import { localTimeOf } from './rules.ts';

const now = new Date('2026-11-24T14:05:00Z');

test.each([
  ['Europe/London', '14:05, the same as yours'],
  ['Asia/Kolkata', '19:35, 5.5 hours ahead of you'],
  ['America/New_York', '09:05, 5 hours behind you'],
  ['Europe/Warsaw', '15:05, 1 hour ahead of you'],
])('somebody in %s has it at %s', (zone, words) => {
  expect(localTimeOf(zone, now, 'Europe/London')).toBe(words);
});

test('a zone that the browser does not know is not guessed', () => {
  expect(localTimeOf('Mars/Olympus_Mons', now, 'Europe/London')).toBeNull();
});
