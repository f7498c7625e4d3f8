import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from '../../kit/context.ts';
import { runNextImport } from './changes.ts';
import { removeStrayUploads } from './upload/changes.ts';

/** How soon an import begins after its upload. Looking for one costs a fraction of a millisecond. */
const PAUSE_MS = 500;
const PAUSE_AFTER_ERROR_MS = 5000;
const STOP_WITHIN_MS = 2000;

/**
 * Runs the imports that wait, for as long as the server runs; those that an earlier process left half done come first. It looks by itself
 * instead of being told, so a process that was killed needs nobody to remember what it was doing.
 * @returns stops it: an import that is under way is broken off between two messages, and gone on with at the next start
 */
export function startImporting(context: Context): () => Promise<void> {
  const stopping = new AbortController();
  const running = keepImporting(context, stopping.signal);
  return async () => {
    stopping.abort();
    // A statement that is under way cannot be broken off; the database undoes it when the process has gone.
    await Promise.race([running, wait(STOP_WITHIN_MS, undefined, { ref: false })]);
  };
}

async function keepImporting(context: Context, signal: AbortSignal): Promise<void> {
  const { db, pool, log, dataDirectory } = context;
  await removeStrayUploads(dataDirectory, context.clock.now(), async (storedAt) => {
    const row = await db
      .selectFrom('imports')
      .select('id')
      .where('stored_at', '=', storedAt)
      .where('state', 'in', ['waiting', 'running'])
      .executeTakeFirst();
    return row !== undefined;
  }).catch(() => undefined);
  while (!signal.aborted) {
    let pauseMs = PAUSE_MS;
    try {
      if (await runNextImport({ context, pool, log, dataDirectory, signal })) pauseMs = 0;
    } catch (error) {
      if (!signal.aborted) {
        log.warn({ reason: (error as Error).message }, 'imports could not be looked at; trying again');
      }
      pauseMs = PAUSE_AFTER_ERROR_MS;
    }
    await wait(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
