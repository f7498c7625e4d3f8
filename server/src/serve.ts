import type { Pool } from 'pg';
import { createServerApp, type ServerApp } from './app.ts';
import { createAuthenticate, stillValid } from './features/auth/access.ts';
import { mayFollow } from './features/spaces/access.ts';
import { MIGRATIONS } from './config.ts';
import type { Clock } from './kit/clock.ts';
import type { Context } from './kit/context.ts';
import { createDatabase } from './kit/db/database.ts';
import { migrate } from './kit/db/migrate.ts';
import { createPool } from './kit/db/pool.ts';
import { refuseUnsafeDatabase } from './kit/db/settings.ts';
import { listenForWakeUps } from './kit/db/wakeUp.ts';
import { addOperations } from './kit/http/operations.ts';
import { createHttp } from './kit/http/server.ts';
import { serveClient } from './kit/http/client.ts';
import { migrateJobs } from './kit/jobs/worker.ts';
import { createFollowing } from './kit/live/follow.ts';
import { Hub } from './kit/live/hub.ts';
import { Sockets } from './kit/live/sockets.ts';
import type { Log } from './kit/log.ts';
import type { Mailer } from './kit/mail/mailer.ts';

/** After a restart sockets come back by the thousand: those of so many milliseconds are looked up together. */
const HERD_PAUSE_MS = 15;

export interface ServeOptions {
  databaseUrl: string;
  port: number;
  host: string;
  publicUrl: string | undefined;
  dataDirectory: string;
  clock: Clock;
  log: Log;
  mailer: Mailer;
  version: string;
  /** The built client; without it only the API is served. */
  clientFolder: string | undefined;
  /** Tests run on a cluster that does not wait for the disk. */
  allowUnsafeDatabase?: boolean;
}

export interface RunningServer {
  url: string;
  context: Context;
  app: ServerApp;
  hub: Hub;
  sockets: Sockets;
  /** Takes no new work, tells the sockets to come back, answers what is in flight, lets go of the database. */
  stop(): Promise<void>;
}

function createContext(options: ServeOptions, pool: Pool, live: { hub?: Hub }): Context {
  return {
    db: createDatabase(pool),
    pool,
    clock: options.clock,
    log: options.log,
    mailer: options.mailer,
    dataDirectory: options.dataDirectory,
    publicUrl: options.publicUrl ?? `http://localhost:${options.port}`,
    secure: options.publicUrl?.startsWith('https:') ?? false,
    deliver: (activities) => live.hub?.deliver(activities),
    signal: (feedId, fromPersonId, frame) => live.hub?.signal(feedId, fromPersonId, frame),
  };
}

/** Starts everything on a database: migrations, HTTP, live delivery. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const pool = createPool(options.databaseUrl, options.log);
  if (options.allowUnsafeDatabase !== true) await refuseUnsafeDatabase(pool);
  await migrate(pool, MIGRATIONS);
  await migrateJobs(pool, options.log);
  // The hub needs the features and the features need a way to deliver: the context is filled in two steps, before anything runs.
  const live: { hub?: Hub } = {};
  const context = createContext(options, pool, live);
  const { db } = context;
  const app = createServerApp(context);
  const hub = (live.hub = new Hub(db, options.log, app.live));
  const authenticate = createAuthenticate(db);
  const http = createHttp({
    routes: app.routes,
    authenticate,
    log: options.log,
    publicUrl: options.publicUrl,
    version: options.version,
    onAnswered: app.onAnswered,
  });
  addOperations(http, { pool, authenticate, measurements: app.measurements });
  if (options.clientFolder !== undefined) await serveClient(http, options.clientFolder);
  const sockets = new Sockets({
    hub,
    authenticate: createAuthenticate(db, HERD_PAUSE_MS),
    handlers: app.handlers,
    publicUrl: options.publicUrl,
    log: options.log,
    stillValid: (actors) => stillValid(db, actors),
    following: createFollowing(hub, db, hub.features, (asked) => mayFollow(db, asked)),
  });
  app.observe({ sockets: () => sockets.count, feeds: () => hub.feeds.size });
  const wakeUps = listenForWakeUps(options.databaseUrl, options.log, (feedId) => {
    void hub.checkHeads([feedId]);
    sockets.revalidatePerson(feedId);
  });
  const stopJobs = await app.startJobs();
  const url = await http.listen({
    port: options.port,
    host: options.host,
    listenTextResolver: (address) => `listening at ${address}`,
  });
  if (options.publicUrl === undefined) context.publicUrl = `http://localhost:${new URL(url).port}`;
  sockets.listen(http.server);
  return {
    url: context.publicUrl,
    context,
    app,
    hub,
    sockets,
    stop: async () => {
      sockets.stop();
      hub.stop();
      await Promise.all([http.close(), stopJobs()]);
      await wakeUps.stop();
      await pool.end();
    },
  };
}
