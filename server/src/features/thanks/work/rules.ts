const DAY_MS = 86_400_000;
const MONDAY = 1;

/** The days of a week, from Monday to Sunday, as `2026-11-23`. */
export interface Week {
  week: string;
  from: string;
  to: string;
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The week of ISO 8601 that an instant is in, by UTC: the one with the year's first Thursday is the first. */
export function weekOf(at: string | number): string {
  const date = new Date(at);
  const weekday = date.getUTCDay() || 7;
  const thursday = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 4 - weekday);
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** Undefined for a week that its year has not. */
export function readWeek(week: string): Week | undefined {
  const [year = 0, number = 0] = week.split('-W').map(Number);
  const fourth = Date.UTC(year, 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() || 7) - MONDAY) * DAY_MS + (number - 1) * 7 * DAY_MS;
  if (Number.isNaN(monday) || weekOf(monday) !== week) return undefined;
  return { week, from: dayOf(monday), to: dayOf(monday + 6 * DAY_MS) };
}

/** The week before the one an instant is in. */
export const weekBefore = (now: number): string => weekOf(now - 7 * DAY_MS);
