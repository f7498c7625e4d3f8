import { sql } from 'kysely';
import { readUnder } from '../../../kit/db/bounded.ts';
import type { Reader } from '../../../kit/db/database.ts';
import { MENDED_MIN, isSlipOf } from './rules.ts';

const PARTS_MAX = 50;
/** Trigrams need three letters. */
const PART_MIN = 3;
const CANDIDATES_MAX = 200;
const MENDED_MAX = 10;

/** Words that hold `part` anywhere, the most frequent first. Whoever asks must not learn of words that stand nowhere they may read. */
export async function listWordsWith(db: Reader, part: string): Promise<string[]> {
  if (Array.from(part).length < PART_MIN) return [];
  const { rows } = await sql<{ word: string }>`
    select word from search_words where word like ${`%${part}%`} and word <> ${part} and word not like '~%' order by entries desc, word limit ${PARTS_MAX}`.execute(
    db,
  );
  return rows.map((row) => row.word);
}

/** Words that may have been meant. Whoever asks must not learn of words that stand nowhere they may read. */
export async function listWordsLike(db: Reader, written: string): Promise<string[]> {
  if (Array.from(written).length < MENDED_MIN) return [];
  // A swapped pair in a short word leaves few trigrams in common.
  const query = sql<{ word: string }>`
    select word from search_words where word % ${written} and word not like '~%' order by similarity(word, ${written}) desc, entries desc, word limit ${CANDIDATES_MAX}`;
  const { rows } = await readUnder(db, { 'pg_trgm.similarity_threshold': '0.2' }, () => query.execute(db));
  return rows
    .map((row) => row.word)
    .filter((word) => isSlipOf(written, word))
    .slice(0, MENDED_MAX);
}
