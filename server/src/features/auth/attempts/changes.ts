import { sql } from 'kysely';
import type { Clock } from '../../../kit/clock.ts';
import type { Database } from '../../../kit/db/database.ts';
import { refusal } from '../../../kit/http/problem.ts';
import {
  type AttemptLimit,
  INVITATIONS_PER_PERSON,
  SECRETS_PER_ADDRESS,
  addressKey,
  windowStart,
} from './rules.ts';

export interface Attempt {
  limit: AttemptLimit;
  /** The account or address that tries. */
  key: string;
}

interface AttemptContext {
  db: Database;
  clock: Clock;
}

/**
 * Counts attempts before they are made, and refuses those past a limit. One statement counts and answers, so a burst of parallel
 * attempts cannot slip past the number.
 */
export async function countAttempts(context: AttemptContext, attempts: Attempt[]): Promise<void> {
  const now = context.clock.now();
  for (const { limit, key } of attempts) {
    const start = windowStart(limit, now);
    const { rows } = await sql<{ count: number }>`
      insert into attempt_counters (key, window_start, count)
      values (${`${limit.name} ${key}`}, ${new Date(start).toISOString()}, 1)
      on conflict (key, window_start) do update set count = attempt_counters.count + 1
      returning count`.execute(context.db);
    if ((rows[0]?.count ?? 0) > limit.attempts) throw tooMany(limit, start + limit.windowMs - now);
  }
}

/** A secret of a link that somebody tries. */
export const countSecret = (context: AttemptContext, address: string) =>
  countAttempts(context, [{ limit: SECRETS_PER_ADDRESS, key: addressKey(address) }]);

/** An invitation that a person makes; each may be a mail to a stranger. */
export const countInvitation = (context: AttemptContext, personId: string) =>
  countAttempts(context, [{ limit: INVITATIONS_PER_PERSON, key: personId }]);

/** Takes counted attempts back: they succeeded, and only failures are held against anybody. */
export async function forgiveAttempts(context: AttemptContext, attempts: Attempt[]): Promise<void> {
  const now = context.clock.now();
  for (const { limit, key } of attempts) {
    await sql`
      update attempt_counters set count = greatest(count - 1, 0)
      where key = ${`${limit.name} ${key}`}
        and window_start = ${new Date(windowStart(limit, now)).toISOString()}`.execute(context.db);
  }
}

const tooMany = (limit: AttemptLimit, retryAfterMs: number) =>
  refusal(
    429,
    'tooManyAttempts',
    `That was tried too often. Nothing was changed. Wait ${Math.ceil(retryAfterMs / 60_000)} minutes, then try again.`,
    { limit: limit.attempts, retryAfterMs },
  );
