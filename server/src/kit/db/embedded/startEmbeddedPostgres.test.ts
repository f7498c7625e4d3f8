import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client, Pool } from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import {
  makeOwnDirectory,
  makeTemporaryDirectory,
  removeDirectory,
} from '../../../../test/temporaryDirectory.ts';
import { StartupError } from '../../startupError.ts';
import { findRunningCluster } from './findRunningCluster.ts';
import { readPostmasterFile } from './postmasterFile.ts';
import { processIdentity } from './processIdentity.ts';
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from './startEmbeddedPostgres.ts';

/** Killing processes loses nothing that the kernel has, so only the first test needs to wait for the disk. */
const settings = { shared_buffers: '32MB', fsync: 'off' };
const MODULE = join(import.meta.dirname, 'startEmbeddedPostgres.ts');

/** Making a cluster costs more than anything that is tested here, so all but the first test start from a copy. */
const template = makeOwnDirectory();
beforeAll(async () => (await startEmbeddedPostgres({ dataDirectory: template, settings })).stop());
afterAll(() => removeDirectory(template));

function makeDataDirectory(...names: string[]): string {
  const dataDirectory = join(makeTemporaryDirectory(), ...names);
  mkdirSync(dirname(dataDirectory), { recursive: true });
  execFileSync('cp', ['-a', template, dataDirectory]);
  return dataDirectory;
}

async function start(dataDirectory: string, more: Partial<EmbeddedPostgresOptions> = {}) {
  const postgres = await startEmbeddedPostgres({ dataDirectory, settings, ...more });
  onTestFinished(() => postgres.stop());
  return postgres;
}

async function ask(connectionString: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString });
  // A killed database breaks the connection after the query's own rejection once more.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

function postmasterPid(dataDirectory: string): number {
  return readPostmasterFile(join(dataDirectory, 'postgres'))?.pid ?? 0;
}

/** A server process of its own with the database in it, killed without a chance to clean up. */
async function startAndKill(dataDirectory: string, ownSettings = settings): Promise<number> {
  const code = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(MODULE)});
    await startEmbeddedPostgres(${JSON.stringify({ dataDirectory, settings: ownSettings })});
    process.stdout.write('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((ready) => child.stdout.once('data', ready));
  child.kill('SIGKILL');
  await new Promise((closed) => child.once('close', closed));
  return postmasterPid(dataDirectory);
}

