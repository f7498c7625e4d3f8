import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWeek, weekBefore, weekOf } from './rules.ts';

describe('a week', () => {
  it.each([
    ['2026-11-23T00:00:00.000Z', '2026-W48'],
    ['2026-11-29T23:59:59.999Z', '2026-W48'],
    ['2026-01-01T12:00:00.000Z', '2026-W01'],
    ['2027-01-03T12:00:00.000Z', '2026-W53'],
    ['2024-12-30T00:00:00.000Z', '2025-W01'],
  ])('that %s is in is %s', (at, week) => {
    expect(weekOf(at)).toBe(week);
  });

  it('goes from Monday to Sunday', () => {
    expect(readWeek('2026-W48')).toEqual({ week: '2026-W48', from: '2026-11-23', to: '2026-11-29' });
  });

  it.each(['2026-W00', '2025-W53', '2026-W54', '2026-W99'])('%s is none', (week) => {
    expect(readWeek(week)).toBeUndefined();
  });

  it('holds every instant of its days and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
        const week = readWeek(weekOf(ms));
        const day = new Date(ms).toISOString().slice(0, 10);
        return week !== undefined && week.from <= day && day <= week.to && weekBefore(ms) < week.week;
      }),
    );
  });
});
