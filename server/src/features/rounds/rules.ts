import { LINK_DAYS_AFTER_END, ROUND_DAYS_MAX } from '@footbridge/contract/rounds.ts';

const DAY_MS = 86_400_000;

/** Others' answers come after one's own, whoever asks, and after the end for everybody who was asked. */
export const mayReadAnswers = ({ over, answered }: { over: boolean; answered: boolean }): boolean =>
  over || answered;

/** Whether a round opened at `at` may end then: in the future, and not too far in it. */
export function isPossibleEnd(endsAt: string, at: string): boolean {
  const ahead = Date.parse(endsAt) - Date.parse(at);
  return ahead > 0 && ahead <= (ROUND_DAYS_MAX + 1) * DAY_MS;
}

/** When a link to a round that ends at `endsAt` stops working. */
export const linkExpiryOf = (endsAt: string): string =>
  new Date(Date.parse(endsAt) + LINK_DAYS_AFTER_END * DAY_MS).toISOString();

const LETTERS = /[\p{L}\p{N}]/u;

/** Two to four letters for an organisation that is known by its name alone. */
export function shortNameOf(organisation: string): string {
  const words = organisation.split(/[^\p{L}\p{N}]+/u).filter((word) => LETTERS.test(word));
  const letters = words.length > 1 ? words.map((word) => word.charAt(0)) : [(words[0] ?? '').slice(0, 2)];
  return letters.slice(0, 4).join('').toLocaleUpperCase('en-GB') || '–';
}

/** A day as people read it in a mail, as in `24 November 2026`. */
export const dayOf = (instant: string): string =>
  new Date(instant).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
