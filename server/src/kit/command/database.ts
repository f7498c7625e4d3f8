import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Activity, ChangeContext } from '../activity/activity.ts';
import { systemClock } from '../clock.ts';
import { createDatabase } from '../db/database.ts';
import { CLUSTER } from '../db/embedded/dataDirectory.ts';
import { findRunningCluster } from '../db/embedded/findRunningCluster.ts';
import { startEmbeddedPostgres } from '../db/embedded/startEmbeddedPostgres.ts';
import { createPool } from '../db/pool.ts';
import { requireReachable } from '../db/unreachable.ts';
import { wakeServers } from '../db/wakeUp.ts';
import { type Log, createLog } from '../log.ts';

/** Which server a command is about. */
export interface Target {
  dataDirectory: string;
  databaseUrl: string | undefined;
}

/** What a command works with. What it changes is recorded as done by the program itself, and running servers are told of it. */
export interface CommandContext extends ChangeContext {
  pool: pg.Pool;
  log: Log;
  /** True when the database was running already, so that a server may be working on it. */
  shared: boolean;
}

export const hasData = ({ dataDirectory, databaseUrl }: Target): boolean =>
  databaseUrl !== undefined || existsSync(join(dataDirectory, CLUSTER, 'PG_VERSION'));

/**
 * Works on the database of a server, whether it runs or not: a running one is joined, else the embedded one is started for as long as
 * the work takes. Throws StartupError where there is none to be had.
 */
export async function withDatabase<Result>(
  target: Target,
  work: (context: CommandContext) => Promise<Result>,
): Promise<Result> {
  const running = target.databaseUrl ?? findRunningCluster(target.dataDirectory);
  if (running !== undefined) return withPool(running, true, work);
  const postgres = await startEmbeddedPostgres({ dataDirectory: target.dataDirectory });
  try {
    return await withPool(postgres.connectionString, false, work);
  } finally {
    await postgres.stop();
  }
}

async function withPool<Result>(
  url: string,
  shared: boolean,
  work: (context: CommandContext) => Promise<Result>,
): Promise<Result> {
  const log = createLog('silent');
  const pool = createPool(url, log, { max: 4, name: 'footbridge command' });
  const changed = new Set<string>();
  const deliver = (activities: Activity[]) => activities.forEach((activity) => changed.add(activity.feedId));
  try {
    await requireReachable(pool, url);
    return await work({ db: createDatabase(pool), pool, log, shared, clock: systemClock, deliver });
  } finally {
    // Also after a failure: what was committed before it is to be seen.
    await wakeServers(pool, [...changed]).catch(() => undefined);
    await pool.end();
  }
}
