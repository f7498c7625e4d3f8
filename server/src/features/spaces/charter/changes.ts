import { sql } from 'kysely';
import { type NewActivity, type Tx, record } from '../../../kit/activity/activity.ts';
import { conflict } from '../../../kit/http/problem.ts';
import type { MemberSpace } from '../access.ts';
import { type By, addToSpace } from '../membership/changes.ts';
import type { AcceptableCharter } from './access.ts';
import { listStewardsOf } from './queries.ts';

/** A new shared space names organisations. Whoever opens it accepts for the one that leads it. @returns what to give to the one `record` */
export async function askOrganisations(
  tx: Tx,
  space: { id: string; leadOrganisationId: string },
  organisationIds: string[],
  by: By,
): Promise<NewActivity[]> {
  const asked = { space_id: space.id, asked_at: tx.at, asked_by: by.personId };
  await tx.db
    .insertInto('charter_acceptances')
    .values([
      {
        ...asked,
        organisation_id: space.leadOrganisationId,
        version: 1,
        accepted_by: by.personId,
        accepted_at: tx.at,
      },
      ...[...new Set(organisationIds)].map((id) => ({ ...asked, organisation_id: id })),
    ])
    .execute();
  return (await listStewardsOf(tx.db, organisationIds)).map((id) => asks(id, space.id, by));
}

/**
 * A charter that changes while it is waited for was accepted by nobody but who changed it.
 * @returns what to give to the one `record` of this change
 */
export async function askAgain(tx: Tx, space: MemberSpace, version: number): Promise<NewActivity[]> {
  const { spaceId, organisationId } = space;
  const by = { personId: space.personId, organisationId };
  const { rows } = await sql<{ organisation_id: string }>`
    update charter_acceptances a set
      version = case when a.organisation_id = ${organisationId} then ${version}::int end,
      accepted_by = case when a.organisation_id = ${organisationId} then ${space.personId}::uuid end,
      accepted_at = case when a.organisation_id = ${organisationId} then ${tx.at}::timestamptz end
    from spaces s where s.id = a.space_id and a.space_id = ${spaceId} and s.awaiting_since is not null
    returning a.organisation_id`.execute(tx.db);
  if (rows.length === 0) return [];
  const others = rows.map((row) => row.organisation_id).filter((id) => id !== organisationId);
  const stewards = await listStewardsOf(tx.db, others);
  return [
    { feedId: spaceId, kind: 'charterAccepted', subjectId: spaceId, ...by },
    ...stewards.map((id) => asks(id, spaceId, by)),
  ];
}

const asks = (stewardId: string, spaceId: string, by: By): NewActivity => ({
  feedId: stewardId,
  kind: 'charterAsked',
  subjectId: spaceId,
  ...by,
});

/** The version that was read, which must still be the newest. With the last of them the space opens. Twice is once. */
export async function acceptCharter(tx: Tx, charter: AcceptableCharter, version: number): Promise<void> {
  const { spaceId, personId, organisationId } = charter;
  const space = await tx.db
    .selectFrom('spaces')
    .select(['charter_version', 'awaiting_since'])
    .where('id', '=', spaceId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (space.charter_version !== version) {
    throw conflict(
      'charterChanged',
      'The charter was changed while you were reading. Nothing was accepted. Read the new version, then accept it.',
    );
  }
  const accepted = await tx.db
    .updateTable('charter_acceptances')
    .set({ version, accepted_by: personId, accepted_at: tx.at })
    .where('space_id', '=', spaceId)
    .where('organisation_id', '=', organisationId)
    .where('accepted_at', 'is', null)
    .returning('space_id')
    .execute();
  if (accepted.length === 0) return;
  await sql`
    update spaces set awaiting_since = null where id = ${spaceId}
      and not exists (select from charter_acceptances where space_id = ${spaceId} and accepted_at is null)`.execute(
    tx.db,
  );
  const read = await markCharterRead(tx, spaceId, personId, version);
  const by = { personId, organisationId };
  const joined = await addToSpace(tx, { spaceId, ...by, role: 'steward', by });
  const mine = joined.length > 0 ? joined : read;
  await record(tx, [...mine, { feedId: spaceId, kind: 'charterAccepted', subjectId: spaceId, ...by }]);
}

/** Never moves back. @returns what to give to the one `record` of this change, so that all devices of the person hear it */
export async function markCharterRead(
  tx: Tx,
  spaceId: string,
  personId: string,
  version: number,
): Promise<NewActivity[]> {
  const { rows } = await sql`
    insert into charter_readings (person_id, space_id, version, read_at) values (${personId}, ${spaceId}, ${version}, ${tx.at})
    on conflict (person_id, space_id) do update set version = excluded.version, read_at = excluded.read_at
      where charter_readings.version < excluded.version
    returning version`.execute(tx.db);
  return rows.length > 0 ? [{ feedId: personId, kind: 'spaceAdded', subjectId: spaceId }] : [];
}

export async function readCharter(tx: Tx, space: MemberSpace, version: number): Promise<void> {
  const { charter_version: newest } = await tx.db
    .selectFrom('spaces')
    .select('charter_version')
    .where('id', '=', space.spaceId)
    .executeTakeFirstOrThrow();
  await record(tx, await markCharterRead(tx, space.spaceId, space.personId, Math.min(version, newest)));
}
