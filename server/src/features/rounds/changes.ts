import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { type NewActivity, type Tx, record } from '../../kit/activity/activity.ts';
import type { AskedRound, FacilitatedRound } from './access.ts';
import { askByMail } from './addressees/changes.ts';

/** One who is asked, and the organisation they act for. */
export interface Party {
  personId: string;
  organisationId: string;
}

export interface NewRound {
  question: string;
  endsAt: string;
  emails: string[];
  clientId: string;
  /** To whom it is put: a space, or a list of people in which the facilitator is. */
  to: { spaceId: string } | { people: Party[] };
  previousId?: string;
}

/** @returns the round's id; the first one's when the same round comes again */
export async function openRound(tx: Tx, round: NewRound, by: Party): Promise<string> {
  const id = randomUUIDv7();
  const inserted = await tx.db
    .insertInto('rounds')
    .values({
      id,
      client_id: round.clientId,
      question: round.question,
      space_id: 'spaceId' in round.to ? round.to.spaceId : null,
      facilitator_id: by.personId,
      organisation_id: by.organisationId,
      opened_at: tx.at,
      ends_at: round.endsAt,
      previous_id: round.previousId ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  if (inserted.length === 0) return getFirst(tx, round, by);
  if ('people' in round.to) await insertPeople(tx, id, round.to.people);
  await askByMail(tx, { roundId: id, endsAt: round.endsAt, personId: by.personId }, round.emails);
  const hearers =
    'spaceId' in round.to ? [round.to.spaceId] : round.to.people.map(({ personId }) => personId);
  await record(tx, changed(id, hearers, by));
  return id;
}

/** The round that was there already: sent before, or asked again by somebody else at the same moment. */
async function getFirst(tx: Tx, round: NewRound, by: Party): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from rounds
    where (facilitator_id = ${by.personId} and client_id = ${round.clientId}) or previous_id = ${round.previousId ?? null}::uuid
    limit 1`.execute(tx.db);
  const [first] = rows;
  if (first === undefined) throw new Error('A round that is there already cannot be found.');
  return first.id;
}

async function insertPeople(tx: Tx, roundId: string, people: Party[]): Promise<void> {
  await tx.db
    .insertInto('round_people')
    .values(
      people.map(({ personId, organisationId }) => ({
        round_id: roundId,
        person_id: personId,
        organisation_id: organisationId,
      })),
    )
    .execute();
}

/** A new round to the same people; once asked again, it is that one. */
export async function askAgain(
  tx: Tx,
  round: AskedRound,
  wanted: Pick<NewRound, 'question' | 'endsAt' | 'emails'>,
): Promise<string> {
  const { roundId: previousId, spaceId } = round;
  const to = spaceId === null ? { people: await listStillThere(tx, previousId) } : { spaceId };
  return openRound(tx, { ...wanted, clientId: randomUUIDv7(), to, previousId }, round);
}

async function listStillThere(tx: Tx, roundId: string): Promise<Party[]> {
  const { rows } = await sql<Party>`
    select rp.person_id as "personId", rp.organisation_id as "organisationId"
    from round_people rp join people p on p.id = rp.person_id and p.deactivated_at is null
    where rp.round_id = ${roundId} order by rp.person_id`.execute(tx.db);
  return rows;
}

/** Ending what is over changes nothing. */
export async function endRound(tx: Tx, round: FacilitatedRound): Promise<void> {
  if (round.over) return;
  await tx.db
    .insertInto('round_endings')
    .values({
      round_id: round.roundId,
      person_id: round.personId,
      organisation_id: round.organisationId,
      ended_at: tx.at,
    })
    .execute();
  await recordChanged(tx, round, round);
}

/** Heard by nobody but the one who waves, on their other devices. */
export async function waveRoundAway(tx: Tx, round: AskedRound): Promise<void> {
  const waved = await tx.db
    .insertInto('round_wavings')
    .values({ round_id: round.roundId, person_id: round.personId, waved_at: tx.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('round_id')
    .execute();
  if (waved.length > 0) await record(tx, changed(round.roundId, [round.personId], round));
}

interface By {
  personId: string | null;
  organisationId: string | null;
}

export const BY_NOBODY_HERE: By = { personId: null, organisationId: null };

/** One activity in each of these feeds. */
export function changed(roundId: string, feedIds: string[], by: By): NewActivity[] {
  return feedIds.map((feedId) => ({
    feedId,
    kind: 'roundChanged',
    subjectId: roundId,
    personId: by.personId,
    organisationId: by.organisationId,
  }));
}

/** For everybody who is asked in it: in the space's feed, or in their own. Last in a change. */
export async function recordChanged(
  tx: Tx,
  round: { roundId: string; spaceId: string | null },
  by: By,
): Promise<void> {
  const feedIds = round.spaceId === null ? await listHearers(tx, round.roundId) : [round.spaceId];
  await record(tx, changed(round.roundId, feedIds, by));
}

async function listHearers(tx: Tx, roundId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('round_people')
    .select('person_id')
    .where('round_id', '=', roundId)
    .execute();
  return rows.map((row) => row.person_id);
}
