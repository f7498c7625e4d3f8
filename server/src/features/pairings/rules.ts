import { FORTNIGHT_DAYS } from '@footbridge/contract/pairings.ts';

const DAY_MS = 86_400_000;
const FORTNIGHT_MS = FORTNIGHT_DAYS * DAY_MS;
/** A Monday; every fortnight on a server begins some whole fortnights after it. */
const FIRST_MS = Date.parse('1970-01-05T00:00:00Z');

/** The fortnight that a moment lies in, and when the next one begins. */
export function fortnightOf(at: string): { beginsAt: string; nextAt: string } {
  const begins = FIRST_MS + Math.floor((Date.parse(at) - FIRST_MS) / FORTNIGHT_MS) * FORTNIGHT_MS;
  return {
    beginsAt: new Date(begins).toISOString(),
    nextAt: new Date(begins + FORTNIGHT_MS).toISOString(),
  };
}

/** The first midnight in UTC that leaves people a day to answer: from here on times are offered. */
export const firstDayAfter = (at: string): number => (Math.floor(Date.parse(at) / DAY_MS) + 2) * DAY_MS;

export const daysAfter = (at: string, days: number): string =>
  new Date(Date.parse(at) + days * DAY_MS).toISOString();
