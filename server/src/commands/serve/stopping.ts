import type { Log } from '../../kit/log.ts';

/** Whoever stops a server waits no longer than this: what is not done by then is cut off. */
const STOP_WITHIN_MS = 4800;
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Runs until a signal asks to stop, then stops in order. A second signal ends the process at once. The embedded database survives a hard
 * end and is taken over by the next start.
 * @param start resolves, once everything runs, to what stops it
 */
export async function untilStopped(log: Log, start: () => Promise<() => Promise<void>>): Promise<void> {
  const asked = Promise.withResolvers<void>();
  let count = 0;
  const onSignal = (signal: NodeJS.Signals) => {
    count += 1;
    if (count > 1) process.exit(1);
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    asked.resolve();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    const stop = await start();
    await asked.promise;
    await stop();
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}
