import { CompiledQuery, sql } from 'kysely';
import { readUnder } from '../../../kit/db/bounded.ts';
import type { Reader } from '../../../kit/db/database.ts';
import { type Readable, type Store, readFrequencies } from '../terrain/queries.ts';
import {
  type Frequency,
  HITS,
  MERGED_MAX,
  type Sought,
  type Terrain,
  type Way,
  inMonths,
  indexQuery,
  planWays,
  wholeQuery,
} from './rules.ts';

/** What narrows messages down besides their words; null where anything goes. */
export interface Narrowed {
  authors: string[] | null;
  notAuthors: string[] | null;
  /** ISO 8601: written then or later. */
  since: string | null;
  /** Marks that a message carries or, negated, does not. */
  marks: Sought[];
  reaction: boolean | null;
  thread: boolean | null;
}

export interface Asked {
  terms: Sought[];
  store: Store;
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

/** The order of the indexes is the order asked for, and reading stops when the page is full. */
const WALK = { enable_sort: 'off', enable_bitmapscan: 'off', enable_seqscan: 'off' };
/** Reading in the order of an index would look at entries one by one until enough fit: that has been tried. */
const LOOK_UP = { enable_indexscan: 'off', enable_seqscan: 'off' };
/** Without words the filters say which index is best. */
const BY_FILTERS = { plan_cache_mode: 'force_custom_plan', random_page_cost: '0.1', seq_page_cost: '0.1' };

/** The newest messages that fit, newest first: a page and one more when there are more. */
export async function findNewest(db: Reader, asked: Asked): Promise<Found[]> {
  const frequencies = await readFrequencies(db, [...asked.terms, ...asked.narrowed.marks], asked.store);
  let found: Found[] = [];
  for (const way of planWays(terrainOf(asked), frequencies, asked.upTo.at)) {
    // Each way is tried only when the one before did not fill the page.
    found = await tryWay(db, asked, way, frequencies);
    if (found.length > HITS || (way.kind === 'newest' && (await sawAll(db, asked, way)))) break;
  }
  return found;
}

/** What one way finds. All ways find the same, as far as they look. */
export const tryWay = (db: Reader, asked: Asked, way: Way, frequencies: Frequency[]): Promise<Found[]> =>
  way.kind === 'newest' ? walk(db, asked, way) : lookUp(db, asked, way, indexQuery(frequencies));

function terrainOf({ store, readable, narrowed }: Asked): Terrain {
  const thinning = [narrowed.reaction, narrowed.thread].filter((wanted) => wanted === true).length;
  return {
    ...store,
    readable: readable.size,
    spaces: readable.spaces.size,
    authors: narrowed.authors?.length ?? 0,
    thinning,
  };
}

/** Over the entry `e`: what must hold. Parameters $1 to $9 are those of `valuesOf`. */
const READABLE = `e.space_id = any($2::uuid[])`;
const FITS = `($4::boolean or e.seq >= ($3::bigint[])[array_position($2::uuid[], e.space_id)])
  and ($5::uuid[] is null or e.author_id = any($5::uuid[])) and ($6::uuid[] is null or e.author_id <> all($6::uuid[]))`;
const BEFORE = '(created_at, message_id) < ($7::timestamptz, $8::uuid)';
const SINCE = "created_at >= coalesce($9::timestamptz, '-infinity')";
const NEWEST_FIRST = 'order by created_at desc, message_id desc';
const FOUND = `select e.message_id, to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`;
const REACTION = 'exists (select from reactions r where r.message_id = e.message_id)';
const THREAD = 'exists (select from threads t where t.root_id = e.message_id and t.replies > 0)';

function valuesOf({ terms, readable, narrowed, upTo }: Asked): unknown[] {
  const froms = [...readable.spaces.values()];
  const whole = froms.every((from) => from === 0);
  const { authors, notAuthors, marks, since } = narrowed;
  return [
    wholeQuery([...terms, ...marks]),
    [...readable.spaces.keys()],
    froms,
    whole,
    authors,
    notAuthors,
    upTo.at,
    upTo.messageId,
    since,
  ];
}

const walkTexts = new Map<string, string>();

/** A branch for each of up to `size` spaces or authors, which PostgreSQL merges newest first and reads no further than it must. */
function walkText(column: 'space_id' | 'author_id' | null, size: number): string {
  const key = `${column} ${size}`;
  const columns = 'message_id, space_id, seq, author_id, created_at, words';
  const branch = (at: number) =>
    `(select ${columns} from search_entries where ${column} = ($13::uuid[])[${at}] and ${BEFORE} and ${SINCE} ${NEWEST_FIRST})`;
  const entries =
    column === null
      ? `select ${columns} from search_entries where ${BEFORE} and ${SINCE}`
      : `select * from (${Array.from({ length: size }, (_, at) => branch(at + 1)).join(' union all ')}) merged`;
  const text =
    walkTexts.get(key) ??
    `${FOUND} from (${entries} ${NEWEST_FIRST} limit $10) e where ($1::tsquery is null or e.words @@ $1::tsquery) and ${READABLE} and ${FITS}
    and ($11::boolean is null or $11::boolean = ${REACTION}) and ($12::boolean is null or $12::boolean = ${THREAD}) limit ${HITS + 1}`;
  walkTexts.set(key, text);
  return text;
}

const COLUMNS = { spaces: 'space_id', authors: 'author_id', all: null } as const;

function keysOf(asked: Asked, of: keyof typeof COLUMNS): string[] | null {
  if (of === 'all') return null;
  return of === 'spaces' ? [...asked.readable.spaces.keys()] : (asked.narrowed.authors ?? []);
}

async function walk(
  db: Reader,
  asked: Asked,
  { of, rows: limit }: Extract<Way, { kind: 'newest' }>,
): Promise<Found[]> {
  const keys = keysOf(asked, of);
  // A few sizes, so that a few statements stay prepared; the branches left over get null and find nothing.
  const size = keys === null ? 0 : ([1, 4, 16, MERGED_MAX].find((one) => one >= keys.length) ?? MERGED_MAX);
  const branches = keys === null ? [] : [Array.from({ length: size }, (_, at) => keys[at] ?? null)];
  const values = [...valuesOf(asked), limit, asked.narrowed.reaction, asked.narrowed.thread, ...branches];
  const { rows } = await readUnder(db, WALK, () =>
    db.executeQuery<Found>(CompiledQuery.raw(walkText(COLUMNS[of], size), values)),
  );
  return rows;
}

/** Whether a walk that did not fill the page came to the end, so that there is nothing else to find. */
async function sawAll(
  db: Reader,
  asked: Asked,
  { of, rows: limit }: Extract<Way, { kind: 'newest' }>,
): Promise<boolean> {
  const among =
    COLUMNS[of] === null ? sql`` : sql`${sql.ref(COLUMNS[of])} = any(${keysOf(asked, of)}::uuid[]) and`;
  const { at, messageId } = asked.upTo;
  const { rows } = await sql<{ met: number }>`
    select count(*)::int as met from (select from search_entries where ${among} (created_at, message_id) < (${at}::timestamptz, ${messageId}::uuid)
      and created_at >= coalesce(${asked.narrowed.since}::timestamptz, '-infinity') limit ${limit}) walked`.execute(
    db,
  );
  return (rows[0]?.met ?? limit) < limit;
}

/** By the index of words, and of spaces where that helps; without words by whatever index the filters suggest. */
async function lookUp(
  db: Reader,
  asked: Asked,
  { months, bySpaces }: Extract<Way, { kind: 'indexed' }>,
  query: string | null,
): Promise<Found[]> {
  const { reaction, thread } = asked.narrowed;
  // Written out, so that few messages with a reaction can be where the search begins.
  const held = [
    reaction === null ? '' : `and ${reaction ? '' : 'not '}${REACTION}`,
    thread === null ? '' : `and ${thread ? '' : 'not '}${THREAD}`,
  ].join(' ');
  // `is true` keeps a condition from being looked up in an index: all that is before a time is most of everything.
  const unlooked = (condition: string) => (query === null ? condition : `(${condition}) is true`);
  const readable = bySpaces ? READABLE : unlooked(READABLE);
  const text = `${FOUND} from search_entries e where ($10::tsquery is null or e.words @@ $10::tsquery) and ($1::tsquery is null or (e.words @@ $1::tsquery) is true)
    and ${readable} and ${FITS} ${held} and ${unlooked(BEFORE)} and ${unlooked(SINCE)} ${NEWEST_FIRST} limit ${HITS + 1}`;
  const found = CompiledQuery.raw(query === null ? text : text.replace('$10::tsquery is null or ', ''), [
    ...valuesOf(asked),
    query === null ? null : inMonths(query, months),
  ]);
  const { rows } = await readUnder(db, query === null ? BY_FILTERS : LOOK_UP, () =>
    db.executeQuery<Found>(found),
  );
  return rows;
}
