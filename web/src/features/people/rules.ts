import type { Me } from '@footbridge/contract/people.ts';
import { LOCALE } from '../../kit/text/locale.ts';
import { t } from '../../kit/text/t.ts';
import { minutesAhead, timeOfDay } from '../../kit/time/format.ts';

/** Stewards of some organisation and administrators see the administration. */
export const mayAdminister = (me: Me): boolean =>
  me.administrator || me.affiliations.some(({ role }) => role === 'steward');

const hours = new Intl.NumberFormat(LOCALE, {
  style: 'unit',
  unit: 'hour',
  unitDisplay: 'long',
  maximumFractionDigits: 2,
});

/** What time it is for somebody, and how far that is from the clock of `readerZone`; null for a zone the browser does not know. */
export function localTimeOf(timeZone: string, now: Date, readerZone?: string): string | null {
  const ahead = minutesAhead(timeZone, readerZone, now);
  if (ahead === null) return null;
  const time = timeOfDay(now, timeZone);
  if (ahead === 0) return t('people.sameTime', { time });
  return ahead > 0
    ? t('people.aheadTime', { time, hours: hours.format(ahead / 60) })
    : t('people.behindTime', { time, hours: hours.format(-ahead / 60) });
}
