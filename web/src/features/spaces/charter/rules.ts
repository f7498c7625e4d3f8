import type { Charter, Norms } from '@footbridge/contract/spaces.ts';
import { t } from '../../../kit/text/t.ts';
import { daysInWords } from '../../../kit/time/duration.ts';

/** `2 years, then they are deleted`, or that nobody has decided. */
export const keptInWords = (keptDays: number | null): string =>
  keptDays === null ? t('charter.keptOpen') : t('charter.keptFor', { time: daysInWords(keptDays) });

/** What a charter holds, as a person fills it in. */
export type CharterDraft = Pick<
  Charter,
  'purpose' | 'norms' | 'channels' | 'answerTimes' | 'conflicts' | 'keptDays' | 'disclosable'
>;

/** The parts of how people work together here, in the order in which they are read. */
export const NORM_PARTS = [
  'norms',
  'channels',
  'answerTimes',
  'conflicts',
] as const satisfies readonly (keyof Norms)[];

/** How long messages are kept and whether they can be disclosed, as one line. */
export const labelInWords = ({ keptDays, disclosable }: Pick<Charter, 'keptDays' | 'disclosable'>): string =>
  t('charter.label', { kept: keptInWords(keptDays), disclosable: disclosable ? 'yes' : 'no' });

/** Reads the four parts from the controls of `NormFields`. */
const normsFrom = (text: (name: string) => string): Norms => ({
  norms: text('norms').trim(),
  channels: text('channels').trim(),
  answerTimes: text('answerTimes').trim(),
  conflicts: text('conflicts').trim(),
});

/** The terms offered for keeping messages, in days; any other number can be typed. */
export const KEPT_TERMS = [90, 365, 730, 1825, 2555] as const;

/** Reads a charter from the controls of `CharterFields`. */
export function charterFrom(text: (name: string) => string): CharterDraft {
  const kept = text('kept') === 'days' ? text('keptDays') : text('kept');
  return {
    purpose: text('purpose').trim(),
    ...normsFrom(text),
    keptDays: kept === 'open' ? null : Number(kept),
    disclosable: text('disclosable') === 'on',
  };
}
