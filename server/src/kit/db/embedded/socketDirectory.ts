import { existsSync } from 'node:fs';
import { chmod, chown, lstat, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseUser } from './databaseUser.ts';

/** The kernel takes 107 bytes for a socket's path, of which PostgreSQL needs 16 for `/.s.PGSQL.5432`. */
const LONGEST_DIRECTORY_BYTES = 107 - 16;

/**
 * A directory of mode 0700 that belongs to the database user: the only door to the cluster, and its lock. It is
 * `<data>/socket`, or one in the system's temporary directory when that path is too long for a socket; then
 * `previous` (from postmaster.pid, which also leads the command line there) is taken again if it is still safe.
 */
export async function prepareSocketDirectory(
  dataDirectory: string,
  user: DatabaseUser,
  previous: string | undefined,
): Promise<string> {
  const beside = join(dataDirectory, 'socket');
  if (fits(beside)) {
    await mkdir(beside, { recursive: true, mode: 0o700 });
    await giveTo(user, beside);
    return beside;
  }
  if (previous !== undefined && (await isClosedAndOf(user, previous))) return previous;
  const made = await mkdtemp(join(shortParent(user), 'footbridge-'));
  await giveTo(user, made);
  return made;
}

function fits(directory: string): boolean {
  return Buffer.byteLength(directory) <= LONGEST_DIRECTORY_BYTES;
}

function shortParent(user: DatabaseUser): string {
  if (user.switchTo) return existsSync('/run') ? '/run' : '/tmp';
  return fits(join(tmpdir(), 'footbridge-XXXXXX')) ? tmpdir() : '/tmp';
}

async function giveTo(user: DatabaseUser, directory: string): Promise<void> {
  if (user.switchTo) await chown(directory, user.switchTo.uid, user.switchTo.gid);
  await chmod(directory, 0o700);
}

async function isClosedAndOf(user: DatabaseUser, directory: string): Promise<boolean> {
  const found = await lstat(directory).catch(() => undefined);
  const owner = user.switchTo?.uid ?? process.getuid?.();
  return found !== undefined && found.isDirectory() && found.uid === owner && (found.mode & 0o77) === 0;
}
