import { OFFER_WORDS_MAX } from '@footbridge/contract/offers.ts';

const WORD = /[\p{L}\p{N}]+/gu;

const wordsIn = (text: string): string[] => text.toLowerCase().match(WORD) ?? [];

/** What PostgreSQL looks for: every word begins some word of the offer. Undefined when nothing is asked for. */
export function queryOf(text: string | undefined): string | undefined {
  const words = wordsIn(text ?? '').slice(0, OFFER_WORDS_MAX);
  return words.length === 0 ? undefined : words.map((word) => `${word}:*`).join(' & ');
}

const PLACE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a page ended; undefined for a text that no page ended with. */
export function readPlace(text: string): { at: string; id: string } | undefined {
  const [at = '', id = ''] = text.split(' ');
  return PLACE.test(text) && !Number.isNaN(Date.parse(at)) ? { at, id } : undefined;
}
