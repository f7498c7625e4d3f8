import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { clearLeftovers } from './clearLeftovers.ts';
import { type DatabaseUser, spawnOptionsFor } from './databaseUser.ts';
import { readPostmasterFile } from './postmasterFile.ts';
import { processIdentity } from './processIdentity.ts';

/** A running main process of PostgreSQL. `exited` resolves with the reason, e.g. `signal SIGKILL`, and never rejects. */
export type Postmaster = { pid: number; exited: Promise<string> };

/** How this data directory's PostgreSQL is started, each time. */
export type Launch = {
  program: string;
  args: string[];
  clusterDirectory: string;
  socketDirectory: string;
  user: DatabaseUser;
};

const STOP_FAST_MS = 3_000;
const STOP_IMMEDIATE_MS = 6_000;
const LAST_LINES_MS = 100;
const WATCH_MS = 100;

/** Starts PostgreSQL. `onLine` gets what it writes, a line at a time. */
export function launchPostmaster(launch: Launch, onLine: (line: string) => void): Postmaster {
  clearLeftovers(launch);
  const child = spawn(launch.program, launch.args, {
    ...spawnOptionsFor(launch.user),
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own session: Ctrl-C in a terminal must reach the server alone, which then ends the database last.
    detached: true,
  });
  createInterface({ input: child.stderr }).on('line', onLine);
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => {
      const how = signal ? `signal ${signal}` : `exit code ${code}`;
      // 'close' brings the last lines, but waits for every backend that still holds the other end of the pipe.
      child.once('close', () => resolve(how));
      setTimeout(resolve, LAST_LINES_MS, how);
    });
  });
  return { pid: child.pid ?? 0, exited };
}

/** Takes charge of a PostgreSQL that an earlier, killed server left running; it is no child of ours, so we look. */
export function adoptPostmaster(pid: number): Postmaster {
  const identity = processIdentity(pid);
  const exited = new Promise<string>((resolve) => {
    const timer = setInterval(() => {
      if (identity !== undefined && processIdentity(pid) === identity) return;
      clearInterval(timer);
      resolve('it was adopted, so how it ended is unknown');
    }, WATCH_MS);
  });
  return { pid, exited };
}

/** Waits until PostgreSQL accepts connections, crash recovery included; resolves with the reason if it exits instead. */
export async function untilReady(
  postmaster: Postmaster,
  clusterDirectory: string,
): Promise<string | undefined> {
  const waiting = new AbortController();
  const ready = (async () => {
    while (!waiting.signal.aborted) {
      const file = readPostmasterFile(clusterDirectory);
      if (file?.ready && file.pid === postmaster.pid) return undefined;
      await sleep(5);
    }
    return undefined;
  })();
  const outcome = await Promise.race([ready, postmaster.exited]);
  waiting.abort();
  return outcome;
}

/** Ends PostgreSQL: cleanly (transactions roll back, checkpoint), after 3 s at once, which recovery repairs later. */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  // A process that is gone must not be signalled: its pid may be somebody else's by now.
  if (await exitsWithin(postmaster, 0)) return;
  send(postmaster, 'SIGINT');
  if (await exitsWithin(postmaster, STOP_FAST_MS)) return;
  send(postmaster, 'SIGQUIT');
  if (await exitsWithin(postmaster, STOP_IMMEDIATE_MS)) return;
  send(postmaster, 'SIGKILL');
  await postmaster.exited;
}

async function exitsWithin(postmaster: Postmaster, ms: number): Promise<boolean> {
  const timeout = new AbortController();
  const late = sleep(ms, false, { signal: timeout.signal }).catch(() => false);
  const inTime = await Promise.race([postmaster.exited.then(() => true), late]);
  timeout.abort();
  return inTime;
}

function send({ pid }: Postmaster, signal: NodeJS.Signals): void {
  try {
    if (pid > 0) process.kill(pid, signal);
  } catch {
    // It ended by itself a moment ago; `exited` tells.
  }
}
