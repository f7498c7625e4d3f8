import { sql } from 'kysely';
import { AVOIDED_MAX, type SuitableHours } from '@footbridge/contract/pairings.ts';
import { type NewActivity, type Tx, record } from '../../kit/activity/activity.ts';
import { conflict, refusal } from '../../kit/http/problem.ts';
import { words } from '../../kit/text/words.ts';
import { startPairedStep } from '../steps/changes.ts';
import type { OwnPairing } from './access.ts';
import { bringTogetherNow } from './matching/changes.ts';

export async function joinPairings(tx: Tx, personId: string, hours: SuitableHours[]): Promise<void> {
  await sql`
    insert into pairing_participants (person_id, joined_at) values (${personId}, ${tx.at})
    on conflict (person_id) do update set joined_at = pairing_participants.joined_at`.execute(tx.db);
  await tx.db.deleteFrom('pairing_hours').where('person_id', '=', personId).execute();
  await sql`
    insert into pairing_hours (person_id, weekday, half)
    select distinct ${personId}::uuid, weekday, half
    from unnest(${hours.map(({ weekday }) => weekday)}::text[], ${hours.map(({ half }) => half)}::text[]) h(weekday, half)`.execute(
    tx.db,
  );
  await record(tx, [mineChanged(personId)]);
  await bringTogetherNow(tx, personId);
}

/** Open offers pass as if they had been skipped one by one. */
export async function leavePairings(tx: Tx, personId: string): Promise<void> {
  await tx.db.deleteFrom('pairing_participants').where('person_id', '=', personId).execute();
  await sql`
    insert into pairing_skips (pairing_id, person_id, skipped_at)
    select id, ${personId}::uuid, ${tx.at} from pairings pr
    where (first_person_id = ${personId} or second_person_id = ${personId}) and ends_at > ${tx.at}
      and not exists (select from pairing_agreements g where g.pairing_id = pr.id)
    on conflict do nothing`.execute(tx.db);
  await record(tx, [mineChanged(personId)]);
}

/** Replaces what I accepted before. The earliest time that both accepted becomes a step. */
export async function acceptPairing(tx: Tx, pairing: OwnPairing, times: string[]): Promise<void> {
  if (pairing.agreed) return;
  requireOpen(tx, pairing);
  await requireOffered(tx, pairing, times);
  await forgetAcceptances(tx, pairing);
  await sql`
    insert into pairing_acceptances (pairing_id, starts_at, person_id, accepted_at)
    select distinct ${pairing.pairingId}::uuid, t::timestamptz, ${pairing.personId}::uuid, ${tx.at}::timestamptz from unnest(${times}::text[]) t`.execute(
    tx.db,
  );
  const startsAt = pairing.otherSkipped ? undefined : await findCommonTime(tx, pairing);
  if (startsAt !== undefined) await agree(tx, pairing, startsAt);
  await record(tx, bothChanged(pairing));
}

async function requireOffered(tx: Tx, pairing: OwnPairing, times: string[]): Promise<void> {
  const { rows } = await sql<{ offered: boolean }>`
    select bool_and(exists (select from pairing_times p where p.pairing_id = ${pairing.pairingId} and p.offer = ${pairing.offer}
      and p.starts_at = t::timestamptz and p.starts_at > ${tx.at})) as offered
    from unnest(${times}::text[]) t`.execute(tx.db);
  if (rows[0]?.offered === true) return;
  throw conflict(
    'otherTimes',
    'This time is not offered any more. Nothing was changed. Choose among the times that are shown now.',
  );
}

async function forgetAcceptances(tx: Tx, { pairingId, personId }: OwnPairing): Promise<boolean> {
  const forgotten = await tx.db
    .deleteFrom('pairing_acceptances')
    .where('pairing_id', '=', pairingId)
    .where('person_id', '=', personId)
    .returning('starts_at')
    .execute();
  return forgotten.length > 0;
}

async function findCommonTime(tx: Tx, { pairingId, offer }: OwnPairing): Promise<string | undefined> {
  const { rows } = await sql<{ starts_at: string }>`
    select t.starts_at from pairing_times t join pairing_acceptances a on a.pairing_id = t.pairing_id and a.starts_at = t.starts_at
    where t.pairing_id = ${pairingId} and t.offer = ${offer} group by t.starts_at having count(*) = 2 order by t.starts_at limit 1`.execute(
    tx.db,
  );
  return rows[0]?.starts_at;
}

