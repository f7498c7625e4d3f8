import { mkdtempSync, chmodSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../server/src/kit/db/embedded/startEmbeddedPostgres.ts';
import { migrate } from '../../server/src/kit/db/migrate.ts';
import { type Dataset, TENTH, WHOLE, loadDataset } from './dataset.ts';
import { Subject } from './subject.ts';

export interface Environment {
  smoke: boolean;
  databaseUrl: string;
  /** For the floors and the audits; the server has connections of its own. */
  pool: pg.Pool;
  /** Where the database of this run lies; workloads may keep files beside it. */
  directory: string;
  /** Dataset FB, loaded when a workload asks for it first. */
  dataset(): Promise<Dataset>;
  startServer(env?: Record<string, string>): Promise<Subject>;
}

/** A database as in earnest (it waits for the disk), empty, below the system's temporary directory; removed at the end. */
export async function withEnvironment(smoke: boolean, work: (environment: Environment) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'footbridge-bench-'));
  chmodSync(directory, 0o711);
  const dataDirectory = join(directory, 'data');
  const postgres = await startEmbeddedPostgres({ dataDirectory });
  const pool = new pg.Pool({ connectionString: postgres.connectionString, max: 40 });
  pool.on('error', () => undefined);
  let loaded: Promise<Dataset> | undefined;
  try {
    await migrate(pool, new URL('../../server/migrations/', import.meta.url));
    await work({
      smoke,
      databaseUrl: postgres.connectionString,
      pool,
      directory,
      dataset: () => (loaded ??= loadDataset(pool, smoke ? TENTH : WHOLE)),
      startServer: (env = {}) => Subject.start('./serverProcess.ts', { BENCH_DATABASE_URL: postgres.connectionString, BENCH_DATA: directory, ...env }),
    });
  } finally {
    await pool.end();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
