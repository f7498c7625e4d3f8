import type { ReceivedThanks, Thanks } from '@footbridge/contract/thanks.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';

/** Of one row; who it is between is filled in by those who know how people are shown. */
export interface ThanksRow {
  id: string;
  giverId: string;
  organisationId: string;
  receiverId: string;
  receiverOrganisationId: string;
  act: string;
  helped: string;
  messageId: string | null;
  stepId: string | null;
  givenAt: string;
}

export type ReceivedRow = ThanksRow & Pick<ReceivedThanks, 'decision' | 'shownIn' | 'spaces'>;

/** The people of both ends, in the order giver, receiver. */
export const pairsOf = (row: ThanksRow) => [
  { personId: row.giverId, organisationId: row.organisationId },
  { personId: row.receiverId, organisationId: row.receiverOrganisationId },
];

export function toThanks(row: ThanksRow, from: PersonRef, to: PersonRef): Thanks {
  const about =
    row.messageId !== null
      ? { kind: 'message' as const, id: row.messageId }
      : row.stepId !== null
        ? { kind: 'step' as const, id: row.stepId }
        : null;
  return { id: row.id, from, to, act: row.act, helped: row.helped, about, givenAt: row.givenAt };
}
