import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../src/kit/db/embedded/startEmbeddedPostgres.ts';
import { makeOwnDirectory, removeDirectory, removeLeftovers } from './temporaryDirectory.ts';

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

/** One PostgreSQL for a run of tests, removed after it; DATABASE_URL_TEST names another one to use instead. */
export default async function setup(project: Pick<TestProject, 'provide'>) {
  const given = process.env['DATABASE_URL_TEST'];
  if (given) {
    project.provide('databaseUrl', given);
    return undefined;
  }
  await removeLeftovers();
  const dataDirectory = makeOwnDirectory();
  const postgres = await startEmbeddedPostgres({ dataDirectory, settings: SETTINGS });
  project.provide('databaseUrl', postgres.connectionString);
  return async () => {
    await postgres.stop();
    await removeDirectory(dataDirectory);
  };
}
