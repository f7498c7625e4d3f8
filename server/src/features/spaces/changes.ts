import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { HistoryRule, Reach, SpaceKind, SpaceRole } from '@footbridge/contract/spaces.ts';
import { type Activity, type NewActivity, type Tx, openFeed, record } from '../../kit/activity/activity.ts';
import { badInput, conflict } from '../../kit/http/problem.ts';
import type { MemberSpace, StewardSpace } from './access.ts';
import { askAgain, askOrganisations, markCharterRead } from './charter/changes.ts';
import { type By, addToSpace } from './membership/changes.ts';
import { directKey } from './rules.ts';

export interface CharterText {
  purpose: string;
  norms: string;
  /** What is left out stays as it was in the version before, and is empty in the first. */
  channels?: string | undefined;
  answerTimes?: string | undefined;
  conflicts?: string | undefined;
  keptDays: number | null;
  disclosable: boolean;
}

export interface NewSpace {
  id?: string;
  kind: SpaceKind;
  reach: Reach;
  name: string;
  leadOrganisationId: string;
  historyRule: HistoryRule;
  charter: CharterText;
  directKey?: string;
  /** Other organisations that have to accept its charter before it opens. */
  withOrganisationIds?: string[];
  members: { personId: string; organisationId: string; role: SpaceRole }[];
}

/** Direct talks have no charter that somebody wrote: this is what holds in them. */
const DIRECT_CHARTER: CharterText = { purpose: '', norms: '', keptDays: 730, disclosable: true };

/** @returns the space's id, and what to give to the one `record` of this change */
export async function insertSpace(
  tx: Tx,
  space: NewSpace,
  by: By,
): Promise<{ id: string; activities: NewActivity[] }> {
  const id = space.id ?? randomUUIDv7();
  const named = (space.withOrganisationIds ?? []).filter((other) => other !== space.leadOrganisationId);
  await tx.db
    .insertInto('spaces')
    .values({
      id,
      kind: space.kind,
      reach: space.reach,
      name: space.name,
      lead_organisation_id: space.leadOrganisationId,
      history_rule: space.historyRule,
      direct_key: space.directKey ?? null,
      created_at: tx.at,
      created_by: by.personId,
      awaiting_since: named.length > 0 ? tx.at : null,
    })
    .execute();
  await openFeed(tx, id, 'space');
  await insertCharter(tx, id, 1, space.charter, by);
  // Told with the space itself.
  if (space.kind !== 'direct' && by.personId !== null) await markCharterRead(tx, id, by.personId, 1);
  const activities: NewActivity[] = [
    { feedId: id, kind: 'spaceCreated', subjectId: id, ...by },
    ...(named.length > 0
      ? await askOrganisations(tx, { id, leadOrganisationId: space.leadOrganisationId }, named, by)
      : []),
  ];
  for (const member of space.members) {
    activities.push(...(await addToSpace(tx, { spaceId: id, ...member, by })));
  }
  return { id, activities };
}

/** @param version what the text leaves out is taken from the one before */
async function insertCharter(
  tx: Tx,
  spaceId: string,
  version: number,
  charter: CharterText,
  by: By,
): Promise<void> {
  const before = sql`(select * from charters where space_id = ${spaceId} and version = ${version - 1})`;
  await sql`
    insert into charters (space_id, version, purpose, norms, channels, answer_times, conflicts, kept_days, disclosable, changed_by, organisation_id, changed_at)
    select ${spaceId}, ${version}, ${charter.purpose}, ${charter.norms}, coalesce(${charter.channels ?? null}, b.channels, ''),
      coalesce(${charter.answerTimes ?? null}, b.answer_times, ''), coalesce(${charter.conflicts ?? null}, b.conflicts, ''),
      ${charter.keptDays}, ${charter.disclosable}, ${by.personId}, ${by.organisationId}, ${tx.at}
    from (select) one left join ${before} b on true`.execute(tx.db);
}

export async function createSpace(tx: Tx, space: NewSpace, by: By): Promise<string> {
  const { id, activities } = await insertSpace(tx, space, by);
  await record(tx, activities);
  return id;
}

