import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFolderMailer } from '../kit/mail/folder.ts';
import { createSmtpMailer } from '../kit/mail/smtp.ts';
import { systemClock } from '../kit/clock.ts';
import type { Command } from '../kit/command/command.ts';
import { lockDataDirectory } from '../kit/db/embedded/lockDataDirectory.ts';
import { prepareDataDirectory } from '../kit/db/embedded/dataDirectory.ts';
import { startEmbeddedPostgres } from '../kit/db/embedded/startEmbeddedPostgres.ts';
import { createPool } from '../kit/db/pool.ts';
import { requireReachable } from '../kit/db/unreachable.ts';
import { type Log, createLog } from '../kit/log.ts';
import { StartupError } from '../kit/startupError.ts';
import { type RunningServer, serve } from '../serve.ts';
import { describeServer, loadDemo } from './serve/greeting.ts';
import { untilStopped } from './serve/stopping.ts';
import { ROOT, type ServerTarget, addressFile, readTarget } from './target.ts';

export const serveCommand: Command = {
  summary: 'Start the server and stay until it is stopped',
  usage: '[--demo]',
  details: `--demo fills an empty server with three organisations and some weeks of their conversation.

PORT (3000), HOST      where it listens
PUBLIC_URL             its address as people type it, when it stands behind a proxy
FOOTBRIDGE_DATA        where the embedded database, files and mails lie (./data)
DATABASE_URL           a PostgreSQL of version 16 or later instead of the embedded one
SMTP_URL, MAIL_FROM    the mail server; without one, mails are files in the data directory
LOG_LEVEL              debug, info, warn or error`,
  words: [0, 0],
  options: { demo: { type: 'boolean' } },
  run: async ({ options }) => {
    const target = readTarget();
    const log = createLog(target.config.logLevel);
    await untilStopped(log, async () => {
      const { server, stop } = await start(target, log);
      const notes = options['demo'] === true ? await loadDemo(server.context) : [];
      for (const line of [...(await describeServer(server.context)), ...notes]) {
        process.stdout.write(`${line}\n`);
      }
      return stop;
    });
    return undefined;
  },
};

interface Store {
  databaseUrl: string;
  dataDirectory: string;
  release(): Promise<void>;
}

/** The database, and the data directory that nobody else may use meanwhile. */
async function openStore({ dataDirectory, databaseUrl }: ServerTarget, log: Log): Promise<Store> {
  if (databaseUrl === undefined) {
    const postgres = await startEmbeddedPostgres({ dataDirectory, log });
    return { databaseUrl: postgres.connectionString, dataDirectory, release: () => postgres.stop() };
  }
  const lock = await lockDataDirectory(await prepareDataDirectory(dataDirectory));
  return { databaseUrl, dataDirectory, release: () => lock.release() };
}

async function start(
  target: ServerTarget,
  log: Log,
): Promise<{ server: RunningServer; stop: () => Promise<void> }> {
  const mailer = createMailer(target);
  const store = await openStore(target, log);
  try {
    const server = await serveOn(store, target, log, mailer);
    await writeFile(addressFile(store.dataDirectory), `${server.url}\n`);
    const stop = async () => {
      await server.stop();
      await rm(addressFile(store.dataDirectory), { force: true });
      await store.release();
    };
    return { server, stop };
  } catch (error) {
    await store.release();
    throw explainListening(error, target.config);
  }
}

async function serveOn(
  store: Store,
  { config }: ServerTarget,
  log: Log,
  mailer: ReturnType<typeof createMailer>,
): Promise<RunningServer> {
  const probe = createPool(store.databaseUrl, log, { max: 1, name: 'footbridge start' });
  try {
    await requireReachable(probe, store.databaseUrl);
  } finally {
    await probe.end();
  }
  const client = join(ROOT, 'web/dist');
  return serve({
    ...config,
    databaseUrl: store.databaseUrl,
    dataDirectory: store.dataDirectory,
    clock: systemClock,
    log,
    mailer,
    version: readVersion(),
    clientFolder: existsSync(join(client, 'index.html')) ? client : undefined,
  });
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return version;
}

const createMailer = ({ config, dataDirectory }: ServerTarget) =>
  config.smtpUrl === undefined
    ? createFolderMailer(join(dataDirectory, 'mail'), config.mailFrom)
    : createSmtpMailer(config.smtpUrl, config.mailFrom);

function explainListening(error: unknown, { port, host }: { port: number; host: string }): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return error;
  if (code === 'EADDRINUSE') {
    return new StartupError(
      `Port ${port} is taken by another program: stop that one, or start on another port, as in PORT=${port + 1} npm start.`,
    );
  }
  if (code === 'EACCES') {
    return new StartupError(
      `Port ${port} is not for ordinary users: start on a port from 1024 on, as in PORT=3000 npm start.`,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartupError(
      `HOST is ${host}, which is no address of this machine: correct it, or leave it out.`,
    );
  }
  if (code === 'EAFNOSUPPORT') {
    return new StartupError(
      'This machine has no IPv6: start with HOST=0.0.0.0, which listens on every IPv4 address.',
    );
  }
  return error;
}
