import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../kit/db/database.ts';

/** A message as it goes out: its JSON in the form of the contract's `Message`, and what has to be known of it here. */
export interface MessageRow {
  id: string;
  space_id: string;
  seq: number;
  thread_root_id: string | null;
  text: string;
}

const personJson = (person: string, organisation: string) =>
  sql.raw(`json_build_object('id', ${person}.id, 'name', ${person}.name, 'kind', ${person}.kind, 'organisation',
    json_build_object('id', ${organisation}.id, 'name', ${organisation}.name, 'shortName', ${organisation}.short_name, 'hue', ${organisation}.hue))`);

/** Reactions under a message as JSON text, first given first; nothing is computed for the many messages without any. */
const reactionsOf = (message: string) => sql`
  case when ${sql.raw(message)}.has_reactions then (
    select json_agg(json_build_object('emoji', e.emoji, 'people', e.people) order by e.first, e.emoji) from (
      select rx.emoji, min(rx.created_at) as first, json_agg(json_build_object('id', rp.id, 'name', rp.name) order by rx.created_at, rp.id) as people
      from reactions rx join people rp on rp.id = rx.person_id where rx.message_id = ${sql.raw(message)}.id group by rx.emoji) e) end`;

/** What the root `m` shows of its thread. Names are read now, so that they are today's. */
const threadOf = sql`
  case when m.has_replies then (
    select json_build_object('replies', t.replies, 'lastReplyAt', to_char(t.last_reply_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'people', (
      select coalesce(json_agg(${personJson('tp', 'tor')} order by listed.place), '[]') from json_array_elements(t.people) with ordinality listed(pair, place)
      join people tp on tp.id = (listed.pair->>0)::uuid join organisations tor on tor.id = (listed.pair->>1)::uuid))
    from threads t where t.root_id = m.id) end`;

/** For ids and times, which hold nothing to escape. */
const quoted = (value: string) => `coalesce('"' || ${value} || '"', 'null')`;
const instant = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * The database writes the whole JSON, as one column: taking seventeen columns of fifty rows apart cost this process more than reading a
 * page costs the database. Trees are passed on unread. Of a removed message only its tombstone leaves here.
 */
const messageColumns: RawBuilder<MessageRow> = sql`
  m.id, m.space_id, m.seq, m.thread_root_id, concat(
    '{"id":"', m.id, '","spaceId":"', m.space_id, '","seq":', m.seq, ',"author":', a.author, ',"clientId":', ${sql.raw(quoted('m.client_id'))},
    ',"threadRootId":', ${sql.raw(quoted('m.thread_root_id'))},
    case when m.removed_at is null
      then concat(',"title":', coalesce(to_json(m.title)::text, 'null'), ',"source":', to_json(m.source), ',"body":', m.body, ',"files":', coalesce(m.files::text, '[]'))
      else ',"title":null,"source":"","body":{"blocks":[]},"files":[]' end,
    ',"mentions":{"personIds":', case when m.mentions <> '{}' then to_json(m.mentions)::text else '[]' end, ',"everyone":', m.mentions_everyone::text,
    '},"createdAt":"', ${sql.raw(instant('m.created_at'))}, '","editedAt":', case when m.removed_at is null then ${sql.raw(quoted(instant('m.edited_at')))} else 'null' end,
    ',"removed":', case when m.removed_at is null then 'null' else (
      select json_build_object('at', ${sql.raw(instant('m.removed_at'))}, 'by', json_build_object('id', rb.id, 'name', rb.name))::text
      from people rb where rb.id = m.removed_by) end,
    ',"reactions":', coalesce((case when m.removed_at is null then ${reactionsOf('m')} end)::text, '[]'),
    ',"thread":', coalesce((${threadOf})::text, 'null'), '}') as text`;

/**
 * Authors as JSON text, put together by hand: a page has as many authors as messages, and json_build_object took most of its time
 * (measured: 0.40 of 0.68 ms). An organisation is made once for all its authors.
 */
const messageTables = sql`
  messages m cross join lateral (
    select '{"id":"' || p.id || '","name":' || to_json(p.name) || ',"kind":"' || p.kind || '","organisation":' || o.written || '}' as author
    from people p cross join lateral (
      select json_build_object('id', id, 'name', name, 'shortName', short_name, 'hue', hue)::text as written from organisations where id = m.organisation_id offset 0) o
    where p.id = m.author_id) a`;

interface Window {
  spaceId: string;
  /** The lowest position this reader may see. */
  visibleFrom: number;
  /** Read the replies of this root; the main column otherwise. */
  rootId?: string;
  size: number;
}

const within = (window: Window) =>
  window.rootId === undefined
    ? sql`m.space_id = ${window.spaceId} and m.thread_root_id is null and m.seq >= ${window.visibleFrom}`
    : sql`m.thread_root_id = ${window.rootId} and m.seq >= ${window.visibleFrom}`;

/** The newest messages before a position (or of all), oldest first. */
export async function listBefore(
  db: Reader,
  window: Window,
  before: number = Number.MAX_SAFE_INTEGER,
): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    select ${messageColumns} from ${messageTables} where ${within(window)} and m.seq < ${before} order by m.seq desc limit ${window.size}`.execute(
    db,
  );
  return rows.toReversed();
}

/** The oldest messages after a position, oldest first. */
export async function listAfter(db: Reader, window: Window, after: number): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    select ${messageColumns} from ${messageTables} where ${within(window)} and m.seq > ${after} order by m.seq limit ${window.size}`.execute(
    db,
  );
  return rows;
}

/** Messages by id. Whoever asks has made sure that they may be read. */
export async function listByIds(db: Reader, ids: string[]): Promise<MessageRow[]> {
  const { rows } =
    await sql<MessageRow>`select ${messageColumns} from ${messageTables} where m.id = any(${ids}::uuid[])`.execute(
      db,
    );
  return rows;
}

export async function readReactions(
  db: Reader,
  ids: string[],
): Promise<Map<string, { seq: number; reactions: string }>> {
  const { rows } = await sql<{ id: string; seq: number; reactions: string | null }>`
    select m.id, m.seq, case when m.removed_at is null then ${reactionsOf('m')} end as reactions from messages m where m.id = any(${ids}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, { seq: row.seq, reactions: row.reactions ?? '[]' }]));
}

export async function readThreadSummaries(db: Reader, rootIds: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; thread: string | null }>`
    select m.id, ${threadOf} as thread from messages m where m.id = any(${rootIds}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row.thread ?? 'null']));
}

export async function isFollowing(db: Reader, rootId: string, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('thread_followings')
    .select('root_id')
    .where('root_id', '=', rootId)
    .where('person_id', '=', personId)
    .where('unfollowed_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function listVersions(db: Reader, messageId: string) {
  return db
    .selectFrom('message_versions')
    .select(['source', 'body', 'title', 'written_at'])
    .where('message_id', '=', messageId)
    .orderBy('version', 'desc')
    .execute();
}
