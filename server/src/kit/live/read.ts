import { sql } from 'kysely';
import type { Activity } from '../activity/activity.ts';
import type { Reader } from '../db/database.ts';

/** Activity of each feed after a position, at most `limit` rows a feed, in order. */
export async function readAfter(
  db: Reader,
  asked: { feedId: string; after: number }[],
  limit: number,
): Promise<Activity[]> {
  if (asked.length === 0) return [];
  const { rows } = await sql<Activity>`
    select a.feed_id as "feedId", a.seq, a.kind, a.subject_id as "subjectId", a.person_id as "personId",
      a.organisation_id as "organisationId", a.at, a.facts
    from unnest(${asked.map((entry) => entry.feedId)}::uuid[], ${asked.map((entry) => entry.after)}::bigint[]) as asked(feed_id, after)
    cross join lateral (select * from activity where activity.feed_id = asked.feed_id and activity.seq > asked.after order by seq limit ${limit}) a
    order by a.feed_id, a.seq`.execute(db);
  return rows;
}

export async function readHeads(db: Reader, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('feeds')
    .select(['id', 'last_seq'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.last_seq]));
}
