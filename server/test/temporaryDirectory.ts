import { chmodSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { commandLineOf, processIdentity } from '../src/kit/db/embedded/processIdentity.ts';

const PREFIX = 'footbridge-test-';

/** As root not below a TMPDIR of root's alone, where the user that the database runs as could not follow. */
export const TEMPORARY_PARENT = process.getuid?.() === 0 ? '/tmp' : tmpdir();

/** A directory for the running test, removed after it. */
export function makeTemporaryDirectory(): string {
  const directory = makeOwnDirectory();
  onTestFinished(() => removeDirectory(directory));
  return directory;
}

/**
 * A directory that says whose it is: by pid and start time, which no other process has, the next run knows what a
 * killed one left. Others may pass through it, as the database user has to.
 */
export function makeOwnDirectory(): string {
  const directory = mkdtempSync(
    join(TEMPORARY_PARENT, `${PREFIX}${process.pid}-${startTicks(process.pid)}-`),
  );
  chmodSync(directory, 0o711);
  return directory;
}

/** Removes a directory and ends the databases that still run in it. */
export async function removeDirectory(directory: string): Promise<void> {
  for (const pid of readdirSync('/proc').map(Number).filter(Number.isInteger)) {
    const [, option, path] = commandLineOf(pid);
    if (option === '-D' && path?.startsWith(`${directory}/`)) kill(pid);
  }
  await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Another run that clears up at the same time was first.
  }
}

export async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(TEMPORARY_PARENT).filter((entry) => entry.startsWith(PREFIX))) {
    const [pid, ticks] = name.slice(PREFIX.length).split('-');
    const directory = join(TEMPORARY_PARENT, name);
    const own = statSync(directory, { throwIfNoEntry: false })?.uid === process.getuid?.();
    if (own && startTicks(Number(pid)) !== ticks) await removeDirectory(directory);
  }
}

function startTicks(pid: number): string | undefined {
  return processIdentity(pid)?.split('/')[1];
}
