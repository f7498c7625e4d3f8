import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { StartupError } from '../../startupError.ts';

/** The operating system's user that PostgreSQL runs as; `switchTo` is set only when we are root and must become it. */
export type DatabaseUser = { name: string; switchTo?: { uid: number; gid: number } };

/**
 * PostgreSQL refuses to run as root. Root becomes the owner of the cluster where there is one already (so that a
 * `postgres` account installed later does not lock it out), else the system's `postgres`, else `nobody`: initdb
 * insists on a user with an entry in /etc/passwd, and making accounts on somebody's machine is not ours to do.
 */
export function findDatabaseUser(clusterDirectory: string): DatabaseUser {
  if (process.getuid?.() !== 0) return { name: ownName() };
  const accounts = readAccounts();
  const owner = ownerOf(clusterDirectory);
  if (owner !== undefined && owner.uid !== 0) {
    return { name: accounts.find(({ uid }) => uid === owner.uid)?.name ?? `${owner.uid}`, switchTo: owner };
  }
  for (const wanted of ['postgres', 'nobody']) {
    const account = accounts.find(({ name }) => name === wanted);
    if (account) return { name: wanted, switchTo: { uid: account.uid, gid: account.gid } };
  }
  throw new StartupError(
    'The built-in database cannot run as root and this system has no user "postgres" or "nobody": start as an ' +
      'ordinary user or set DATABASE_URL.',
  );
}

/**
 * Options for `spawn`. With uid and gid libuv also drops the supplementary groups. The environment is bare because
 * the other user could read ours (secrets included) in /proc, the directory because it may be closed to them.
 */
export function spawnOptionsFor(user: DatabaseUser) {
  return { ...user.switchTo, cwd: '/', env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' } };
}

/** Asks the kernel rather than the mode bits, so that access lists and groups count. */
export function canEnter(user: DatabaseUser, directory: string): boolean {
  const options = { ...spawnOptionsFor(user), stdio: 'ignore' as const };
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], options).status === 0;
}

/** The outermost directory on the way to `directory` that the user cannot enter. */
export function findClosedDirectory(user: DatabaseUser, directory: string): string | undefined {
  if (canEnter(user, directory)) return undefined;
  const parent = dirname(directory);
  return parent === directory ? directory : (findClosedDirectory(user, parent) ?? directory);
}

function ownName(): string {
  try {
    return userInfo().username;
  } catch {
    return `${process.getuid?.() ?? 'this user'}`;
  }
}

function ownerOf(path: string) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && { uid: stat.uid, gid: stat.gid };
}

function readAccounts() {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}
