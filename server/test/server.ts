import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import type { Clock } from '../src/kit/clock.ts';
import { createLog } from '../src/kit/log.ts';
import type { Mailer } from '../src/kit/mail/mailer.ts';
import { type RunningServer, type ServeOptions, serve } from '../src/serve.ts';
import { type Mailbox, createMailbox } from './mailbox.ts';
import { cutDatabase } from './template.ts';
import { TEMPORARY_PARENT } from './temporaryDirectory.ts';

/** The system's time, until a test moves it on. */
export interface TestClock extends Clock {
  advance(ms: number): void;
}

export interface TestServer extends RunningServer {
  databaseUrl: string;
  dataDirectory: string;
  clock: TestClock;
  mailbox: Mailbox;
  /** The same server again on the same database, as after a restart; the first one must be stopped before. */
  again(): Promise<RunningServer>;
}

export type TestServerOptions = Partial<Pick<ServeOptions, 'publicUrl' | 'clientFolder' | 'log'>> & {
  mailer?: Mailer;
};

function createTestClock(): TestClock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    advance: (ms) => {
      ahead += ms;
    },
  };
}

/**
 * A real server on a free port with a database of its own; call it at the top of a test file. It ends with the file.
 * LOG_LEVEL shows what the server logs.
 */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const database = await cutDatabase(inject('databaseUrl'));
  const dataDirectory = mkdtempSync(join(TEMPORARY_PARENT, 'footbridge-files-'));
  const clock = createTestClock();
  const mailbox = createMailbox();
  const start = () =>
    serve({
      databaseUrl: database.url,
      port: 0,
      host: '127.0.0.1',
      publicUrl: options.publicUrl,
      dataDirectory,
      clock,
      log: options.log ?? createLog(process.env['LOG_LEVEL'] ?? 'silent'),
      mailer: options.mailer ?? mailbox,
      version: '0.0.0-test',
      clientFolder: options.clientFolder,
      allowUnsafeDatabase: true,
    });
  const running = new Set<RunningServer>();
  const again = async () => {
    const next = await start();
    running.add(next);
    return next;
  };
  const server = await again();
  afterAll(async () => {
    for (const one of running) await one.stop().catch(() => undefined);
    await database.drop();
    await rm(dataDirectory, { recursive: true, force: true });
  });
  return { ...server, databaseUrl: database.url, dataDirectory, clock, mailbox, again };
}
