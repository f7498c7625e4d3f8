import { describe, expect, test } from 'vitest';
import {
  day,
  dayAndTime,
  dayHeading,
  dayKey,
  daysFrom,
  fullTime,
  longDay,
  minutesAhead,
  relativeTime,
  timeOfDay,
} from './format.ts';
import { daysInWords } from './duration.ts';

const ZONE = 'Europe/London';
const now = new Date('2026-11-24T16:00:00Z');

describe('a time is written so that nobody has to reckon', () => {
  test('today and yesterday are words', () => {
    expect(dayAndTime('2026-11-24T14:05:00Z', now, ZONE)).toBe('today 14:05');
    expect(dayAndTime('2026-11-23T09:30:00Z', now, ZONE)).toBe('yesterday 09:30');
    expect(dayHeading('2026-11-24T00:00:00Z', now, ZONE)).toBe('Today');
    expect(dayHeading('2026-11-23T23:59:59Z', now, ZONE)).toBe('Yesterday');
  });

  test('other days have weekday and month, other years the year', () => {
    expect(day('2026-11-17T10:00:00Z', now, ZONE)).toBe('Tue 17 Nov');
    expect(day('2025-11-24T10:00:00Z', now, ZONE)).toBe('24 Nov 2025');
    expect(dayHeading('2026-11-17T10:00:00Z', now, ZONE)).toBe('Tuesday 17 November');
    expect(longDay('2025-03-01T10:00:00Z', now, ZONE)).toBe('Saturday 1 March 2025');
  });

  test("the reader's zone decides which day it is", () => {
    expect(dayKey('2026-11-24T23:30:00Z', 'Europe/London')).toBe('2026-11-24');
    expect(dayKey('2026-11-24T23:30:00Z', 'Asia/Tokyo')).toBe('2026-11-25');
    expect(timeOfDay('2026-11-24T00:05:00Z', ZONE)).toBe('00:05');
  });

  test('a day is one day long when the clocks change', () => {
    expect(daysFrom('2026-10-24T12:00:00Z', new Date('2026-10-25T23:30:00Z'), ZONE)).toBe(-1);
    expect(daysFrom('2026-03-30T00:30:00Z', new Date('2026-03-28T23:30:00Z'), ZONE)).toBe(2);
  });

  test('the full form names the zone', () => {
    expect(fullTime('2026-11-24T14:05:00Z', ZONE)).toBe('Tuesday 24 November 2026, 14:05 (Europe/London)');
  });

  test('relative times use the largest whole unit', () => {
    expect(relativeTime('2026-11-24T15:59:40Z', now)).toBe('now');
    expect(relativeTime('2026-11-24T15:55:00Z', now)).toBe('5 minutes ago');
    expect(relativeTime('2026-11-27T17:00:00Z', now)).toBe('in 3 days');
    expect(relativeTime('2026-11-10T16:00:00Z', now)).toBe('2 weeks ago');
  });

  test('the distance of two clocks is in minutes, half hours included', () => {
    expect(minutesAhead('Asia/Kolkata', ZONE, now)).toBe(330);
    expect(minutesAhead(ZONE, ZONE, now)).toBe(0);
    expect(minutesAhead('America/New_York', ZONE, now)).toBe(-300);
    expect(minutesAhead('Nowhere/Atall', ZONE, now)).toBeNull();
  });

  test('days become the largest unit that divides them', () => {
    expect([730, 365, 90, 14, 10, 1].map(daysInWords)).toEqual([
      '2 years',
      '1 year',
      '3 months',
      '2 weeks',
      '10 days',
      '1 day',
    ]);
  });
});
