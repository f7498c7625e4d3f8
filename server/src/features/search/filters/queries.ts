import { sql } from 'kysely';
import type { Reader } from '../../../kit/db/database.ts';
import type { Narrowed } from '../asking/queries.ts';
import type { Sought } from '../asking/rules.ts';
import { type Filter, readDays } from '../rules.ts';
import type { Readable } from '../terrain/queries.ts';
import { FILE_MARK, LINK_MARK } from '../words/rules.ts';
import { namePattern } from './rules.ts';

/** What the filters leave; nothing at all when one of them fits nobody and nothing. */
export interface Filtered {
  narrowed: Narrowed;
  readable: Readable;
  /** ISO 8601: written before this. */
  before: string | null;
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Several `from:` or `in:` mean any of them; everything else must hold together. */
export async function readFilters(
  db: Reader,
  personId: string,
  filters: Filter[],
  readable: Readable,
): Promise<Filtered | undefined> {
  const of = (key: Filter['key'], negated: boolean) =>
    filters.filter((filter) => filter.key === key && filter.negated === negated);
  const has = readHas(filters);
  const days = await readBounds(db, personId, filters);
  if (has === undefined || days === undefined) return undefined;
  const spaces = await pickSpaces(db, personId, readable, of('in', false), of('in', true));
  const authors = of('from', false).length === 0 ? null : await listAuthors(db, personId, of('from', false));
  const notAuthors = of('from', true).length === 0 ? null : await listAuthors(db, personId, of('from', true));
  if (spaces.spaces.size === 0 || authors?.length === 0) return undefined;
  return {
    readable: spaces,
    before: days.before,
    narrowed: { authors, notAuthors, since: days.since, ...has },
  };
}

const HAS = ['link', 'file', 'reaction', 'thread'] as const;
const MARKS = { link: LINK_MARK, file: FILE_MARK };

/** Undefined for what no message has, and for what one would have to have and not to have. */
function readHas(filters: Filter[]): Pick<Narrowed, 'marks' | 'reaction' | 'thread'> | undefined {
  const has: Partial<Record<(typeof HAS)[number], boolean>> = {};
  for (const { value, negated } of filters.filter(({ key }) => key === 'has')) {
    const kind = HAS.find((one) => value.toLowerCase() === one || value.toLowerCase() === `${one}s`);
    if (kind === undefined || has[kind] === negated) return undefined;
    has[kind] = !negated;
  }
  const marks = (['link', 'file'] as const)
    .filter((kind) => has[kind] !== undefined)
    .map((kind) => markTerm(MARKS[kind], has[kind] === true));
  return { marks, reaction: has.reaction ?? null, thread: has.thread ?? null };
}

const markTerm = (mark: string, wanted: boolean): Sought => ({
  written: '',
  words: [mark],
  negated: !wanted,
  exact: true,
  open: false,
  part: false,
  others: [],
  mended: false,
});

/** Days begin and end where the person who asks lives. A day itself is neither before nor after itself. */
async function readBounds(
  db: Reader,
  personId: string,
  filters: Filter[],
): Promise<{ since: string | null; before: string | null } | undefined> {
  const bounds = filters.flatMap(({ key, value, negated }) =>
    key === 'before' || key === 'after' ? [{ key, negated, days: readDays(value) }] : [],
  );
  if (bounds.length === 0) return { since: null, before: null };
  const since: string[] = [];
  const before: string[] = [];
  for (const { key, negated, days } of bounds) {
    if (days === undefined) return undefined;
    const day = key === 'before' ? days.first : days.next;
    ((key === 'before') === negated ? since : before).push(day);
  }
  const { rows } = await sql<{ since: string | null; before: string | null }>`
    select (select max(day::date::timestamp at time zone p.time_zone) from unnest(${since}::text[]) day) as since,
      (select min(day::date::timestamp at time zone p.time_zone) from unnest(${before}::text[]) day) as before
    from people p where p.id = ${personId}`.execute(db);
  return rows[0];
}

/** Somebody or something goes by id or by name, as it is mentioned in a text or not. */
function readNames(filters: Filter[]): { ids: string[]; patterns: string[] } {
  const ids = filters.filter(({ value }) => ID.test(value)).map(({ value }) => value);
  const named = filters.filter(({ value }) => !ID.test(value));
  return {
    ids,
    patterns: named.flatMap(({ value, exact }) => namePattern(value, exact ? 'whole' : 'begun') ?? []),
  };
}

/**
 * People whose name has words beginning with these, in order; `me` is whoever asks. No need to ask who sees whom: what they wrote is
 * shown only where it may be read, and nothing else tells whether they exist.
 */
async function listAuthors(db: Reader, personId: string, filters: Filter[]): Promise<string[]> {
  const others = filters.filter(({ value }) => value.toLowerCase() !== 'me');
  const { ids, patterns } = readNames(others);
  const { rows } = await sql<{ id: string }>`
    select p.id from unnest(${patterns}::text[]) pattern join people p on search_fold(p.name) ~ pattern
    union select id from people where id = any(${ids}::uuid[])`.execute(db);
  const own = others.length < filters.length ? [personId] : [];
  return [...new Set([...own, ...rows.map((row) => row.id)])];
}

/** Of the readable spaces those that are named, or all, without those that are excluded. A direct space goes by its other people. */
async function pickSpaces(
  db: Reader,
  personId: string,
  readable: Readable,
  named: Filter[],
  excluded: Filter[],
): Promise<Readable> {
  if (named.length + excluded.length === 0) return readable;
  const wanted = named.length === 0 ? undefined : await listNamed(db, personId, readable, named);
  const unwanted = excluded.length === 0 ? undefined : await listNamed(db, personId, readable, excluded);
  const spaces = [...readable.spaces].filter(
    ([id]) => (wanted?.has(id) ?? true) && !(unwanted?.has(id) ?? false),
  );
  const { rows } = await sql<{
    size: number;
  }>`select coalesce(sum(last_seq), 0)::float8 as size from feeds where id = any(${spaces.map(([id]) => id)}::uuid[])`.execute(
    db,
  );
  return { spaces: new Map(spaces), size: rows[0]?.size ?? 0 };
}

async function listNamed(
  db: Reader,
  personId: string,
  readable: Readable,
  filters: Filter[],
): Promise<Set<string>> {
  const { ids, patterns } = readNames(filters);
  const { rows } = await sql<{ id: string }>`
    select s.id from spaces s where s.id = any(${[...readable.spaces.keys()]}::uuid[]) and (s.id = any(${ids}::uuid[]) or search_fold(s.name) ~ any(${patterns}::text[])
      or (s.kind = 'direct' and exists (select from memberships m join people p on p.id = m.person_id
        where m.space_id = s.id and m.to_seq is null and m.person_id <> ${personId} and search_fold(p.name) ~ any(${patterns}::text[]))))`.execute(
    db,
  );
  return new Set(rows.map((row) => row.id));
}