/** The direct space of exactly these people; made when they never met in one. */
export async function openDirectSpace(
  tx: Tx,
  people: { personId: string; organisationId: string }[],
  by: By & { organisationId: string },
): Promise<string> {
  const key = directKey(people.map((person) => person.personId));
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx.db);
  const known = await tx.db
    .selectFrom('spaces')
    .select('id')
    .where('direct_key', '=', key)
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  return createSpace(
    tx,
    {
      kind: 'direct',
      reach: 'shared',
      name: '',
      leadOrganisationId: by.organisationId,
      historyRule: 'all',
      charter: DIRECT_CHARTER,
      directKey: key,
      members: people.map((person) => ({ ...person, role: 'member' as const })),
    },
    by,
  );
}

export async function renameSpace(tx: Tx, space: StewardSpace, name: string): Promise<void> {
  await tx.db.updateTable('spaces').set({ name }).where('id', '=', space.spaceId).execute();
  await record(tx, [happened(space, 'spaceRenamed')]);
}

export async function archiveSpace(tx: Tx, space: StewardSpace): Promise<void> {
  const archived = await tx.db
    .updateTable('spaces')
    .set({ archived_at: tx.at, archived_by: space.personId })
    .where('id', '=', space.spaceId)
    .where('archived_at', 'is', null)
    .returning('id')
    .execute();
  if (archived.length > 0) await record(tx, [happened(space, 'spaceArchived')]);
}

export async function reopenSpace(tx: Tx, space: StewardSpace): Promise<void> {
  const reopened = await tx.db
    .updateTable('spaces')
    .set({ archived_at: null, archived_by: null })
    .where('id', '=', space.spaceId)
    .where('archived_at', 'is not', null)
    .returning('id')
    .execute();
  if (reopened.length > 0) await record(tx, [happened(space, 'spaceReopened')]);
}

/** A new version; refused when somebody else changed the charter since this change was begun, so that no change is lost unseen. @param also what else happened with it */
export async function changeCharter(
  tx: Tx,
  space: StewardSpace,
  fromVersion: number,
  charter: CharterText,
  also: NewActivity[] = [],
): Promise<void> {
  const version = fromVersion + 1;
  const by = { personId: space.personId, organisationId: space.organisationId };
  const moved = await tx.db
    .updateTable('spaces')
    .set({ charter_version: version })
    .where('id', '=', space.spaceId)
    .where('charter_version', '=', fromVersion)
    .returning('id')
    .execute();
  if (moved.length === 0) {
    throw conflict(
      'charterChanged',
      'Somebody changed the charter while you were writing. Nothing was saved. Read the new version, then make your change again.',
    );
  }
  await insertCharter(tx, space.spaceId, version, charter, by);
  const read = await markCharterRead(tx, space.spaceId, space.personId, version);
  const asked = await askAgain(tx, space, version);
  const label = await labelChanged(tx, space.spaceId, version);
  await record(tx, [
    { ...happened(space, 'charterChanged'), facts: { version, label } },
    ...read,
    ...asked,
    ...also,
  ]);
}

/** Whether how long messages are kept, or that they can be disclosed, is other than in the version before. */
async function labelChanged(tx: Tx, spaceId: string, version: number): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    select (a.kept_days, a.disclosable) is distinct from (b.kept_days, b.disclosable) as changed
    from charters a join charters b on b.space_id = a.space_id and b.version = a.version - 1
    where a.space_id = ${spaceId} and a.version = ${version}`.execute(tx.db);
  return rows[0]?.changed ?? false;
}

/** @param seq a place in the space's feed; places after its end are refused, because they would hide what is yet to be said */
export async function moveReadPosition(tx: Tx, space: MemberSpace, seq: number): Promise<Activity[]> {
  const feed = await tx.db
    .selectFrom('feeds')
    .select('last_seq')
    .where('id', '=', space.spaceId)
    .executeTakeFirstOrThrow();
  if (seq > feed.last_seq) {
    throw badInput('body.seq', 'The place to read up to is after the end of the space. Nothing was changed.');
  }
  await sql`
    insert into read_positions (person_id, space_id, seq, moved_at) values (${space.personId}, ${space.spaceId}, ${seq}, ${tx.at})
    on conflict (person_id, space_id) do update set seq = excluded.seq, moved_at = excluded.moved_at`.execute(
    tx.db,
  );
  return record(tx, [{ ...happened(space, 'readPositionMoved'), feedId: space.personId }]);
}

const happened = (space: MemberSpace, kind: string): NewActivity => ({
  feedId: space.spaceId,
  kind,
  subjectId: space.spaceId,
  personId: space.personId,
  organisationId: space.organisationId,
});
