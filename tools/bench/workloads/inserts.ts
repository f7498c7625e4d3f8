import { randomUUID } from 'node:crypto';
import { bodyOf } from '../dataset/plan.ts';
import { anyOf, seeded } from '../dataset/random.ts';
import { sentence } from '../dataset/words.ts';
import type { Environment } from '../environment.ts';

const TEXT = `insert into bench_inserts (id, space_id, seq, author_id, organisation_id, author_role, client_id, source, body, created_at)
  values ($1, $2, $3, $4, $5, 'member', $6, $7, $8, now())`;

/** Inserts rows one by one until it is over, waiting for the disk each time. @returns how many; `spans` gets how long each took, in ms */
export type Insert = (isOver: () => boolean, spans?: number[]) => Promise<number>;

/** The floor of posting: single-row inserts into a table with the same columns and indexes as that of the messages. */
export async function withInserts(
  environment: Environment,
  work: (insert: Insert) => Promise<void>,
): Promise<void> {
  const { pool } = environment;
  const { spaces, people, organisations, words } = await environment.dataset();
  const random = seeded(11);
  let seq = 0;
  await pool.query('create table bench_inserts (like messages including defaults including indexes)');
  try {
    await work(async (isOver, spans = []) => {
      const client = await pool.connect();
      let count = 0;
      try {
        for (; !isOver(); count += 1) {
          const source = sentence(words, random).slice(0, 250);
          const values = [
            randomUUID(),
            anyOf(spaces, random).id,
            (seq += 1),
            people[0]?.id,
            organisations[0],
            randomUUID(),
            source,
            bodyOf(source),
          ];
          const started = performance.now();
          await client.query({ name: 'bench_insert', text: TEXT, values });
          spans.push(performance.now() - started);
        }
      } finally {
        client.release();
      }
      return count;
    });
  } finally {
    await pool.query('drop table bench_inserts');
  }
}
