import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import pg from 'pg';
import { MIGRATIONS } from '../src/config.ts';
import { migrate } from '../src/kit/db/migrate.ts';
import { createPool } from '../src/kit/db/pool.ts';
import { migrateJobs } from '../src/kit/jobs/worker.ts';
import { createLog } from '../src/kit/log.ts';

/** Any number that only the tests' making of templates locks on. */
const LOCK = 7_301_127;

/** The address of another database on the same cluster. */
export function databaseNamed(databaseUrl: string, name: string): string {
  return databaseUrl.replace(/^(\w+:\/\/[^/]*)\/[^?]*/, `$1/${name}`);
}

async function fingerprint(): Promise<string> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).toSorted();
  const hash = createHash('sha256');
  for (const name of names) hash.update(name).update(await readFile(new URL(name, MIGRATIONS)));
  return hash.digest('hex').slice(0, 12);
}

async function onCluster<Result>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A database with everything migrated and nothing in it, made once per cluster and set of migrations; others are cut from it. */
async function templateOf(databaseUrl: string): Promise<string> {
  const name = `footbridge_template_${await fingerprint()}`;
  await onCluster(databaseUrl, async (client) => {
    await client.query(`select pg_advisory_lock(${LOCK})`);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await makeTemplate(client, databaseUrl, name);
  });
  return name;
}

/** Under another name until it is whole: a test run that is killed here leaves nothing that looks like a template. */
async function makeTemplate(client: pg.Client, databaseUrl: string, name: string): Promise<void> {
  const draft = `${name}_draft`;
  await client.query(`drop database if exists ${draft} with (force)`);
  await client.query(`create database ${draft}`);
  const log = createLog('silent');
  const pool = createPool(databaseNamed(databaseUrl, draft), log, { max: 2 });
  await migrate(pool, MIGRATIONS);
  await migrateJobs(pool, log);
  await pool.end();
  await client.query(`alter database ${draft} rename to ${name}`);
}

/** A database of the caller's own. `drop` it when done. */
export async function cutDatabase(databaseUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const template = await templateOf(databaseUrl);
  const name = `footbridge_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  await onCluster(databaseUrl, (client) => client.query(`create database ${name} template ${template}`));
  return {
    url: databaseNamed(databaseUrl, name),
    drop: () =>
      onCluster(
        databaseUrl,
        async (client) => void (await client.query(`drop database if exists ${name} with (force)`)),
      ),
  };
}
