import { pipeline } from 'node:stream/promises';
import { type Transaction, sql } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../../kit/db/database.ts';
import type { Tables } from '../../kit/db/tables.ts';
import { KEEPING } from './indexing/changes.ts';
import { type Indexed, toEntry } from './indexing/rules.ts';

/**
 * Making very many messages findable, for imports:
 *
 *     const loading = await startLoading(client, howMany);
 *     // per transaction of the import, after its messages were written:
 *     await loading.load(messages);
 *     // after the last commit, also when the import fails:
 *     await loading.finish();
 *
 * `client` is one connection that is used for all of it and is not in a transaction at `startLoading` and `finish`. Messages given to
 * `load` must not be put into `search_queue` as well. For few messages `load` only puts them into the queue, and a running server makes
 * them findable. For many it writes the entries itself, while the indexes and the list of words are left behind; `finish` makes
 * them anew. Meanwhile searching works more slowly, and what is posted is found late while `finish` runs. A process that is killed in
 * between leaves that to the next `finish`, or to the next server within a minute.
 */
export interface Loading {
  load(messages: Indexed[]): Promise<void>;
  finish(): Promise<void>;
}

/** Below this the queue is as fast as building an index. */
const MANY = 20_000;
/** Any number that only loading locks on: whoever holds it has left the index behind on purpose. */
const LOADING = 7_301_129;

/** The indexes that are faster to build than to keep up, as the migrations make them. What is missing of them was left behind. */
const LEFT_BEHIND = new Map([
  ['search_entries_newest', 'search_entries (created_at desc, message_id desc)'],
  ['search_entries_space', 'search_entries (space_id, created_at desc, message_id desc)'],
  ['search_entries_author', 'search_entries (author_id, created_at desc, message_id desc)'],
  ['search_entries_words', 'search_entries using gin (words) with (gin_pending_list_limit = 256)'],
  ['search_words_parts', 'search_words using gin (word gin_trgm_ops)'],
]);
const SUSPENDED = `(${[...LEFT_BEHIND.keys()].map((name) => `to_regclass('${name}') is null`).join(' or ')})`;

export async function startLoading(client: pg.ClientBase, howMany: number): Promise<Loading> {
  // However long the import before takes. The lock is the session's, so it outlives this transaction.
  await client.query(`begin; set local statement_timeout = 0; select pg_advisory_lock(${LOADING}); commit`);
  const { rows } = await client.query<{ entries: number; suspended: boolean }>(
    `select reltuples::float8 as entries, ${SUSPENDED} as suspended from pg_class where oid = 'search_entries'::regclass`,
  );
  const many = rows[0]?.suspended === true || (howMany >= MANY && howMany >= (rows[0]?.entries ?? 0) / 4);
  if (many) {
    await client.query([...LEFT_BEHIND.keys()].map((name) => `drop index if exists ${name}`).join('; '));
  }
  return {
    load: (messages) => (many ? copyEntries(client, messages) : enqueue(client, messages)),
    finish: async () => {
      if (many) await resume(client);
      await client.query(`select pg_advisory_unlock(${LOADING})`);
    },
  };
}

async function enqueue(client: pg.ClientBase, messages: Indexed[]): Promise<void> {
  await client.query('insert into search_queue (message_id) select unnest($1::uuid[])', [
    messages.map(({ id }) => id),
  ]);
}

const CHUNK = 200;

async function copyEntries(client: pg.ClientBase, messages: Indexed[]): Promise<void> {
  const columns = 'message_id, space_id, seq, author_id, created_at, words';
  await pipeline(copyLines(messages), client.query(copyFrom(`copy search_entries (${columns}) from stdin`)));
}

/** Nothing in a line needs escaping: ids, numbers, times, and words of letters and digits. */
function* copyLines(messages: Indexed[]): Generator<string> {
  for (let at = 0; at < messages.length; at += CHUNK) {
    const lines = messages.slice(at, at + CHUNK).map((message) => {
      const { id, spaceId, seq, authorId, createdAt, vector } = toEntry(message);
      return `${id}\t${spaceId}\t${seq}\t${authorId}\t${createdAt}\t${vector}\n`;
    });
    yield lines.join('');
  }
}

/** What `resume` does; nobody else keeps entries and words meanwhile. */
const RESUME = [
  'set local statement_timeout = 0',
  "set local maintenance_work_mem = '256MB'",
  "set local work_mem = '64MB'",
  `select pg_advisory_xact_lock(${KEEPING})`,
  ...[...LEFT_BEHIND].map(([name, definition]) => `create index if not exists ${name} on ${definition}`),
  "create temporary table counted on commit drop as select word collate \"C\" as word, ndoc from ts_stat('select words from search_entries') where word !~ '^~[0-9]'",
  'delete from search_words w where not exists (select from counted c where c.word = w.word)',
  'insert into search_words (word, entries) select word, ndoc from counted on conflict (word) do update set entries = excluded.entries where search_words.entries <> excluded.entries',
];

async function resume(client: pg.ClientBase): Promise<void> {
  await client.query(
    ['begin', ...RESUME, 'commit', 'analyze search_entries', 'analyze search_words'].join(';\n'),
  );
}

/** After a process was killed while it was loading: makes what it left behind, unless another one is loading now. */
export async function mendSuspended(db: Database): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (!(await isSuspended(tx)) || !(await isFree(tx))) return;
    for (const statement of RESUME) await sql.raw(statement).execute(tx);
  });
}

async function isSuspended(tx: Transaction<Tables>): Promise<boolean> {
  const { rows } = await sql<{ suspended: boolean }>`select ${sql.raw(SUSPENDED)} as suspended`.execute(tx);
  return rows[0]?.suspended ?? false;
}

async function isFree(tx: Transaction<Tables>): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${LOADING}) as free`.execute(
    tx,
  );
  return rows[0]?.free ?? false;
}
