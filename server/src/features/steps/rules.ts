import { TIME_BOX_MINUTES, type TimeBox } from '@footbridge/contract/steps/stakes.ts';
import { PROPOSAL_DAYS } from '@footbridge/contract/steps.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export const daysAfter = (at: string, days: number): string =>
  new Date(Date.parse(at) + days * DAY_MS).toISOString();

/** When a proposal lapses that not everybody accepted. */
export const lapseOf = (proposedAt: string): string => daysAfter(proposedAt, PROPOSAL_DAYS);

/** Half time and end of a step that all accepted at `agreedAt`; a day agreed on counts from that day. */
export function timesOf(
  timeBox: TimeBox,
  agreedAt: string,
  startsAt: string | null,
): { halfAt: string; dueAt: string } {
  const begin = Math.max(Date.parse(agreedAt), startsAt === null ? 0 : Date.parse(startsAt));
  const length = TIME_BOX_MINUTES[timeBox] * MINUTE_MS;
  return {
    halfAt: new Date(begin + length / 2).toISOString(),
    dueAt: new Date(begin + length).toISOString(),
  };
}

export interface CheckInAnswered {
  personId: string;
  answer: 'fine' | 'talk';
}

/**
 * What one participant sees of the check-in. 'Fine' of others shows only when all said so: otherwise the silence of somebody would be
 * seen beside it.
 */
export function seenCheckIns(
  answers: CheckInAnswered[],
  viewer: { personId: string; participants: number; askedSince: boolean },
) {
  const mine = answers.find(({ personId }) => personId === viewer.personId)?.answer ?? null;
  return {
    mine,
    asked: viewer.askedSince && mine === null,
    toTalk: answers.filter(({ answer }) => answer === 'talk').map(({ personId }) => personId),
    allFine: answers.length === viewer.participants && answers.every(({ answer }) => answer === 'fine'),
  };
}

const PLACE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a page of past steps ended; the first page for a text that no page ended with. */
export const readPlace = (text: string | undefined): string | undefined =>
  text !== undefined && PLACE.test(text) && !Number.isNaN(Date.parse(text.slice(0, text.indexOf(' '))))
    ? text
    : undefined;
