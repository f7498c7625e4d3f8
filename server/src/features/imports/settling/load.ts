import type pg from 'pg';
import { copyInto, copyRow } from '../../../kit/db/copy.ts';
import { derivedId } from '../../../kit/db/derivedId.ts';
import { instantOf } from '../rules.ts';
import type { Interval } from '../spaces/rules.ts';

/** The end of loading one space: what follows from the messages and moves that were added, all in the same transaction. */

const MEMBERSHIP_COLUMNS =
  'memberships (id, space_id, person_id, organisation_id, role, from_seq, to_seq, joined_at, left_at)';

export interface NewMembership extends Interval {
  organisationId: string;
  role: string;
}

export async function writeMemberships(
  client: pg.ClientBase,
  spaceId: string,
  memberships: NewMembership[],
): Promise<void> {
  const rows = memberships.map((made) =>
    copyRow([
      derivedId(`slack ${spaceId} membership ${made.personId} ${made.fromSeq}`),
      spaceId,
      made.personId,
      made.organisationId,
      made.role,
      made.fromSeq,
      made.toSeq,
      instantOf(made.joinedMicros),
      made.leftMicros === null ? null : instantOf(made.leftMicros),
    ]),
  );
  await copyInto(client, MEMBERSHIP_COLUMNS, rows.join(''));
}

/** Of people who were in the space before this run. */
export async function endMemberships(
  client: pg.ClientBase,
  spaceId: string,
  ended: Interval[],
): Promise<void> {
  await client.query(
    `update memberships m set to_seq = e.to_seq, left_at = e.left_at
     from unnest($2::uuid[], $3::bigint[], $4::timestamptz[]) as e(person_id, to_seq, left_at)
     where m.space_id = $1 and m.person_id = e.person_id and m.to_seq is null`,
    [
      spaceId,
      ended.map(({ personId }) => personId),
      ended.map(({ toSeq }) => toSeq),
      ended.map(({ leftMicros }) => instantOf(leftMicros ?? 0)),
    ],
  );
}

/** Read back from the messages: making the rows here would cost the sending of as many again. */
export async function writeActivity(client: pg.ClientBase, spaceId: string, afterSeq: number): Promise<void> {
  await client.query(
    `insert into activity (feed_id, seq, kind, subject_id, person_id, organisation_id, at)
     select space_id, seq, 'messagePosted', id, author_id, organisation_id, created_at from messages
     where space_id = $1 and seq > $2 order by seq`,
    [spaceId, afterSeq],
  );
}

/** What roots show of their threads. @param roots those that got answers; null for all of the space */
export async function writeThreads(
  client: pg.ClientBase,
  spaceId: string,
  roots: string[] | null,
): Promise<void> {
  await client.query(
    `with answers as (
       select thread_root_id as root, author_id, organisation_id, count(*) as n, max(created_at) as at, max(seq) as seq from messages
       where space_id = $1 and thread_root_id is not null and removed_at is null and ($2::uuid[] is null or thread_root_id = any($2))
       group by 1, 2, 3),
     latest as (select *, row_number() over (partition by root order by seq desc) as place from answers),
     written as (insert into threads (root_id, space_id, replies, last_reply_at, last_reply_seq, people)
     select root, $1, sum(n), max(at), max(seq),
       coalesce(json_agg(json_build_array(author_id, organisation_id) order by seq desc) filter (where place <= 3), '[]')
     from latest group by root
     on conflict (root_id) do update set replies = excluded.replies, last_reply_at = excluded.last_reply_at,
       last_reply_seq = excluded.last_reply_seq, people = excluded.people returning root_id)
     update messages set has_replies = true where id in (select root_id from written) and not has_replies`,
    [spaceId, roots],
  );
}

/** Which ids of the archive mean this space, and up to when its joins and leaves were taken. */
export async function writeRefs(
  client: pg.ClientBase,
  spaceId: string,
  refs: { workspace: string; externalIds: string[]; seenUntilMicros: number },
): Promise<void> {
  await client.query(
    `insert into import_refs (source, workspace, kind, external_id, internal_id)
     select 'slack', $1, 'space', external_id, $3 from unnest($2::text[]) as n(external_id) on conflict do nothing`,
    [refs.workspace, refs.externalIds, spaceId],
  );
  await client.query(
    "update import_refs set seen_until = $3 where source = 'slack' and workspace = $1 and kind = 'space' and internal_id = $2",
    [refs.workspace, spaceId, instantOf(refs.seenUntilMicros)],
  );
}

/**
 * History is not news: who had read everything has read this too. What somebody had not read before stays unread.
 * @returns whose position was moved
 */
export async function moveReadPositions(
  client: pg.ClientBase,
  spaceId: string,
  moved: { fromSeq: number; toSeq: number; at: string },
): Promise<string[]> {
  const { rows } = await client.query<{ person_id: string }>(
    `insert into read_positions as r (person_id, space_id, seq, moved_at)
     select person_id, space_id, $2, $4 from memberships where space_id = $1 and to_seq is null
     on conflict (person_id, space_id) do update set seq = excluded.seq, moved_at = excluded.moved_at where r.seq >= $3
     returning person_id`,
    [spaceId, moved.toSeq, moved.fromSeq, moved.at],
  );
  return rows.map((row) => row.person_id);
}

/**
 * That they are in a new space, in their own feeds. Only for a new space: nobody can wait for its lock yet, so locking people's feeds
 * after it cannot end in two changes that wait for each other.
 */
export async function tellOfSpace(
  client: pg.ClientBase,
  spaceId: string,
  personIds: string[],
  at: string,
): Promise<void> {
  await client.query(
    `with locked as (select id from feeds where id = any($1) order by id for update),
     moved as (update feeds f set last_seq = f.last_seq + 1 from locked where f.id = locked.id returning f.id, f.last_seq)
     insert into activity (feed_id, seq, kind, subject_id, at) select id, last_seq, 'spaceAdded', $2, $3 from moved`,
    [personIds, spaceId, at],
  );
}
