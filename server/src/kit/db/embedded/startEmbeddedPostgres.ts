import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { StartupError } from '../../startupError.ts';
import { findBinaries } from './binaries.ts';
import { CLUSTER, prepareDataDirectory } from './dataDirectory.ts';
import { type DatabaseUser, findDatabaseUser } from './databaseUser.ts';
import { connectionStringTo } from './findRunningCluster.ts';
import { initializeCluster } from './initializeCluster.ts';
import { lockDataDirectory } from './lockDataDirectory.ts';
import {
  adoptPostmaster,
  type Launch,
  launchPostmaster,
  type Postmaster,
  stopPostmaster,
  untilReady,
} from './postmaster.ts';
import { findPostmaster, readPostmasterFile } from './postmasterFile.ts';
import { commandLineOf } from './processIdentity.ts';
import { type PostgresSettings, postgresArguments } from './settings.ts';
import { prepareSocketDirectory } from './socketDirectory.ts';
import { type EmbeddedLog, logPostgresLine, supervise } from './supervise.ts';

export type EmbeddedPostgresOptions = {
  /** Holds `postgres/`, `socket/` and `footbridge.lock`; made where missing. */
  dataDirectory: string;
  log?: EmbeddedLog;
  /** Over our own defaults, e.g. `{ fsync: 'off' }` in tests. */
  settings?: PostgresSettings;
  /** PostgreSQL had ended by itself and accepts connections again; what was uncommitted is gone. */
  onRestart?: () => void;
};

export type EmbeddedPostgres = {
  /** Over the unix socket, as the cluster's owner, to the database `footbridge`. */
  connectionString: string;
  socketDirectory: string;
  /** True when an earlier server was killed and its PostgreSQL, still running, was taken over. */
  adopted: boolean;
  /** Ends PostgreSQL (about 0.1 s; 3 s at most before it is made to) and frees the data directory. Call it last. */
  stop(): Promise<void>;
};

const SILENT: EmbeddedLog = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Runs the built-in PostgreSQL in a data directory: makes the cluster the first time, drops root's privileges, takes
 * over one that a killed server left running, and keeps it running until `stop`. Throws StartupError.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = findDatabaseUser(join(resolve(options.dataDirectory), CLUSTER));
  const dataDirectory = await prepareDataDirectory(options.dataDirectory, user);
  const lock = await lockDataDirectory(dataDirectory);
  try {
    return await startLocked(dataDirectory, user, options, () => lock.release());
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function startLocked(
  dataDirectory: string,
  user: DatabaseUser,
  { log = SILENT, settings = {}, onRestart = () => undefined }: EmbeddedPostgresOptions,
  onStopped: () => Promise<void>,
): Promise<EmbeddedPostgres> {
  const clusterDirectory = join(dataDirectory, CLUSTER);
  const binaries = await findBinaries(user);
  await initializeCluster(clusterDirectory, binaries, user, { durable: settings['fsync'] !== 'off' });

  const previous = readPostmasterFile(clusterDirectory)?.socketDirectory;
  const socketDirectory = await prepareSocketDirectory(dataDirectory, user, previous);
  const args = postgresArguments(clusterDirectory, socketDirectory, settings);
  const launch: Launch = { program: binaries.postgres, args, clusterDirectory, socketDirectory, user };

  const orphan = await adoptOrStop(launch, log);
  const postmaster = orphan ?? (await launchFirst(launch, log));
  await createDatabase(socketDirectory).catch(async (error: unknown) => {
    await stopPostmaster(postmaster);
    throw error;
  });

  const supervision = supervise(postmaster, launch, log, onRestart);
  const stop = async () => {
    await supervision.stop();
    if (!socketDirectory.startsWith(dataDirectory)) {
      await rm(socketDirectory, { recursive: true, force: true });
    }
    await onStopped();
  };
  return {
    connectionString: connectionStringTo(socketDirectory),
    socketDirectory,
    adopted: orphan !== undefined,
    stop,
  };
}

/** Takes over a PostgreSQL started exactly as we would; one of another release or other settings is stopped. */
async function adoptOrStop(launch: Launch, log: EmbeddedLog): Promise<Postmaster | undefined> {
  const found = findPostmaster(launch.clusterDirectory);
  if (!found) return undefined;
  const orphan = adoptPostmaster(found.pid);
  const same = commandLineOf(found.pid).join('\0') === [launch.program, ...launch.args].join('\0');
  if (same && (await untilReady(orphan, launch.clusterDirectory)) === undefined) {
    log.info('Took over the built-in database that an earlier, killed server left running.');
    return orphan;
  }
  await stopPostmaster(orphan);
  return undefined;
}

const PATIENCE_MS = 30_000;

/** Tries again for a while where an earlier, killed PostgreSQL's backends still hold its shared memory. */
async function launchFirst(launch: Launch, log: EmbeddedLog): Promise<Postmaster> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const lines: string[] = [];
    const postmaster = launchPostmaster(launch, (line) => {
      lines.push(line);
      logPostgresLine(log, line);
    });
    const failure = await untilReady(postmaster, launch.clusterDirectory);
    if (failure === undefined) return postmaster;
    const busy = lines.some((line) => /pre-existing shared memory block/.test(line));
    if (!busy || Date.now() > deadline) throw explain(launch, failure, lines);
    await new Promise((retry) => setTimeout(retry, 200));
  }
}

function explain({ clusterDirectory }: Launch, failure: string, lines: string[]): StartupError {
  if (lines.some((line) => /no space left on device/i.test(line))) {
    return new StartupError(`The disk of ${clusterDirectory} is full: free some space and start again.`);
  }
  const reason = lines.findLast((line) => /FATAL|PANIC|error/.test(line)) ?? failure;
  return new StartupError(`The built-in database in ${clusterDirectory} did not start: ${reason.trim()}`);
}

/** initdb makes only `postgres`; a start killed right after it must not leave us without our own. */
async function createDatabase(socketDirectory: string): Promise<void> {
  const client = new Client({ connectionString: connectionStringTo(socketDirectory, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'footbridge'");
    if (rowCount === 0) await client.query('CREATE DATABASE footbridge');
  } finally {
    await client.end();
  }
}
