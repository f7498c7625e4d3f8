import { sql } from 'kysely';
import type { Reader } from '../../../kit/db/database.ts';
import { readableSpaces } from '../../spaces/access.ts';
import type { Frequency, Sought } from '../asking/rules.ts';

/** What one person may read: which spaces, and each from which position on. */
export interface Readable {
  spaces: Map<string, number>;
  /** How many messages they hold at most. */
  size: number;
}

export async function readReadable(db: Reader, personId: string): Promise<Readable> {
  const { rows } = await sql<{ space_id: string; visible_from: number; last_seq: number }>`
    select r.space_id, r.visible_from, f.last_seq from (${readableSpaces(personId)}) r join feeds f on f.id = r.space_id`.execute(
    db,
  );
  return {
    spaces: new Map(rows.map((row) => [row.space_id, row.visible_from])),
    size: rows.reduce((sum, row) => sum + row.last_seq, 0),
  };
}

/** All that is kept for searching, whoever may read it. */
export interface Store {
  entries: number;
  /** False while very many are being loaded and the indexes are not there. */
  walkable: boolean;
  /** ISO 8601: when the first and the last of the messages were written; null where there are none or it would take long to find out. */
  first: string | null;
  last: string | null;
}

export async function readStore(db: Reader): Promise<Store> {
  const { rows } = await sql<Store>`
    select indexed.walkable, greatest(1, (select reltuples from pg_class where oid = 'search_entries'::regclass))::float8 as entries,
      case when indexed.walkable then (select created_at from search_entries order by created_at, message_id limit 1) end as first,
      case when indexed.walkable then (select created_at from search_entries order by created_at desc, message_id desc limit 1) end as last
    from (select to_regclass('search_entries_newest') is not null and to_regclass('search_entries_space') is not null
      and to_regclass('search_entries_author') is not null and to_regclass('search_entries_words') is not null as walkable) indexed`.execute(
    db,
  );
  return rows[0] ?? { entries: 1, walkable: false, first: null, last: null };
}

/** As many words as are counted of those with one beginning, and as many as are then asked for one by one: that is faster than asking for the beginning. */
const BEGUN_COUNTED = 500;
const BEGUN_ASKED = 40;

/** A word of a term, or one that may stand for it. */
interface Counted {
  place: number;
  word: string;
  open: boolean;
  other: boolean;
}

const wordsOf = (term: Sought, place: number): Counted[] => [
  ...term.words.map((word, at) => ({
    place,
    word,
    open: term.open && at === term.words.length - 1,
    other: false,
  })),
  ...term.others.map((word) => ({ place, word, open: false, other: true })),
];

export async function readFrequencies(db: Reader, terms: Sought[], store: Store): Promise<Frequency[]> {
  const words = terms.flatMap(wordsOf);
  if (words.length === 0) return [];
  const { rows } = await sql<CountRow>`
    select coalesce(sum(found.entries), 0)::float8 as entries, count(*) = ${BEGUN_COUNTED} as more, case when asked.open and count(*) <= ${BEGUN_ASKED} then coalesce(array_agg(found.word) filter (where found.word is not null), '{}') end as begun
    from unnest(${words.map(({ word }) => word)}::text[], ${words.map(({ open }) => open)}::boolean[]) with ordinality asked(word, open, place)
    left join lateral (
      select w.word, w.entries from search_words w
      where w.word >= asked.word collate "C" and w.word <= case when asked.open then asked.word || U&'\\+10FFFF' else asked.word end collate "C" limit ${BEGUN_COUNTED}) found on true
    group by asked.place, asked.open order by asked.place`.execute(db);
  return terms.map((term, place) => {
    const of = (other: boolean) =>
      rows.filter((_, at) => words[at]?.place === place && words[at].other === other);
    return toFrequency(term, of(false), of(true), store);
  });
}

interface CountRow {
  entries: number;
  /** There are more words with this beginning than were counted. */
  more: boolean;
  begun: string[] | null;
}

/** A beginning of very many words stands nearly everywhere. */
const EVERYWHERE = 0.3;

function toFrequency(term: Sought, counted: CountRow[], other: CountRow[], store: Store): Frequency {
  const own = counted.map(({ entries, more, begun }) => ({
    begun,
    entries: more ? Math.max(entries, store.entries * EVERYWHERE) : entries,
  }));
  const others = other.reduce((sum, row) => sum + row.entries, 0);
  const entries = Math.min(...own.map((row) => row.entries)) + others;
  const together =
    own.reduce((product, row) => product * Math.min(1, row.entries / store.entries), store.entries) + others;
  // While very many are being loaded, their words are not counted yet.
  const begun = store.walkable ? (own.at(-1)?.begun ?? null) : null;
  return { term, entries, together, begun };
}
