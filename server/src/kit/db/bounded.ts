import { sql } from 'kysely';
import type { Database, Reader } from './database.ts';

const CANCELED = '57014';

/** Reading took longer than it was given, and was stopped. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

export type BoundedReading = <Result>(read: (db: Reader) => Promise<Result>) => Promise<Result>;

/** One plan serves every value, so that planning costs nothing from the second time on; parallel workers would take from others. */
const EACH = { plan_cache_mode: 'force_generic_plan', max_parallel_workers_per_gather: '0', jit: 'off' };

/**
 * For reading that can be expensive by what somebody asks: several statements in one look at the database, for which nothing changes
 * meanwhile. What comes when `atOnce` others run waits, so that there are connections left for everything else.
 * @param options.limitMs how long one statement may take; then all is stopped with `TookTooLong`
 */
export function createBoundedReading(
  db: Database,
  options: { limitMs: number; atOnce: number },
): BoundedReading {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function readOnce<Result>(read: (db: Reader) => Promise<Result>): Promise<Result> {
    const look = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
    return look.execute(async (reader) => {
      await settle(reader, { ...EACH, statement_timeout: String(options.limitMs) });
      return read(reader);
    });
  }

  return async (read) => {
    if (running >= options.atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await readOnce(read);
    } catch (error) {
      if ((error as { code?: unknown }).code === CANCELED) {
        throw new TookTooLong('Reading was stopped after its time.', { cause: error });
      }
      throw error;
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

/**
 * Reads under other settings of PostgreSQL than the rest of the transaction that `db` is.
 * @param settings written into the program, never taken from a request
 */
export async function readUnder<Result>(
  db: Reader,
  settings: Record<string, string>,
  read: () => Promise<Result>,
): Promise<Result> {
  await settle(db, settings);
  const result = await read();
  await sql
    .raw(
      Object.keys(settings)
        .map((name) => `set local ${name} = default`)
        .join('; '),
    )
    .execute(db);
  return result;
}

async function settle(db: Reader, settings: Record<string, string>): Promise<void> {
  await sql
    .raw(
      Object.entries(settings)
        .map(([name, value]) => `set local ${name} = '${value}'`)
        .join('; '),
    )
    .execute(db);
}
