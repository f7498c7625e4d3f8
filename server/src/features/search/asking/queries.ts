import { CompiledQuery, sql } from 'kysely';
import { setLocally } from '../../../kit/db/bounded.ts';
import type { Reader } from '../../../kit/db/database.ts';
import { readableSpaces } from '../../spaces/access.ts';
import { type Frequency, HITS, MERGED_MAX, type Sought, type Terrain, type Way, inMonths, indexQuery, planWays, wholeQuery } from './rules.ts';

/** What one person may read: which spaces, and each from which position on. */
export interface Readable {
  spaces: Map<string, number>;
  /** How many messages they hold at most. */
  size: number;
}

export async function readReadable(db: Reader, personId: string): Promise<Readable> {
  const { rows } = await sql<{ space_id: string; visible_from: number; last_seq: number }>`
    select r.space_id, r.visible_from, f.last_seq from (${readableSpaces(personId)}) r join feeds f on f.id = r.space_id`.execute(db);
  return { spaces: new Map(rows.map((row) => [row.space_id, row.visible_from])), size: rows.reduce((sum, row) => sum + row.last_seq, 0) };
}

/** What narrows messages down besides their words; null where anything goes. */
export interface Narrowed {
  authors: string[] | null;
  notAuthors: string[] | null;
  /** ISO 8601: written then or later. */
  since: string | null;
  link: boolean | null;
  file: boolean | null;
  reaction: boolean | null;
  thread: boolean | null;
}

export interface Asked {
  terms: Sought[];
  readable: Readable;
  narrowed: Narrowed;
  /** Written before this, or then and with a smaller id. */
  upTo: { at: string; messageId: string };
}

/** A message found; `at` in microseconds, so that a page ends exactly where the next begins. */
export interface Found {
  message_id: string;
  at: string;
}

/** How far apart statements may be planned from what they meet. Parallel workers would cost others more than they save here. */
const EACH = { max_parallel_workers_per_gather: '0', jit: 'off' };
/** The order of the indexes is the order asked for; one plan serves every value. */
const WALK = { ...EACH, plan_cache_mode: 'force_generic_plan', enable_sort: 'off', enable_bitmapscan: 'off', enable_seqscan: 'off', enable_indexscan: 'on' };
/** Which index is best depends on the words. What is often read is in memory, so pages cost little more than rows. */
const LOOK_UP = { ...EACH, plan_cache_mode: 'force_custom_plan', enable_sort: 'on', enable_bitmapscan: 'on', enable_seqscan: 'on', random_page_cost: '0.1', seq_page_cost: '0.1' };

/** The newest messages that fit, newest first: a page and one more when there are more. */
export async function findNewest(db: Reader, asked: Asked): Promise<Found[]> {
  const frequencies = await readFrequencies(db, asked.terms);
  const terrain = await readTerrain(db, asked);
  if (terrain === undefined) return [];
  let found: Found[] = [];
  for (const way of planWays(terrain, frequencies, asked.upTo.at)) {
    // oxlint-disable-next-line no-await-in-loop -- each way is tried only when the one before did not fill the page
    found = await (way.kind === 'newest' ? walk(db, asked, way) : lookUp(db, asked, indexQuery(frequencies), way.months));
    if (found.length > HITS) break;
  }
  return found;
}

/** In how many entries the words of each term stand, at most. Of a beginning only so many words are counted. */
async function readFrequencies(db: Reader, terms: Sought[]): Promise<Frequency[]> {
  const words = terms.flatMap((term, place) => [
    ...term.words.map((word, at) => ({ place, word, open: term.open && at === term.words.length - 1, other: false })),
    ...term.others.map((word) => ({ place, word, open: false, other: true })),
  ]);
  if (words.length === 0) return [];
  const { rows } = await sql<{ entries: number }>`
    select coalesce(case when asked.open
        then (select sum(entries) from (select entries from search_words w where w.word >= asked.word collate "C" and w.word < (asked.word || U&'\\+10FFFF') collate "C" limit 500) begun)
        else (select entries from search_words w where w.word = asked.word) end, 0)::float8 as entries
    from unnest(${words.map(({ word }) => word)}::text[], ${words.map(({ open }) => open)}::boolean[]) with ordinality asked(word, open, place) order by place`.execute(db);
  return terms.map((term, place) => {
    const of = (other: boolean) => rows.filter((_, at) => words[at]?.place === place && words[at].other === other).map(({ entries }) => entries);
    return { term, entries: Math.min(...of(false)) + of(true).reduce((sum, entries) => sum + entries, 0) };
  });
}

