import type { Import, ImportCounts } from '@footbridge/contract/imports.ts';
import { LOCALE } from '../../kit/text/locale.ts';

/** The order in which a report counts. */
export const COUNTED = [
  'people',
  'bots',
  'unlisted',
  'spaces',
  'messages',
  'replies',
  'threads',
  'edits',
  'reactions',
  'files',
  'oldFiles',
  'joins',
  'leaves',
] as const satisfies (keyof ImportCounts)[];

export const isUnderWay = (one: Import): boolean => one.state === 'waiting' || one.state === 'running';

const percent = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 0 });
export const percentOf = (share: number): string => percent.format(Math.min(1, share));

const whole = new Intl.NumberFormat(LOCALE);
export const countOf = (count: number): string => whole.format(count);

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** 2147483648 is `2 GB`. */
export function sizeOf(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const options = {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  } as const;
  return new Intl.NumberFormat(LOCALE, options).format(bytes / 1024 ** step);
}