async function agree(tx: Tx, pairing: OwnPairing, startsAt: string): Promise<void> {
  const { stepId } = await startPairedStep(tx, {
    title: words('pairings.stepTitle', {}),
    personIds: [pairing.personId, pairing.otherId],
    organisationIds: [pairing.organisationId, pairing.otherOrganisationId],
    minutes: 30,
    origin: { kind: 'pairing', id: pairing.pairingId },
    startsAt,
  });
  await tx.db
    .insertInto('pairing_agreements')
    .values({ pairing_id: pairing.pairingId, starts_at: startsAt, step_id: stepId, agreed_at: tx.at })
    .execute();
}

/** The next set of times, found when the two were brought together, for both of them. */
export async function offerOtherTimes(tx: Tx, pairing: OwnPairing): Promise<void> {
  requireOpen(tx, pairing);
  if (pairing.agreed) {
    throw conflict(
      'agreed',
      'You have agreed on a time meanwhile. Nothing was changed. Your step says when it is.',
    );
  }
  const next = await tx.db
    .selectFrom('pairing_times')
    .select('offer')
    .where('pairing_id', '=', pairing.pairingId)
    .where('offer', '>', pairing.offer)
    .where('starts_at', '>', tx.at)
    .orderBy('offer')
    .limit(1)
    .executeTakeFirst();
  if (next === undefined) {
    throw conflict(
      'noMoreTimes',
      'There are no other times that suit you both. Nothing was changed. Take one of these, or let this one pass.',
    );
  }
  await tx.db
    .updateTable('pairings')
    .set({ offer: next.offer })
    .where('id', '=', pairing.pairingId)
    .execute();
  await record(tx, bothChanged(pairing));
}

/**
 * The other hears nothing and sees no answer yet. Times that had been accepted are taken back with it, as they could have been without:
 * otherwise the other would say yes to one of them and wonder why nothing comes of it.
 */
export async function skipPairing(tx: Tx, pairing: OwnPairing): Promise<void> {
  if (pairing.skipped) return;
  if (pairing.agreed) {
    throw conflict(
      'agreed',
      'You have agreed on a time meanwhile. Nothing was changed. You can end the step with one click, without a reason.',
    );
  }
  const seen = await forgetAcceptances(tx, pairing);
  await tx.db
    .insertInto('pairing_skips')
    .values({ pairing_id: pairing.pairingId, person_id: pairing.personId, skipped_at: tx.at })
    .execute();
  await record(tx, seen ? bothChanged(pairing) : [mineChanged(pairing.personId)]);
}

/** An offer of this very person that is open passes as well. */
export async function avoidPerson(tx: Tx, personId: string, avoidedId: string): Promise<void> {
  if (personId === avoidedId) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`avoided by ${personId}`}, 0))`.execute(tx.db);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from avoided_people where person_id = ${personId} and avoided_person_id <> ${avoidedId}`.execute(
    tx.db,
  );
  if ((rows[0]?.count ?? 0) >= AVOIDED_MAX) {
    throw refusal(
      409,
      'tooManyAvoided',
      'Your list is full. Nothing was changed. Take somebody off it first.',
      { limit: AVOIDED_MAX },
    );
  }
  await sql`
    insert into avoided_people (person_id, avoided_person_id, avoided_at) values (${personId}, ${avoidedId}, ${tx.at})
    on conflict do nothing`.execute(tx.db);
  await sql`
    insert into pairing_skips (pairing_id, person_id, skipped_at)
    select id, ${personId}::uuid, ${tx.at} from pairings pr
    where first_person_id = least(${personId}::uuid, ${avoidedId}::uuid) and second_person_id = greatest(${personId}::uuid, ${avoidedId}::uuid)
      and not exists (select from pairing_agreements g where g.pairing_id = pr.id)
    on conflict do nothing`.execute(tx.db);
  await record(tx, [mineChanged(personId)]);
}

export async function stopAvoiding(tx: Tx, personId: string, avoidedId: string): Promise<void> {
  await tx.db
    .deleteFrom('avoided_people')
    .where('person_id', '=', personId)
    .where('avoided_person_id', '=', avoidedId)
    .execute();
  await record(tx, [mineChanged(personId)]);
}

function requireOpen(tx: Tx, { endsAt, skipped }: OwnPairing): void {
  if (!skipped && Date.parse(endsAt) > Date.parse(tx.at)) return;
  throw conflict(
    'pairingOver',
    'This offer is over. Nothing was changed. In the next fortnight you meet somebody else.',
  );
}

/** Names nothing: what I skip or whom I avoid is not in the log either. */
const mineChanged = (personId: string): NewActivity => ({ feedId: personId, kind: 'pairingChanged' });

const bothChanged = ({ pairingId, personId, otherId, otherSkipped }: OwnPairing): NewActivity[] =>
  (otherSkipped ? [personId] : [personId, otherId]).map((feedId) => ({
    feedId,
    kind: 'pairingChanged',
    subjectId: pairingId,
  }));
