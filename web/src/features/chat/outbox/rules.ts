import type { Problem } from '@footbridge/contract/kit/problem.ts';

/** What to do after a failed send: try again after a while (`afterMs` null: as long as we think right), wait for a sign-in, or give up. */
export type AfterFailure =
  | { do: 'retry'; afterMs: number | null }
  | { do: 'signIn' }
  | { do: 'giveUp'; why: string };

/** `problem` is null when no answer came: the message may or may not have arrived, and the same client id makes a retry safe. */
export function afterFailure(problem: Problem | null): AfterFailure {
  if (problem === null) return { do: 'retry', afterMs: null };
  if (problem.status === 401) return { do: 'signIn' };
  const passing = problem.status === 408 || problem.status === 429 || problem.status >= 500;
  return passing
    ? { do: 'retry', afterMs: problem.retryAfterMs ?? null }
    : { do: 'giveUp', why: problem.detail };
}

/** What was kept from longer ago is not sent unasked: the moment for saying it may be over. */
export const SENT_UNASKED_MS = 24 * 3_600_000;
