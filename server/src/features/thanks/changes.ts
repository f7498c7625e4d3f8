import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { THANKS_A_DAY_MAX, type ThanksAudience } from '@footbridge/contract/thanks.ts';
import { type NewActivity, type Tx, record } from '../../kit/activity/activity.ts';
import { refusal } from '../../kit/http/problem.ts';
import type { Between, OwnThanks, ReceivedThanksSubject } from './access.ts';

export interface NewThanks extends Between {
  clientId: string;
  act: string;
  helped: string;
}

/** Given twice with one client id, it is given once: whoever comes second waits for the first and writes nothing. */
export async function giveThanks(tx: Tx, thanks: NewThanks): Promise<void> {
  const { giver, receiver } = thanks;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`thanks ${giver.personId}`}, 0))`.execute(tx.db);
  const known = await tx.db
    .selectFrom('thanks')
    .select('id')
    .where('giver_id', '=', giver.personId)
    .where('client_id', '=', thanks.clientId)
    .executeTakeFirst();
  if (known !== undefined) return;
  await refuseFlood(tx, thanks);
  const id = randomUUIDv7();
  await tx.db
    .insertInto('thanks')
    .values({
      id,
      giver_id: giver.personId,
      organisation_id: giver.organisationId,
      receiver_id: receiver.personId,
      receiver_organisation_id: receiver.organisationId,
      client_id: thanks.clientId,
      act: thanks.act,
      helped: thanks.helped,
      message_id: thanks.messageId,
      step_id: thanks.stepId,
      given_at: tx.at,
    })
    .execute();
  await record(tx, [happened(giver.personId, id), happened(receiver.personId, id)]);
}

async function refuseFlood(tx: Tx, { giver, receiver }: NewThanks): Promise<void> {
  const { rows } = await sql`
    select from thanks where giver_id = ${giver.personId} and receiver_id = ${receiver.personId}
      and given_at > ${tx.at}::timestamptz - interval '1 day' limit ${THANKS_A_DAY_MAX}`.execute(tx.db);
  if (rows.length < THANKS_A_DAY_MAX) return;
  throw refusal(
    429,
    'tooManyThanks',
    'You have thanked this person many times today. Nothing was sent, and your words are still with you. Send them tomorrow.',
    { limit: THANKS_A_DAY_MAX },
  );
}

/** The giver's side never hears of a decision; the people of a space hear only that they may ask again. */
export async function showThanks(
  tx: Tx,
  thanks: ReceivedThanksSubject,
  audience: ThanksAudience,
  spaceId: string | null,
): Promise<void> {
  const before = await forgetDecision(tx, thanks.thanksId);
  await tx.db
    .insertInto('thanks_showings')
    .values({
      thanks_id: thanks.thanksId,
      audience,
      space_id: spaceId,
      shown_by: thanks.receiverId,
      shown_at: tx.at,
    })
    .execute();
  await record(tx, heard(thanks, [before, spaceId]));
}

export async function hideThanks(tx: Tx, thanks: ReceivedThanksSubject): Promise<void> {
  const before = await forgetDecision(tx, thanks.thanksId);
  await tx.db
    .insertInto('thanks_hidings')
    .values({ thanks_id: thanks.thanksId, hidden_by: thanks.receiverId, hidden_at: tx.at })
    .execute();
  await record(tx, heard(thanks, [before]));
}

/** Gone, with every decision on it. */
export async function deleteThanks(tx: Tx, thanks: OwnThanks): Promise<void> {
  const before = await forgetDecision(tx, thanks.thanksId);
  await tx.db.deleteFrom('thanks').where('id', '=', thanks.thanksId).execute();
  const { giverId, receiverId, thanksId } = thanks;
  // The receiver's page must not go on showing what was taken back. The giver's stays as it is: they are not told.
  const own = thanks.personId === giverId ? [happened(giverId, thanksId)] : [];
  await record(tx, [...own, ...heard({ receiverId, thanksId }, [before])]);
}

/** @returns the space it was shown in, if it was in one */
async function forgetDecision(tx: Tx, thanksId: string): Promise<string | null> {
  await tx.db.deleteFrom('thanks_hidings').where('thanks_id', '=', thanksId).execute();
  const shown = await tx.db
    .deleteFrom('thanks_showings')
    .where('thanks_id', '=', thanksId)
    .returning('space_id')
    .executeTakeFirst();
  return shown?.space_id ?? null;
}

const heard = (
  { receiverId, thanksId }: { receiverId: string; thanksId: string },
  spaces: (string | null)[],
): NewActivity[] => {
  const feeds = new Set([receiverId, ...spaces.filter((space) => space !== null)]);
  return [...feeds].map((feedId) => happened(feedId, thanksId));
};

/** Deliberately without a person: what was taken back must not be found again in the log of what happened. */
const happened = (feedId: string, thanksId: string): NewActivity => ({
  feedId,
  kind: 'thanksChanged',
  subjectId: thanksId,
});
