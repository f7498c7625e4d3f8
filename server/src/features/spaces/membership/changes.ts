import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { SpaceRole } from '@footbridge/contract/spaces.ts';
import type { NewActivity, Tx } from '../../../kit/activity/activity.ts';
import { conflict } from '../../../kit/http/problem.ts';

/** Who does it, and for which organisation; null for the program itself. */
export interface By {
  personId: string | null;
  organisationId: string | null;
}

/** Subjects of access hold more than this; only this may go into the log. */
const actedBy = ({ personId, organisationId }: By): By => ({ personId, organisationId });

export interface Joining {
  spaceId: string;
  personId: string;
  organisationId: string;
  role: SpaceRole;
  by: By;
}

/**
 * Makes a person a member from here on; nothing happens when they are one. Read up to here: what was said before is history, not news.
 * @returns what to give to the one `record` of this change, before anything else in the same space
 */
export async function addToSpace(tx: Tx, joining: Joining): Promise<NewActivity[]> {
  const { spaceId, personId, organisationId, role, by } = joining;
  await holdShown(tx, joining);
  const seq = await nextPlace(tx, spaceId);
  const added = await sql`
    insert into memberships (id, space_id, person_id, organisation_id, role, from_seq, joined_at, added_by)
    values (${randomUUIDv7()}, ${spaceId}, ${personId}, ${organisationId}, ${role}, ${seq}, ${tx.at}, ${by.personId})
    on conflict (space_id, person_id) where to_seq is null do nothing returning id`.execute(tx.db);
  if (added.rows.length === 0) return [];
  await sql`
    insert into read_positions (person_id, space_id, seq, moved_at) values (${personId}, ${spaceId}, ${seq}, ${tx.at})
    on conflict (person_id, space_id) do update set seq = excluded.seq, moved_at = excluded.moved_at`.execute(
    tx.db,
  );
  return [
    { feedId: spaceId, kind: 'memberJoined', subjectId: personId, ...actedBy(by) },
    { feedId: personId, kind: 'spaceAdded', subjectId: spaceId, ...actedBy(by) },
  ];
}

/**
 * Holds what a space shows of a member until the commit. A name or badge changed at the same moment would otherwise be told in every
 * space but this one, whose membership that change cannot see yet, while those in it are still shown the old one. Before the feed,
 * as those changes do.
 */
async function holdShown(
  tx: Tx,
  { personId, organisationId }: Pick<Joining, 'personId' | 'organisationId'>,
): Promise<void> {
  await sql`select from people p, organisations o where p.id = ${personId} and o.id = ${organisationId} for share`.execute(
    tx.db,
  );
  await sql`select from affiliations where person_id = ${personId} and organisation_id = ${organisationId} for share`.execute(
    tx.db,
  );
}

/** Ends a membership here; nothing later is seen. The last steward of a space with others in it cannot go without a successor. */
export async function endMembership(
  tx: Tx,
  ending: { spaceId: string; personId: string; by: By; successorNeeded: boolean },
): Promise<NewActivity[]> {
  const { spaceId, personId, by } = ending;
  await lockMembership(tx, spaceId, personId);
  const seq = await nextPlace(tx, spaceId);
  if (ending.successorNeeded) await keepASteward(tx, spaceId, personId);
  const ended = await tx.db
    .updateTable('memberships')
    .set({ to_seq: seq, left_at: tx.at, removed_by: by.personId === personId ? null : by.personId })
    .where('space_id', '=', spaceId)
    .where('person_id', '=', personId)
    .where('to_seq', 'is', null)
    .returning('id')
    .execute();
  if (ended.length === 0) return [];
  return [
    { feedId: spaceId, kind: 'memberLeft', subjectId: personId, ...actedBy(by) },
    { feedId: personId, kind: 'spaceLost', subjectId: spaceId, ...actedBy(by) },
  ];
}

/** For a closed account: out of every space at once, whether or not a steward is left. */
export async function leaveAllSpaces(tx: Tx, personId: string, by: By): Promise<NewActivity[]> {
  const open = await tx.db
    .selectFrom('memberships')
    .select('space_id')
    .where('person_id', '=', personId)
    .where('to_seq', 'is', null)
    .orderBy('space_id')
    .execute();
  const activities: NewActivity[] = [];
  for (const { space_id: spaceId } of open) {
    activities.push(...(await endMembership(tx, { spaceId, personId, by, successorNeeded: false })));
  }
  return activities;
}

export async function changeRole(
  tx: Tx,
  change: { spaceId: string; personId: string; role: SpaceRole; by: By },
): Promise<NewActivity[]> {
  await lockMembership(tx, change.spaceId, change.personId);
  await nextPlace(tx, change.spaceId);
  if (change.role !== 'steward') await keepASteward(tx, change.spaceId, change.personId);
  const changed = await tx.db
    .updateTable('memberships')
    .set({ role: change.role })
    .where('space_id', '=', change.spaceId)
    .where('person_id', '=', change.personId)
    .where('to_seq', 'is', null)
    .where('role', '<>', change.role)
    .returning('id')
    .execute();
  if (changed.length === 0) return [];
  return [
    { feedId: change.spaceId, kind: 'memberRoleChanged', subjectId: change.personId, ...actedBy(change.by) },
    { feedId: change.personId, kind: 'spaceAdded', subjectId: change.spaceId, ...actedBy(change.by) },
  ];
}

/**
 * The place that this change's first activity will take in the feed. The feed's row stays locked until the commit, so the interval of
 * a membership and the order of messages agree exactly: a message is before a leaving or after it, never both.
 */
async function nextPlace(tx: Tx, spaceId: string): Promise<number> {
  const feed = await tx.db
    .selectFrom('feeds')
    .select('last_seq')
    .where('id', '=', spaceId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return feed.last_seq + 1;
}

/** Before the feed, as posting does: two that lock in different orders would wait for each other until one is thrown out. */
async function lockMembership(tx: Tx, spaceId: string, personId: string): Promise<void> {
  await tx.db
    .selectFrom('memberships')
    .select('id')
    .where('space_id', '=', spaceId)
    .where('person_id', '=', personId)
    .where('to_seq', 'is', null)
    .forUpdate()
    .execute();
}

async function keepASteward(tx: Tx, spaceId: string, leavingPersonId: string): Promise<void> {
  const { rows } = await sql<{ others: number; stewards: number; leaving: string | null }>`
    select count(*) filter (where person_id <> ${leavingPersonId})::int as others,
      count(*) filter (where role = 'steward' and person_id <> ${leavingPersonId})::int as stewards,
      max(role) filter (where person_id = ${leavingPersonId}) as leaving
    from memberships m where space_id = ${spaceId} and to_seq is null
      and exists (select from spaces where id = ${spaceId} and kind <> 'direct')`.execute(tx.db);
  const [row] = rows;
  if (row?.leaving === 'steward' && row.stewards === 0 && row.others > 0) {
    throw conflict(
      'lastSteward',
      'This is the last steward of the space, and others are in it. Nothing was changed. Make somebody else a steward first.',
    );
  }
}
