import { LOCALE } from '../text/locale.ts';

const UNITS: [unit: string, days: number][] = [
  ['year', 365],
  ['month', 30],
  ['week', 7],
];

/** A number of days in the largest unit that divides it: 730 is `2 years`, 90 is `3 months`, 10 is `10 days`. */
export function daysInWords(days: number): string {
  const [unit, size] = UNITS.find(([, each]) => days % each === 0) ?? ['day', 1];
  return new Intl.NumberFormat(LOCALE, { style: 'unit', unit, unitDisplay: 'long' }).format(days / size);
}
