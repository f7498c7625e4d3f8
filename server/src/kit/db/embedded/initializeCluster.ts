import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, rename, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { StartupError } from '../../startupError.ts';
import type { PostgresBinaries } from './binaries.ts';
import { type DatabaseUser, spawnOptionsFor } from './databaseUser.ts';

/**
 * `trust` on the socket, because the socket's directory is 0700: only its owner and root get as far as asking, and
 * `peer` would turn root away, whose name is not the database user's. Over the network nobody is let in at all.
 * The built-in locale sorts by code point on every machine, so an upgrade of libc or ICU cannot break an index.
 */
const INITDB = [
  '--username=footbridge',
  '--auth-local=trust',
  '--auth-host=reject',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C.UTF-8',
  '--data-checksums',
];

/** Makes the cluster where there is none. One that was interrupted half-way is made anew, never used. */
export async function initializeCluster(
  directory: string,
  binaries: PostgresBinaries,
  user: DatabaseUser,
  { durable }: { durable: boolean },
): Promise<void> {
  if (existsSync(directory)) return;
  const draft = `${directory}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await chmod(draft, 0o700);
  if (user.switchTo) await chown(draft, user.switchTo.uid, user.switchTo.gid);
  const args = [`--pgdata=${draft}`, ...INITDB, ...(durable ? [] : ['--no-sync'])];
  try {
    await promisify(execFile)(binaries.initdb, args, { ...spawnOptionsFor(user), timeout: 120_000 });
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw explain(directory, error as Error & { stderr?: string });
  }
  await rename(draft, directory);
}

function explain(directory: string, error: Error & { stderr?: string }): StartupError {
  const output = `${error.stderr ?? ''}\n${error.message}`;
  if (/no space left|disk quota exceeded/i.test(output)) {
    return new StartupError(
      `The disk of ${directory} is full: free at least 100 MB or set FOOTBRIDGE_DATA to another disk.`,
    );
  }
  const reason = output.split('\n').find((line) => /error:|fatal:/i.test(line)) ?? error.message;
  return new StartupError(`The built-in database could not be created in ${directory}: ${reason.trim()}`, {
    cause: error,
  });
}
