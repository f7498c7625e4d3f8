import type pg from 'pg';
import { vi } from 'vitest';

/** Told apart from what people change: counters of attempts, and what search makes of messages by itself in the background. */
const BESIDE = ['attempt_counters', 'search_entries', 'search_words', 'search_queue', 'migrations'];
/** Written when a credential is used. */
const USE = ['last_used_at', 'expires_at'];

/** What was begun earlier and goes on in the background writes, too: first all of it must be over. */
async function untilQuiet(pool: pg.Pool): Promise<void> {
  const busy = async () => {
    const { rows } = await pool.query<{ busy: boolean }>(`
      select exists (select from imports where state in ('waiting', 'running')) or exists (select from search_queue)
        or exists (select from graphile_worker.jobs where attempts < max_attempts and run_at <= now()) as busy`);
    return rows[0]?.busy;
  };
  await vi.waitUntil(async () => !(await busy()), { timeout: 60_000, interval: 50 });
}

/** One number per table that changes with any row of it. */
export async function digestTables(pool: pg.Pool): Promise<Map<string, string>> {
  await untilQuiet(pool);
  const { rows: tables } = await pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and not tablename = any($1) order by 1",
    [BESIDE],
  );
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, (select md5(coalesce(string_agg(r, '' order by r), '')) from (select (to_jsonb(t) - $1::text[])::text as r from "${name}" t) rows) as digest`,
  );
  const { rows } = await pool.query<{ name: string; digest: string }>(parts.join(' union all '), [USE]);
  return new Map(rows.map((row) => [row.name, row.digest]));
}

export const changedTables = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...after].flatMap(([name, digest]) => (before.get(name) === digest ? [] : [name]));
