import { LOCALE } from '../text/locale.ts';

/** Instants come as ISO 8601 with a zone; `now` and results are of the reader's clock. `zone` is an IANA name, the reader's own when left out. */
export type Zone = string | undefined;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a thousand times what using it costs: a list of messages needs them kept. */
function formatOf(name: string, options: Intl.DateTimeFormatOptions, zone: Zone): Intl.DateTimeFormat {
  const key = `${name} ${zone ?? ''}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(LOCALE, zone === undefined ? options : { ...options, timeZone: zone });
    formats.set(key, format);
  }
  return format;
}

const DAY_MS = 86_400_000;
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

/** `2026-11-24`: equal for two instants of one day, and sorted as days are. */
export function dayKey(at: string | Date, zone?: Zone): string {
  const parts = formatOf('key', { year: 'numeric', month: '2-digit', day: '2-digit' }, zone).formatToParts(
    new Date(at),
  );
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** Whole days from the day of `now` to the day of `at`: 0 today, -1 yesterday. */
export function daysFrom(at: string | Date, now: Date, zone?: Zone): number {
  return Math.round((Date.parse(dayKey(at, zone)) - Date.parse(dayKey(now, zone))) / DAY_MS);
}

/** `14:05` */
export function timeOfDay(at: string | Date, zone?: Zone): string {
  return formatOf('time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone).format(
    new Date(at),
  );
}

const sameYear = (at: string | Date, now: Date, zone: Zone) =>
  dayKey(at, zone).slice(0, 4) === dayKey(now, zone).slice(0, 4);

function dateParts(at: string | Date, zone: Zone, options: Intl.DateTimeFormatOptions, name: string): string {
  // The locale's own order, without the comma that some versions of its data put after the weekday.
  return formatOf(name, options, zone).format(new Date(at)).replace(',', '');
}

/** `today`, `yesterday`, `Tue 24 Nov`, and with the year when it is another one. */
export function day(at: string | Date, now: Date, zone?: Zone): string {
  const distance = daysFrom(at, now, zone);
  if (Math.abs(distance) <= 1) return relative.format(distance, 'day');
  return sameYear(at, now, zone)
    ? dateParts(at, zone, { weekday: 'short', day: 'numeric', month: 'short' }, 'day')
    : dateParts(at, zone, { day: 'numeric', month: 'short', year: 'numeric' }, 'dayYear');
}

/** `today 14:05`, `Tue 24 Nov 14:05` */
export function dayAndTime(at: string | Date, now: Date, zone?: Zone): string {
  return `${day(at, now, zone)} ${timeOfDay(at, zone)}`;
}

/** The line between two days of a conversation: `Today`, `Yesterday`, `Tuesday 24 November`, with another year named. */
export function dayHeading(at: string | Date, now: Date, zone?: Zone): string {
  const distance = daysFrom(at, now, zone);
  if (distance === 0 || distance === -1) {
    const word = relative.format(distance, 'day');
    return word.charAt(0).toLocaleUpperCase(LOCALE) + word.slice(1);
  }
  return longDay(at, now, zone);
}

/** `Tuesday 24 November`, with the year when it is another one. */
export function longDay(at: string | Date, now: Date, zone?: Zone): string {
  const options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };
  return sameYear(at, now, zone)
    ? dateParts(at, zone, options, 'longDay')
    : dateParts(at, zone, { ...options, year: 'numeric' }, 'longDayYear');
}

/** `Tuesday 24 November 2026, 14:05 (Europe/London)`: nothing left to guess, for titles and records. */
export function fullTime(at: string | Date, zone?: Zone): string {
  const options: Intl.DateTimeFormatOptions = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  };
  const named = zone ?? formatOf('full', options, zone).resolvedOptions().timeZone;
  return `${dateParts(at, zone, options, 'full')}, ${timeOfDay(at, zone)} (${named})`;
}

const STEPS: [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ['year', 365 * DAY_MS],
  ['month', 30 * DAY_MS],
  ['week', 7 * DAY_MS],
  ['day', DAY_MS],
  ['hour', DAY_MS / 24],
  ['minute', 60_000],
];

/** `5 minutes ago`, `in 3 days`, `now` for less than a minute. */
export function relativeTime(at: string | Date, now: Date): string {
  const distance = new Date(at).getTime() - now.getTime();
  const [unit, ms] = STEPS.find(([, size]) => Math.abs(distance) >= size) ?? ['second', Infinity];
  return relative.format(Math.trunc(distance / ms), unit);
}

/** Minutes that the clock of `zone` is ahead of the one of `other` at `at`; null when the browser knows one of them not. */
export function minutesAhead(zone: string, other: Zone, at: Date): number | null {
  try {
    const clock = (name: Zone) => Date.parse(`${dayKey(at, name)}T${timeOfDay(at, name)}Z`);
    return Math.round((clock(zone) - clock(other)) / 60_000);
  } catch {
    return null;
  }
}