/** Undefined when nothing can be found at all. */
async function readTerrain(db: Reader, { readable, narrowed }: Asked): Promise<Terrain | undefined> {
  if (readable.spaces.size === 0) return undefined;
  const { rows } = await sql<{ entries: number; first: string | null; last: string | null }>`
    select greatest(1, (select reltuples from pg_class where oid = 'search_entries'::regclass))::float8 as entries,
      (select created_at from search_entries order by created_at, message_id limit 1) as first,
      (select created_at from search_entries order by created_at desc, message_id desc limit 1) as last`.execute(db);
  const [row] = rows;
  if (row?.first == null || row.last === null) return undefined;
  const thinning = [narrowed.link, narrowed.file, narrowed.reaction, narrowed.thread].filter((wanted) => wanted === true).length;
  const { first, last, entries } = row;
  return { entries, first, last, readable: readable.size, spaces: readable.spaces.size, authors: narrowed.authors?.length ?? null, thinning };
}

/** Over the entry `e`: what must hold, besides being before where the page begins. Parameters $1 to $12 are those of `valuesOf`. */
const FITS = `($1::tsquery is null or e.words @@ $1::tsquery)
  and e.space_id = any($2::uuid[]) and ($4::boolean or e.seq >= ($3::bigint[])[array_position($2::uuid[], e.space_id)])
  and ($5::uuid[] is null or e.author_id = any($5::uuid[])) and ($6::uuid[] is null or e.author_id <> all($6::uuid[]))
  and ($7::boolean is null or e.has_link = $7::boolean) and ($8::boolean is null or e.has_file = $8::boolean)
  and ($9::boolean is null or $9::boolean = exists (select from reactions r where r.message_id = e.message_id))
  and ($10::boolean is null or $10::boolean = exists (select from threads t where t.root_id = e.message_id and t.replies > 0))`;
const BEFORE = '(created_at, message_id) < ($11::timestamptz, $12::uuid)';
const SINCE = "created_at >= coalesce($13::timestamptz, '-infinity')";
const NEWEST_FIRST = 'order by created_at desc, message_id desc';
const FOUND = `select e.message_id, to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`;

function valuesOf({ terms, readable, narrowed, upTo }: Asked): unknown[] {
  const froms = [...readable.spaces.values()];
  return [
    wholeQuery(terms), [...readable.spaces.keys()], froms, froms.every((from) => from === 0), narrowed.authors, narrowed.notAuthors,
    narrowed.link, narrowed.file, narrowed.reaction, narrowed.thread, upTo.at, upTo.messageId, narrowed.since,
  ];
}

const walkTexts = new Map<string, string>();

/** A branch for each of up to `size` spaces or authors, which PostgreSQL merges newest first and reads no further than it must. */
function walkText(column: 'space_id' | 'author_id' | null, size: number): string {
  const key = `${column} ${size}`;
  const columns = 'message_id, space_id, seq, author_id, created_at, has_link, has_file, words';
  const branch = (at: number) => `(select ${columns} from search_entries where ${column} = ($15::uuid[])[${at}] and ${BEFORE} and ${SINCE} ${NEWEST_FIRST})`;
  const entries = column === null ? `select ${columns} from search_entries where ${BEFORE} and ${SINCE}`
    : `select * from (${Array.from({ length: size }, (_, at) => branch(at + 1)).join(' union all ')}) merged`;
  const text = walkTexts.get(key) ?? `${FOUND} from (${entries} ${NEWEST_FIRST} limit $14) e where ${FITS} limit ${HITS + 1}`;
  walkTexts.set(key, text);
  return text;
}

async function walk(db: Reader, asked: Asked, way: Extract<Way, { kind: 'newest' }>): Promise<Found[]> {
  const keys = way.of === 'spaces' ? [...asked.readable.spaces.keys()] : way.of === 'authors' ? (asked.narrowed.authors ?? []) : null;
  const column = way.of === 'spaces' ? 'space_id' : way.of === 'authors' ? 'author_id' : null;
  // A few sizes, so that a few statements stay prepared; the branches left over get null and find nothing.
  const size = keys === null ? 0 : [1, 4, 16, MERGED_MAX].find((one) => one >= keys.length) ?? MERGED_MAX;
  const branches = keys === null ? [] : [Array.from({ length: size }, (_, at) => keys[at] ?? null)];
  await setLocally(db, WALK);
  const { rows } = await db.executeQuery<Found>(CompiledQuery.raw(walkText(column, size), [...valuesOf(asked), way.rows, ...branches]));
  return rows;
}

/** By the index of words; without words by whatever index the filters suggest. */
async function lookUp(db: Reader, asked: Asked, query: string | null, months: string[] | null): Promise<Found[]> {
  const values = [...valuesOf(asked), query === null ? null : inMonths(query, months)];
  // Sorting by an index would read entries one by one until enough fit: that has been tried.
  await setLocally(db, { ...LOOK_UP, enable_indexscan: query === null ? 'on' : 'off' });
  const text = `${FOUND} from search_entries e where ($14::tsquery is null or e.words @@ $14::tsquery) and ${FITS.replace('e.words @@ $1::tsquery', '(e.words @@ $1::tsquery) is true')}
    and ${BEFORE} and ${SINCE} ${NEWEST_FIRST} limit ${HITS + 1}`;
  const { rows } = await db.executeQuery<Found>(CompiledQuery.raw(text, values));
  return rows;
}
