import { chmodSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { processIdentity } from '../src/kit/db/embedded/processIdentity.ts';
import { startEmbeddedPostgres } from '../src/kit/db/embedded/startEmbeddedPostgres.ts';
import { stopOrphan } from '../src/kit/db/embedded/stopOrphan.ts';
import { TEMPORARY_PARENT } from './temporaryDirectory.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database on this run's own cluster; its user may create further databases. */
    databaseUrl: string;
  }
}

/**
 * Nothing in a throw-away cluster has to outlive the machine, so the tests do without waiting for the disk. What
 * durability promises is shown by the fault run, on the settings of production.
 */
const SETTINGS = { fsync: 'off', shared_buffers: '64MB', max_connections: '300' };

const PREFIX = 'footbridge-test-';

/** One PostgreSQL for a run of tests, removed after it; DATABASE_URL_TEST names another one to use instead. */
export default async function setup(project: Pick<TestProject, 'provide'>) {
  const given = process.env['DATABASE_URL_TEST'];
  if (given) {
    project.provide('databaseUrl', given);
    return undefined;
  }
  await removeLeftovers();
  const dataDirectory = mkdtempSync(
    join(TEMPORARY_PARENT, `${PREFIX}${process.pid}-${startTicks(process.pid)}-`),
  );
  chmodSync(dataDirectory, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDirectory, settings: SETTINGS });
  project.provide('databaseUrl', postgres.connectionString);
  return async () => {
    await postgres.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
}

/** A killed run cannot clean up, so its directory says whose it was: pid and start time, which no other process has. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(TEMPORARY_PARENT).filter((entry) => entry.startsWith(PREFIX))) {
    const [pid, ticks] = name.slice(PREFIX.length).split('-');
    const directory = join(TEMPORARY_PARENT, name);
    const own = statSync(directory, { throwIfNoEntry: false })?.uid === process.getuid?.();
    if (!own || startTicks(Number(pid)) === ticks) continue;
    await stopOrphan(directory);
    await rm(directory, { recursive: true, force: true });
  }
}

function startTicks(pid: number): string | undefined {
  return processIdentity(pid)?.split('/')[1];
}
