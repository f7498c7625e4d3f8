import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from '../../../kit/context.ts';
import { mendSuspended } from '../changes.ts';
import { indexQueued } from './changes.ts';

/** What is posted is found after this and the time of a transaction. Looking into an empty queue costs a fraction of a millisecond. */
const PAUSE_MS = 120;
/** Under load: what is posted meanwhile goes together, which is cheaper than each for itself. */
const PAUSE_BETWEEN_MS = 250;
const PAUSE_AFTER_ERROR_MS = 2000;
const MEND_EVERY_MS = 60_000;

/**
 * Keeps what is searched up to date for as long as the server runs. It looks by itself instead of being told: other processes post,
 * import and remove too.
 * @returns stops it, after the batch that is under way
 */
export function startIndexing(context: Pick<Context, 'db' | 'log'>): () => Promise<void> {
  const stopping = new AbortController();
  const running = keepIndexing(context, stopping.signal);
  return async () => {
    stopping.abort();
    await running;
  };
}

async function keepIndexing({ db, log }: Pick<Context, 'db' | 'log'>, signal: AbortSignal): Promise<void> {
  let mendedAt = -Infinity;
  while (!signal.aborted) {
    let pauseMs = PAUSE_MS;
    try {
      if (performance.now() - mendedAt > MEND_EVERY_MS) {
        await mendSuspended(db);
        mendedAt = performance.now();
      }
      if ((await indexQueued(db)) > 0) pauseMs = PAUSE_BETWEEN_MS;
    } catch (error) {
      if (!signal.aborted) {
        log.warn(
          { reason: (error as Error).message },
          'new messages could not be made findable; trying again',
        );
      }
      pauseMs = PAUSE_AFTER_ERROR_MS;
    }
    await wait(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
