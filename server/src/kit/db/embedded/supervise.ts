import { setTimeout as sleep } from 'node:timers/promises';
import { type Launch, launchPostmaster, type Postmaster, stopPostmaster, untilReady } from './postmaster.ts';

/** Where the supervisor tells what it does; a pino logger fits. */
export type EmbeddedLog = Record<'debug' | 'info' | 'warn' | 'error', (message: string) => void>;

export type Supervision = { stop(): Promise<void> };

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 5_000;

/**
 * Starts PostgreSQL again whenever it ends while we live, for ever, waiting 50 ms to 5 s between tries. The first
 * tries after a kill may fail while the dead one's backends still hold its shared memory.
 */
export function supervise(
  first: Postmaster,
  launch: Launch,
  log: EmbeddedLog,
  onRestart: () => void,
): Supervision {
  let current = first;
  const stopping = new AbortController();
  const watching = (async () => {
    for (;;) {
      const reason = await current.exited;
      if (stopping.signal.aborted) return;
      log.error(`The built-in database ended unexpectedly (${reason}); starting it again.`);
      const next = await startAgain(launch, log, stopping.signal, (tried) => (current = tried));
      if (!next) return;
      log.warn('The built-in database accepts connections again.');
      onRestart();
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await stopPostmaster(current);
      await watching;
    },
  };
}

async function startAgain(
  launch: Launch,
  log: EmbeddedLog,
  stopping: AbortSignal,
  onTry: (postmaster: Postmaster) => void,
): Promise<boolean> {
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
    await sleep(delay, undefined, { signal: stopping }).catch(() => undefined);
    if (stopping.aborted) return false;
    const failure = await tryOnce(launch, log, onTry);
    if (stopping.aborted) return false;
    if (failure === undefined) return true;
    log.error(`The built-in database did not start again (${failure}); trying on.`);
  }
}

/** Resolves with the reason when it failed. Also one that node throws (no memory, no more processes) may pass. */
async function tryOnce(
  launch: Launch,
  log: EmbeddedLog,
  onTry: (postmaster: Postmaster) => void,
): Promise<string | undefined> {
  try {
    const tried = launchPostmaster(launch, (line) => logPostgresLine(log, line));
    onTry(tried);
    return await untilReady(tried, launch.clusterDirectory);
  } catch (error) {
    return String(error);
  }
}

/** Passes on what PostgreSQL wrote, at a level of ours: its everyday news are debug lines for the operator. */
export function logPostgresLine(log: EmbeddedLog, line: string): void {
  if (/^\s*(?:PANIC|FATAL):/.test(line)) log.warn(`PostgreSQL: ${line}`);
  else log.debug(`PostgreSQL: ${line}`);
}
