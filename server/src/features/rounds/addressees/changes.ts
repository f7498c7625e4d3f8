import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { ROUND_ADDRESSES_MAX } from '@footbridge/contract/rounds.ts';
import type { Tx } from '../../../kit/activity/activity.ts';
import { notFound, refusal } from '../../../kit/http/problem.ts';
import { hashSecret, newSecret } from '../../../kit/http/secret.ts';
import { addJob } from '../../../kit/jobs/jobs.ts';
import { normalEmail } from '../../../kit/text/email.ts';
import type { FacilitatedRound, LinkedRoundSubject } from '../access.ts';
import { linkExpiryOf } from '../rules.ts';

/** Sends each address a link of its own. An address that has one gets a new one, and the old one ends. */
export async function askByMail(
  tx: Tx,
  round: { roundId: string; endsAt: string; personId: string },
  emails: string[],
): Promise<void> {
  for (const email of new Set(emails.map(normalEmail))) {
    const secret = newSecret();
    const { rows } = await sql<{ id: string }>`
      insert into round_addressees (id, round_id, email, token_hash, asked_by, asked_at, expires_at)
      values (${randomUUIDv7()}, ${round.roundId}, ${email}, ${hashSecret(secret)}, ${round.personId}, ${tx.at}, ${linkExpiryOf(round.endsAt)})
      on conflict (round_id, email) do update set token_hash = excluded.token_hash, asked_at = excluded.asked_at
      returning id`.execute(tx.db);
    await addJob(tx.db, 'askByMail', { addresseeId: rows[0]?.id ?? '', secret });
  }
}

/** The round is locked, so that two at once do not both find room. */
export async function addAddressee(tx: Tx, round: FacilitatedRound, email: string): Promise<void> {
  const { rows } = await sql<{ full: boolean }>`
    select count(*) >= ${ROUND_ADDRESSES_MAX} as full from round_addressees
    where round_id = ${round.roundId} and email <> ${normalEmail(email)}`.execute(tx.db);
  if (rows[0]?.full === true) {
    throw refusal(
      409,
      'tooManyAddresses',
      `One round asks at most ${ROUND_ADDRESSES_MAX} people by mail. Nobody was asked. Remove an address first, or open another round.`,
      { limit: ROUND_ADDRESSES_MAX },
    );
  }
  await askByMail(tx, round, [email]);
}

/** Works at once: whoever opens the link from now on finds nothing, and what was answered with it is gone. */
export async function removeAddressee(
  tx: Tx,
  round: Pick<FacilitatedRound | LinkedRoundSubject, 'roundId'>,
  addresseeId: string,
): Promise<void> {
  await tx.db
    .deleteFrom('round_answers')
    .where('addressee_id', '=', addresseeId)
    .where('round_id', '=', round.roundId)
    .execute();
  const removed = await tx.db
    .deleteFrom('round_addressees')
    .where('id', '=', addresseeId)
    .where('round_id', '=', round.roundId)
    .returning('id')
    .execute();
  if (removed.length === 0) throw notFound();
}

/** Addresses whose link ran out; answers stay under the names that were written with them. */
export async function forgetOldAddresses(tx: Tx): Promise<void> {
  await tx.db.deleteFrom('round_addressees').where('expires_at', '<=', tx.at).execute();
}
