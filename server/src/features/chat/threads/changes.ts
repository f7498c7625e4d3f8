import { sql } from 'kysely';
import { type NewActivity, type Tx, record } from '../../../kit/activity/activity.ts';
import type { ReadableMessage } from '../access.ts';

/**
 * Follows for people who took part or were named. Who once said 'stop following' is left in peace.
 * @returns what to give to the one `record` of this change, in each new follower's own feed
 */
export async function followThreads(
  tx: Tx,
  followers: { rootId: string; personId: string }[],
): Promise<NewActivity[]> {
  const { rows } = await sql<{ root_id: string; person_id: string }>`
    insert into thread_followings (root_id, person_id, followed_at)
    select distinct root_id, person_id, ${tx.at}::timestamptz
    from unnest(${followers.map(({ rootId }) => rootId)}::uuid[], ${followers.map(({ personId }) => personId)}::uuid[]) as f(root_id, person_id)
    join people on people.id = f.person_id and people.kind = 'person'
    on conflict do nothing returning root_id, person_id`.execute(tx.db);
  return rows.map((row) => ({
    feedId: row.person_id,
    kind: 'threadFollowingChanged',
    subjectId: row.root_id,
    personId: row.person_id,
    facts: { following: true },
  }));
}

/** Counts a thread anew from its replies, so that what a root shows is always what is there. */
export async function refreshThreads(tx: Tx, rootIds: string[]): Promise<void> {
  await sql`
    insert into threads (root_id, space_id, replies, last_reply_at, last_reply_seq, people)
    select r.id, r.space_id, coalesce(c.replies, 0), c.last_at, coalesce(c.last_seq, 0), coalesce((
      select json_agg(json_build_array(latest.author_id, latest.organisation_id) order by latest.seq desc) from (
        select author_id, organisation_id, max(seq) as seq from messages where thread_root_id = r.id and removed_at is null
        group by author_id, organisation_id order by 3 desc limit 3) latest), '[]')
    from messages r cross join lateral (
      select count(*)::int as replies, max(created_at) as last_at, max(seq) as last_seq from messages where thread_root_id = r.id and removed_at is null) c
    where r.id = any(${[...new Set(rootIds)]}::uuid[])
    on conflict (root_id) do update set replies = excluded.replies, last_reply_at = excluded.last_reply_at,
      last_reply_seq = excluded.last_reply_seq, people = excluded.people`.execute(tx.db);
  await sql`update messages set has_replies = true where id = any(${[...new Set(rootIds)]}::uuid[]) and not has_replies`.execute(
    tx.db,
  );
}

export async function followThread(tx: Tx, root: ReadableMessage): Promise<void> {
  const { rows } = await sql`
    insert into thread_followings (root_id, person_id, followed_at) values (${root.messageId}, ${root.space.personId}, ${tx.at})
    on conflict (root_id, person_id) do update set followed_at = excluded.followed_at, unfollowed_at = null
      where thread_followings.unfollowed_at is not null returning root_id`.execute(tx.db);
  if (rows.length > 0) await record(tx, [followingChanged(root, true)]);
}

export async function unfollowThread(tx: Tx, root: ReadableMessage): Promise<void> {
  const stopped = await tx.db
    .updateTable('thread_followings')
    .set({ unfollowed_at: tx.at })
    .where('root_id', '=', root.messageId)
    .where('person_id', '=', root.space.personId)
    .where('unfollowed_at', 'is', null)
    .returning('root_id')
    .execute();
  if (stopped.length > 0) await record(tx, [followingChanged(root, false)]);
}

const followingChanged = (root: ReadableMessage, following: boolean): NewActivity => ({
  feedId: root.space.personId,
  kind: 'threadFollowingChanged',
  subjectId: root.messageId,
  personId: root.space.personId,
  organisationId: root.space.organisationId,
  facts: { following },
});
