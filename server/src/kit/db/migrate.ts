import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import type pg from 'pg';
import { StartupError } from '../startupError.ts';

/** Any number that only this program's migrations lock on. */
const LOCK = 7_301_126;

interface Migration {
  name: string;
  text: string;
  checksum: string;
}

async function readMigrations(folder: URL): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Brings the database to the newest shape: plain SQL files in order, each in a transaction of its own, forward only. A file that was
 * run and changed since is refused, and so is a database that is newer than this program.
 * @returns the names of the files that were run now
 */
export async function migrate(pool: pg.Pool, folder: URL): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = await pool.connect();
  try {
    await client.query(`select pg_advisory_lock(${LOCK})`);
    await client.query(
      'create table if not exists migrations (name text primary key, checksum text not null, run_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from migrations',
    );
    refuseDrift(migrations, new Map(rows.map((row) => [row.name, row.checksum])));
    const missing = migrations.filter((migration) => !rows.some((row) => row.name === migration.name));
    for (const migration of missing) await runOne(client, migration);
    return missing.map((migration) => migration.name);
  } finally {
    await client.query(`select pg_advisory_unlock(${LOCK})`).catch(() => undefined);
    client.release();
  }
}

/** The files that were not run on this database yet. Throws StartupError where it is newer than this program. */
export async function listMissingMigrations(pool: pg.Pool, folder: URL): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const known = await pool.query<{ name: string | null }>("select to_regclass('migrations')::text as name");
  if (known.rows[0]?.name === null) return migrations.map((migration) => migration.name);
  const { rows } = await pool.query<{ name: string; checksum: string }>(
    'select name, checksum from migrations',
  );
  refuseDrift(migrations, new Map(rows.map((row) => [row.name, row.checksum])));
  return migrations
    .map((migration) => migration.name)
    .filter((name) => !rows.some((row) => row.name === name));
}

async function runOne(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query(`begin; ${migration.text}`);
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new StartupError(
      `The database could not be brought to its new shape by ${migration.name} (${(error as Error).message}); nothing of that file was changed.`,
    );
  }
}

function refuseDrift(migrations: Migration[], run: Map<string, string>): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const [name, checksum] of run) {
    if (!known.has(name)) {
      throw new StartupError(
        `The database was used by a newer Footbridge (it knows ${name}); start that version or restore a backup.`,
      );
    }
    if (known.get(name) !== checksum) {
      throw new StartupError(
        `The migration ${name} was changed after it was run; restore the file as it was.`,
      );
    }
  }
}
