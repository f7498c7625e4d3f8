import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../kit/db/database.ts';

/** A message as read, with the parts of its JSON that the database has made already as text. */
export interface MessageRow {
  id: string;
  author: string;
  space_id: string;
  seq: number;
  client_id: string | null;
  thread_root_id: string | null;
  title: string | null;
  source: string;
  body: string;
  files: string | null;
  mentions: string | null;
  mentions_everyone: boolean;
  created_at: string;
  edited_at: string | null;
  removed: string | null;
  reactions: string | null;
  thread: string | null;
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

const messageColumns: RawBuilder<MessageRow> = sql`
  m.id, m.space_id, m.seq, m.client_id, m.thread_root_id, m.title, m.source, m.body, m.files, m.mentions_everyone, m.created_at, m.edited_at,
  case when m.mentions <> '{}' then to_json(m.mentions) end as mentions, a.author,
  case when m.removed_at is not null then (
    select json_build_object('at', to_char(m.removed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', json_build_object('id', rb.id, 'name', rb.name))
    from people rb where rb.id = m.removed_by) end as removed,
  ${reactionsOf('m')} as reactions, ${threadOf} as thread`;

/** Authors are put into JSON once for each that a page shows, not once for each message. */
const messageTables = sql`
  messages m cross join lateral (
    select ${personJson('p', 'o')} as author from people p join organisations o on o.id = m.organisation_id where p.id = m.author_id) a`;

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

/**
 * The message as JSON text in the form of the contract's `Message`. Trees, reactions and threads came from the database as JSON
 * already and are passed on unread: a page of history costs no parsing. Of a removed message only its tombstone leaves this function.
 */
export function messageText(row: MessageRow): string {
  const gone = row.removed !== null;
  const title = gone || row.title === null ? 'null' : JSON.stringify(row.title);
  const source = gone ? '""' : JSON.stringify(row.source);
  return (
    `{"id":"${row.id}","spaceId":"${row.space_id}","seq":${row.seq},"author":${row.author},"clientId":${quoted(row.client_id)},` +
    `"threadRootId":${quoted(row.thread_root_id)},"title":${title},"source":${source},"body":${gone ? '{"blocks":[]}' : row.body},` +
    `"files":${(gone ? null : row.files) ?? '[]'},"mentions":{"personIds":${row.mentions ?? '[]'},"everyone":${row.mentions_everyone}},` +
    `"createdAt":"${row.created_at}","editedAt":${quoted(gone ? null : row.edited_at)},"removed":${row.removed ?? 'null'},` +
    `"reactions":${(gone ? null : row.reactions) ?? '[]'},"thread":${row.thread ?? 'null'}}`
  );
}

/** For ids and times, which hold nothing to escape. */
const quoted = (text: string | null): string => (text === null ? 'null' : `"${text}"`);
