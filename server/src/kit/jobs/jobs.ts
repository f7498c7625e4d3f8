import { sql, type Transaction } from 'kysely';
import * as z from 'zod/mini';
import type { Context } from '../context.ts';
import type { Tables } from '../db/tables.ts';

/** Work done later, by this process or another on the same database: at least once, tried again with growing pauses when it fails. */
export interface Job {
  name: string;
  /** When it runs by itself: minute, hour, day, month, weekday as in crontab, in UTC. */
  cron?: string;
  /** @param jobId the same at every attempt, so that what is done twice can be recognised */
  run(context: Context, payload: unknown, jobId: string): Promise<void>;
}

/** Declares a job whose payload has a shape; a payload of another shape fails at once. */
export function job<Shape extends z.core.$ZodType>(
  name: string,
  payload: Shape,
  run: (context: Context, payload: z.infer<Shape>, jobId: string) => Promise<void>,
): Job {
  return { name, run: async (context, given, jobId) => run(context, z.parse(payload, given), jobId) };
}

/** Declares a job that runs by the clock. */
export function timedJob(name: string, cron: string, run: (context: Context) => Promise<void>): Job {
  return { name, cron, run };
}

/**
 * Puts a job into the queue in the caller's transaction: it exists when the change does, and never without it.
 * @param payload JSON; it is gone from the database once the job is done
 * @param options.attempts how often it is tried before it is left alone (default 25, over about three days)
 */
export async function addJob(
  db: Transaction<Tables>,
  name: string,
  payload: object,
  options: { attempts?: number } = {},
): Promise<void> {
  await sql`
    select graphile_worker.add_job(${name}, payload => ${JSON.stringify(payload)}::json,
      max_attempts => ${options.attempts ?? 25}::int)`.execute(db);
}
