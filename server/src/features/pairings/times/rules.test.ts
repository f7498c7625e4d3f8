import { TIMES_OFFERED } from '@footbridge/contract/pairings.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fortnightOf } from '../rules.ts';
import { SLOT_DAYS, canMeet, randomOf, slotsOfAll, timesFor } from './rules.ts';

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const anyHours = fc.uniqueArray(
  fc.record({
    weekday: fc.constantFrom(...WEEK),
    half: fc.constantFrom('morning' as const, 'afternoon' as const),
  }),
  { minLength: 1, maxLength: 14, selector: ({ weekday, half }) => `${weekday} ${half}` },
);
const anyZone = fc.constantFrom(
  'Europe/London',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Australia/Lord_Howe',
  'UTC',
);
/** Around the days on which clocks change, too. */
const anyDay = fc
  .integer({ min: 0, max: 400 })
  .map((days) => Date.parse('2026-01-01T00:00:00Z') + days * 86_400_000);

function suits(
  startsAt: string,
  { timeZone, hours }: { timeZone: string; hours: { weekday: string; half: string }[] },
) {
  const parts = (at: number) =>
    Object.fromEntries(
      new Intl.DateTimeFormat('en-GB', {
        timeZone,
        weekday: 'long',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      })
        .formatToParts(at)
        .map(({ type, value }) => [type, value]),
    ) as { weekday: string; hour: string; minute: string };
  const begin = parts(Date.parse(startsAt));
  const end = parts(Date.parse(startsAt) + 30 * 60_000);
  const minutes = ({ hour, minute }: { hour: string; minute: string }) => Number(hour) * 60 + Number(minute);
  return hours.some(({ weekday, half }) => {
    const [from, to] = half === 'morning' ? [9 * 60, 12 * 60] : [13 * 60, 17 * 60];
    return begin.weekday.toLowerCase() === weekday && minutes(begin) >= from && minutes(end) <= to;
  });
}

test('every time offered suits both on the clocks of their own zones, also when clocks change', () => {
  fc.assert(
    fc.property(anyZone, anyHours, anyZone, anyHours, anyDay, (zone, hours, otherZone, otherHours, from) => {
      const both = [
        { timeZone: zone, hours },
        { timeZone: otherZone, hours: otherHours },
      ] as const;
      const [one, other] = slotsOfAll(both, from) as [Uint32Array, Uint32Array];
      const sets = timesFor(one, other, from, randomOf(1));
      expect(canMeet(one, other)).toBe(sets[0]?.length === TIMES_OFFERED);
      const times = sets.flat();
      expect(new Set(times).size).toBe(times.length);
      for (const time of times) {
        expect(suits(time, both[0]) && suits(time, both[1])).toBe(true);
        expect(Date.parse(time)).toBeGreaterThanOrEqual(from);
        expect(Date.parse(time)).toBeLessThan(from + SLOT_DAYS * 86_400_000);
      }
    }),
    { numRuns: 200 },
  );
});

test('a morning in London is an hour earlier in UTC once summer time has begun', () => {
  const hours = [{ weekday: 'friday' as const, half: 'morning' as const }];
  const from = Date.parse('2026-03-24T00:00:00Z');
  const [mine] = slotsOfAll([{ timeZone: 'Europe/London', hours }], from) as [Uint32Array];
  const days = timesFor(mine, mine, from, randomOf(1)).flat().toSorted();
  expect(
    days.filter((time) => time.startsWith('2026-03-27')).every((time) => time >= '2026-03-27T09:00'),
  ).toBe(true);
  expect(
    days.filter((time) => time.startsWith('2026-04-03')).every((time) => time <= '2026-04-03T10:30:00.000Z'),
  ).toBe(true);
  expect(days.some((time) => time.startsWith('2026-04-03T08'))).toBe(true);
});

test('three times are on three days where there are three', () => {
  const hours = WEEK.map((weekday) => ({ weekday, half: 'afternoon' as const }));
  const from = Date.parse('2026-11-24T00:00:00Z');
  const [mine] = slotsOfAll([{ timeZone: 'UTC', hours }], from) as [Uint32Array];
  const [first] = timesFor(mine, mine, from, randomOf(5));
  expect(new Set(first?.map((time) => time.slice(0, 10))).size).toBe(3);
});

test('a fortnight begins on the same Monday for everybody', () => {
  expect(fortnightOf('2026-11-24T10:00:00Z')).toEqual(fortnightOf('2026-11-25T23:00:00Z'));
  const { beginsAt, nextAt } = fortnightOf('2026-11-24T10:00:00Z');
  expect(new Date(beginsAt).getUTCDay()).toBe(1);
  expect(fortnightOf(nextAt).beginsAt).toBe(nextAt);
});
