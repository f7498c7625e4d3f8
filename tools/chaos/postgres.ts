import { join } from 'node:path';
import pg from 'pg';
import { CLUSTER } from '../../server/src/kit/db/embedded/dataDirectory.ts';
import { findRunningCluster } from '../../server/src/kit/db/embedded/findRunningCluster.ts';
import { findPostmaster } from '../../server/src/kit/db/embedded/postmasterFile.ts';
import type { Server } from './server.ts';
import { killWithChildren } from './workspace.ts';

/** The embedded database of a server, seen from outside. */
export interface Postgres {
  /** Its main process, when it runs and accepts connections. */
  readyPid(): number | undefined;
  /** Ends the main process and all of its children at once; answers how many there were. */
  kill(): number;
}

/** Undefined where the server uses a database that is not ours to kill. */
export function postgresOf(server: Server): Postgres | undefined {
  if (server.databaseUrl !== undefined) return undefined;
  const find = () => findPostmaster(join(server.dataDirectory, CLUSTER));
  return {
    readyPid: () => {
      const found = find();
      return found?.ready === true ? found.pid : undefined;
    },
    kill: () => {
      const found = find();
      return found === undefined ? 0 : killWithChildren(found.pid);
    },
  };
}

/** Runs statements on the server's own database. Throws when it is away. */
export async function onDatabase<Result>(
  server: Server,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const connectionString = server.databaseUrl ?? findRunningCluster(server.dataDirectory);
  if (connectionString === undefined) throw new Error('The database does not run.');
  return connected(connectionString, work);
}

export async function connected<Result>(
  connectionString: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString, application_name: 'footbridge fault run' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
