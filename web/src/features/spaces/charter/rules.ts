import type { Charter } from '@footbridge/contract/spaces.ts';
import { t } from '../../../kit/text/t.ts';
import { daysInWords } from '../../../kit/time/duration.ts';

/** `2 years, then they are deleted`, or that nobody has decided. */
export const keptInWords = (keptDays: number | null): string =>
  keptDays === null ? t('charter.keptOpen') : t('charter.keptFor', { time: daysInWords(keptDays) });

/** What a charter holds, as a person fills it in. */
export type CharterDraft = Pick<Charter, 'purpose' | 'norms' | 'keptDays' | 'disclosable'>;

/** The terms offered for keeping messages, in days; any other number can be typed. */
export const KEPT_TERMS = [90, 365, 730, 1825, 2555] as const;

/** Reads a charter from the controls of `CharterFields`. */
export function charterFrom(text: (name: string) => string): CharterDraft {
  const kept = text('kept') === 'days' ? text('keptDays') : text('kept');
  return {
    purpose: text('purpose').trim(),
    norms: text('norms').trim(),
    keptDays: kept === 'open' ? null : Number(kept),
    disclosable: text('disclosable') === 'on',
  };
}
