import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Workspace } from './workspace.ts';

const PROGRAM = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const START_MS = 120_000;
const STOP_MS = 15_000;
const PRINT_MS = 20_000;

export interface ServerOptions {
  workspace: Workspace;
  /** Tells several servers of one run apart. */
  name: string;
  /** Another database than the embedded one. */
  databaseUrl?: string | undefined;
  /** Modules that are loaded into the server before its own program: a planted bug. */
  preload?: readonly URL[];
}

/** The real server program, as a process of its own on a port of the loopback that stays the same over restarts. */
export interface Server {
  origin: string;
  dataDirectory: string;
  logFile: string;
  databaseUrl: string | undefined;
  /** The secret of the link for the first run, which is printed a moment after the server answers. */
  setupSecret(): Promise<string>;
  /** Resolves once it answers. `preload` for this one start only. */
  start(preload?: readonly URL[]): Promise<void>;
  isRunning(): boolean;
  signal(signal: NodeJS.Signals): void;
  /** How it ended; resolves at once when it does not run. */
  exited(): Promise<string>;
  /** Asks it to stop in order, as an operator does. Answers the milliseconds it took. */
  stop(): Promise<number>;
  healthy(): Promise<boolean>;
  /** The memory it holds, in bytes; 0 when it does not run. */
  memory(): number;
  /** `T` while it is stopped by a signal. */
  state(): string | undefined;
}

export async function createServerProcess(options: ServerOptions): Promise<Server> {
  const port = await findPort();
  const origin = `http://127.0.0.1:${port}`;
  const dataDirectory = join(options.workspace.directory, options.name);
  mkdirSync(dataDirectory, { mode: 0o711 });
  const logFile = join(options.workspace.directory, `${options.name}.log`);
  const log = createWriteStream(logFile, { flags: 'a' });
  let child: ChildProcess | undefined;
  let printed = '';
  let ended: Promise<string> = Promise.resolve('not started');

  const launch = (preload: readonly URL[]): ChildProcess => {
    const imports = preload.flatMap((url) => ['--import', url.href]);
    const started = spawn(process.execPath, [...imports, PROGRAM], {
      env: environment({ port, dataDirectory, databaseUrl: options.databaseUrl }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (started.pid !== undefined) options.workspace.own(started.pid);
    const keep = (chunk: Buffer) => {
      if (printed.length < 100_000) printed += chunk.toString();
      log.write(chunk);
    };
    started.stdout.on('data', keep);
    started.stderr.on('data', keep);
    return started;
  };
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const healthy = async () => {
    const answer = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(2000) }).catch(
      () => undefined,
    );
    await answer?.body?.cancel();
    return answer?.ok ?? false;
  };
  const signal = (name: NodeJS.Signals) => void (isRunning() && child?.kill(name));

  return {
    origin,
    dataDirectory,
    logFile,
    isRunning,
    healthy,
    signal,
    databaseUrl: options.databaseUrl,
    async setupSecret() {
      for (let waited = 0; waited < PRINT_MS; waited += 50) {
        const secret = /\/setup#([A-Za-z0-9_-]{43})/.exec(printed)?.[1];
        if (secret !== undefined) return secret;
        await sleep(50);
      }
      throw new Error('The server printed no link for the first run; its database must be empty.');
    },
    exited: () => ended,
    async start(preload = []) {
      const started = (child = launch([...(options.preload ?? []), ...preload]));
      ended = new Promise((resolve) =>
        started.once('exit', (code, how) => resolve(how ?? `exit code ${code}`)),
      );
      const deadline = Date.now() + START_MS;
      while (!(await healthy())) {
        if (!isRunning()) throw new Error(`The server did not start: ${lastLines(logFile)}`);
        if (Date.now() > deadline) {
          throw new Error(`The server did not answer within ${START_MS} ms: ${lastLines(logFile)}`);
        }
        await sleep(50);
      }
    },
    async stop() {
      const began = performance.now();
      signal('SIGTERM');
      await Promise.race([ended, sleep(STOP_MS, undefined, { ref: false })]);
      signal('SIGKILL');
      await ended;
      return performance.now() - began;
    },
    memory: () => Number(/^VmRSS:\s+(\d+)/m.exec(readProcess(child, 'status'))?.[1] ?? 0) * 1024,
    state: () => /^State:\s+(\S)/m.exec(readProcess(child, 'status'))?.[1],
  };
}

/** Nothing of the caller's own settings reaches the server but what finds its programs. */
function environment({
  port,
  dataDirectory,
  databaseUrl,
}: {
  port: number;
  dataDirectory: string;
  databaseUrl: string | undefined;
}) {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    ...(PATH === undefined ? {} : { PATH }),
    ...(HOME === undefined ? {} : { HOME }),
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
    PORT: String(port),
    HOST: '127.0.0.1',
    FOOTBRIDGE_DATA: dataDirectory,
    LOG_LEVEL: 'warn',
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
}

function readProcess(child: ChildProcess | undefined, file: string): string {
  try {
    return child?.pid === undefined ? '' : readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function lastLines(file: string, count = 12): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-count).join('\n');
  } catch {
    return 'it wrote nothing';
  }
}

/** A port that was free a moment ago. It must be the same after a restart, so the server cannot pick one itself. */
function findPort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
