import { type Transaction, sql } from 'kysely';
import type { Database } from '../../../kit/db/database.ts';
import type { Tables } from '../../../kit/db/tables.ts';
import { type Entry, type Indexed, toEntry } from './rules.ts';

/** Messages in one transaction. The more, the fewer times a common word is counted: at 50 it was half the work of posting. */
const TOGETHER = 2000;
/** Messages whose words are read in one turn of the event loop, so that requests are answered in between. */
const AT_A_TIME = 50;

/** Any number that only the keeping of entries and words locks on. */
export const KEEPING = 7_301_128;

/**
 * Makes the next messages of the queue findable as they are now, or no longer. One process at a time does it: of two that read the
 * same message before and after an edit, the one with the older text could write last.
 * @returns how many places of the queue were done; 0 when it is empty or another process is at it
 */
export async function indexQueued(db: Database): Promise<number> {
  const waiting = await sql<{ any: boolean }>`select exists (select from search_queue) as any`.execute(db);
  if (waiting.rows[0]?.any !== true) return 0;
  return db.transaction().execute(async (tx) => {
    const lock = await sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(${KEEPING}) as taken`.execute(
      tx,
    );
    if (lock.rows[0]?.taken !== true) return 0;
    const { rows } = await sql<{ message_id: string }>`
      delete from search_queue where position in (select position from search_queue order by position limit ${TOGETHER}) returning message_id`.execute(
      tx,
    );
    if (rows.length > 0) await index(tx, [...new Set(rows.map((row) => row.message_id))]);
    return rows.length;
  });
}

async function index(tx: Transaction<Tables>, ids: string[]): Promise<void> {
  const messages = await listMessages(tx, ids);
  const counts = new Map<string, number>();
  const count = (word: string, by: number) => counts.set(word, (counts.get(word) ?? 0) + by);
  for (const word of await takeFormerWords(tx, ids)) count(word, -1);
  const entries = await readEntries(messages);
  for (const { words } of entries) for (const word of new Set(words)) count(word, 1);
  const found = new Set(messages.map(({ id }) => id));
  const gone = ids.filter((id) => !found.has(id));
  if (gone.length > 0) await tx.deleteFrom('search_entries').where('message_id', 'in', gone).execute();
  if (entries.length > 0) await putEntries(tx, entries);
  await countWords(tx, counts);
}

async function readEntries(messages: Indexed[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let at = 0; at < messages.length; at += AT_A_TIME) {
    entries.push(...messages.slice(at, at + AT_A_TIME).map(toEntry));
    await new Promise(setImmediate);
  }
  return entries;
}

/** Those that are to be found; removed ones are not. */
async function listMessages(tx: Transaction<Tables>, ids: string[]): Promise<Indexed[]> {
  const { rows } = await sql<Indexed>`
    select id, space_id as "spaceId", seq, author_id as "authorId", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "createdAt", title, body, files
    from messages where id = any(${ids}::uuid[]) and removed_at is null`.execute(tx);
  return rows;
}

async function takeFormerWords(tx: Transaction<Tables>, ids: string[]): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select word from search_entries e cross join unnest(tsvector_to_array(e.words)) word where e.message_id = any(${ids}::uuid[]) and word !~ '^~[0-9]'`.execute(
    tx,
  );
  return rows.map((row) => row.word);
}

async function putEntries(tx: Transaction<Tables>, entries: Entry[]): Promise<void> {
  const column = <Key extends Exclude<keyof Entry, 'words'>>(key: Key) => entries.map((entry) => entry[key]);
  await sql`
    insert into search_entries (message_id, space_id, seq, author_id, created_at, words)
    select * from unnest(${column('id')}::uuid[], ${column('spaceId')}::uuid[], ${column('seq')}::bigint[], ${column('authorId')}::uuid[],
      ${column('createdAt')}::timestamptz[], ${column('vector')}::tsvector[])
    on conflict (message_id) do update set space_id = excluded.space_id, seq = excluded.seq, author_id = excluded.author_id,
      created_at = excluded.created_at, words = excluded.words`.execute(tx);
}

/** A word that stands nowhere any more is forgotten. */
async function countWords(tx: Transaction<Tables>, counts: Map<string, number>): Promise<void> {
  const changed = [...counts].filter(([, by]) => by !== 0);
  if (changed.length === 0) return;
  await sql`
    insert into search_words (word, entries) select * from unnest(${changed.map(([word]) => word)}::text[], ${changed.map(([, by]) => by)}::bigint[])
    on conflict (word) do update set entries = search_words.entries + excluded.entries`.execute(tx);
  const fewer = changed.filter(([, by]) => by < 0).map(([word]) => word);
  if (fewer.length > 0) {
    await sql`delete from search_words where word = any(${fewer}::text[]) and entries <= 0`.execute(tx);
  }
}