test('a fresh data directory becomes a durable cluster that only its owner reaches, and keeps its data', async () => {
  const dataDirectory = join(makeTemporaryDirectory(), 'data');
  const first = await start(dataDirectory, { settings: { shared_buffers: '32MB' } });
  expect(first.adopted).toBe(false);
  expect(statSync(first.socketDirectory).mode & 0o777).toBe(0o700);
  for (const [name, value] of Object.entries({
    listen_addresses: '',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    data_checksums: 'on',
    server_encoding: 'UTF8',
    shared_buffers: '32MB',
  })) {
    expect([name, await ask(first.connectionString, `SHOW ${name}`)]).toEqual([name, value]);
  }
  expect(
    await ask(first.connectionString, "SELECT concat(datlocprovider, ' ', datlocale) FROM pg_database"),
  ).toBe('b C.UTF-8');
  await ask(first.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
  expect(findRunningCluster(dataDirectory)).toBe(first.connectionString);
  await first.stop();
  expect(findRunningCluster(dataDirectory)).toBeUndefined();

  const second = await start(dataDirectory);
  expect(second.adopted).toBe(false);
  expect(await ask(second.connectionString, 'SELECT answer FROM kept')).toBe(42);
});

test('the database runs without any right of root, groups included, and sees nothing of our environment', async () => {
  const dataDirectory = makeDataDirectory('data');
  await start(dataDirectory);
  const status = readFileSync(`/proc/${postmasterPid(dataDirectory)}/status`, 'utf8');
  const [, uid] = /^Uid:\s+(\d+)/m.exec(status) ?? [];
  if (process.getuid?.() === 0) {
    expect(Number(uid)).toBeGreaterThan(0);
    expect(/^Groups:(.*)$/m.exec(status)?.[1]?.trim()).toBe('');
    expect(/^CapEff:\s+(\w+)/m.exec(status)?.[1]).toMatch(/^0+$/);
  } else {
    expect(Number(uid)).toBe(process.getuid?.());
  }
  const environment = execFileSync('cat', [`/proc/${postmasterPid(dataDirectory)}/environ`], {
    encoding: 'utf8',
  });
  expect(environment.split('\0').map((pair) => pair.split('=')[0])).not.toContain('VITEST');
});

test('a database left behind by a killed server is taken over, with its data and without a restart', async () => {
  const dataDirectory = makeDataDirectory('data');
  const orphan = await startAndKill(dataDirectory);
  expect(processIdentity(orphan)).toBeDefined();

  const postgres = await start(dataDirectory);

  expect(postgres.adopted).toBe(true);
  expect(postmasterPid(dataDirectory)).toBe(orphan);
  expect(await ask(postgres.connectionString, 'SELECT 1')).toBe(1);
  await postgres.stop();
  expect(processIdentity(orphan)).toBeUndefined();
});

test('a database left behind with other settings is ended and started with ours', async () => {
  const dataDirectory = makeDataDirectory('data');
  const orphan = await startAndKill(dataDirectory, { ...settings, shared_buffers: '16MB' });

  const postgres = await start(dataDirectory);

  expect(postgres.adopted).toBe(false);
  expect(processIdentity(orphan)).toBeUndefined();
  expect(await ask(postgres.connectionString, 'SHOW shared_buffers')).toBe('32MB');
});

test('server and database both killed: the next start recovers', async () => {
  const dataDirectory = makeDataDirectory('data');
  process.kill(await startAndKill(dataDirectory), 'SIGKILL');

  const postgres = await start(dataDirectory);

  expect(await ask(postgres.connectionString, 'SELECT 1')).toBe(1);
});

test.for(['our own child', 'an adopted one'])(
  '%s killed comes back by itself and the pool reconnects',
  async (kind) => {
    const dataDirectory = makeDataDirectory('data');
    if (kind === 'an adopted one') await startAndKill(dataDirectory);
    let restarts = 0;
    const postgres = await start(dataDirectory, { onRestart: () => (restarts += 1) });
    const pool = new Pool({ connectionString: postgres.connectionString });
    pool.on('error', () => undefined);
    onTestFinished(() => pool.end());
    await pool.query('CREATE TABLE kept AS SELECT 1 AS one');

    for (const round of [1, 2]) {
      process.kill(postmasterPid(dataDirectory), 'SIGKILL');
      await expect.poll(() => restarts).toBe(round);
      await expect
        .poll(async () => (await pool.query<{ one: number }>('SELECT one FROM kept')).rows)
        .toEqual([{ one: 1 }]);
    }
  },
);

test('a query that would run for hours does not keep a killed database down', async () => {
  const dataDirectory = makeDataDirectory('data');
  let restarts = 0;
  const postgres = await start(dataDirectory, { onRestart: () => (restarts += 1) });
  const endless = ask(postgres.connectionString, 'SELECT count(*) FROM generate_series(1, 1e12::bigint)');
  const broken = expect(endless).rejects.toThrow('Connection terminated');
  const busy = "SELECT count(*)::int FROM pg_stat_activity WHERE state = 'active'";
  await expect.poll(() => ask(postgres.connectionString, busy)).toBe(2);

  process.kill(postmasterPid(dataDirectory), 'SIGKILL');

  await expect.poll(() => restarts).toBe(1);
  await broken;
});

test('a second server on the same data directory is refused while the first one lives', async () => {
  const dataDirectory = makeDataDirectory('data');
  const first = await start(dataDirectory);

  const second = startEmbeddedPostgres({ dataDirectory, settings });
  await expect(second).rejects.toThrow(StartupError);
  await expect(second).rejects.toThrow(`is in use by a running Footbridge (process ${process.pid})`);
  expect(await ask(first.connectionString, 'SELECT 1')).toBe(1);
});

test('a path too long for a socket works, is found by the command line and leaves nothing behind', async () => {
  const dataDirectory = makeDataDirectory('long '.repeat(20), '100% Ü?&#', 'data');
  const orphan = await startAndKill(dataDirectory);
  const found = findRunningCluster(dataDirectory);

  const postgres = await start(dataDirectory);

  expect(postgres.adopted).toBe(true);
  expect(postmasterPid(dataDirectory)).toBe(orphan);
  expect(found).toBe(postgres.connectionString);
  expect(postgres.socketDirectory).not.toContain('long');
  expect(statSync(postgres.socketDirectory).mode & 0o777).toBe(0o700);
  expect(await ask(postgres.connectionString, 'SHOW data_directory')).toBe(join(dataDirectory, 'postgres'));
  await postgres.stop();
  expect(existsSync(postgres.socketDirectory)).toBe(false);
});

test('unusual characters in a short path are no trouble', async () => {
  const postgres = await start(makeDataDirectory('Ü %41 ?&#,'));
  expect(await ask(postgres.connectionString, 'SELECT 1')).toBe(1);
});

test('a killed start and a pid file that names a stranger do not stand in the way', async () => {
  const dataDirectory = makeDataDirectory('data');
  const first = await start(dataDirectory);
  await first.stop();
  mkdirSync(join(dataDirectory, 'postgres.new/base'), { recursive: true });
  const pidFile = join(dataDirectory, 'postgres/postmaster.pid');
  writeFileSync(pidFile, `${process.pid}\n${join(dataDirectory, 'postgres')}\n1\n5432\n/tmp\n\n1 1\nready\n`);

  const second = await start(dataDirectory);

  expect(await ask(second.connectionString, 'SELECT 1')).toBe(1);
});

test('a cluster of another PostgreSQL release is refused in one sentence', async () => {
  const dataDirectory = makeDataDirectory('data');
  const first = await start(dataDirectory);
  await first.stop();
  writeFileSync(join(dataDirectory, 'postgres/PG_VERSION'), '15\n');

  const second = startEmbeddedPostgres({ dataDirectory, settings });

  await expect(second).rejects.toThrow(StartupError);
  await expect(second).rejects.toThrow(/did not start: FATAL:\s+database files are incompatible/);
});
