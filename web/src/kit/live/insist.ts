import { ProblemError } from '../api/problemError.ts';
import { retryDelay } from './backoff.ts';
import type { Clock } from './clock.ts';

/** The server answered and will answer so again: trying on is of no use. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof ProblemError && error.problem.status < 500 && error.problem.status !== 429;

export const isSignedOut = (error: unknown): boolean =>
  error instanceof ProblemError && error.problem.status === 401;

export interface Insistence {
  clock: Clock;
  random: () => number;
  /** Called before each pause; false gives up. */
  goOn: () => boolean;
}

/** Tries until it works, with growing pauses. Throws what the server refused with, or the last failure when told to give up. */
export async function insist<T>(work: () => Promise<T>, { clock, random, goOn }: Insistence): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (isRefusal(error) || !goOn()) throw error;
      await new Promise<void>((resolve) => {
        clock.after(retryDelay(attempt, random), resolve);
      });
    }
  }
}
