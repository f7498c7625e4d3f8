import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { makeOwnDirectory, removeDirectory } from '../server/test/temporaryDirectory.ts';

const PROGRAM = fileURLToPath(new URL('../server/src/main.ts', import.meta.url));
const STOP_MS = 15_000;

/** The real server program as a process of its own, with its own embedded database. */
export interface ServerProcess {
  url: string;
  dataDirectory: string;
  /** The link that it printed: for the first run, or into the story. */
  link: string;
  /** Ends it as an operator does. */
  stop: () => Promise<void>;
  /** Starts it again where it was, on the same port and data. */
  startAgain: () => Promise<void>;
  /** Ends it for good, with its data. */
  remove: () => Promise<void>;
}

/** Nothing of the caller's own settings reaches the server but what finds its programs. */
function environment(dataDirectory: string, port: string): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
    FOOTBRIDGE_DATA: dataDirectory,
    HOST: '127.0.0.1',
    PORT: port,
    LOG_LEVEL: 'error',
  };
}

/** Waits until it has printed both: the address, and the link when there is to be one. */
async function untilPrinted(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  let printed = '';
  const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const found = pattern.exec(printed);
      if (found) resolve(found);
    });
  }
  child.once('exit', () => reject(new Error(`The server ended instead of starting: ${printed}`)));
  return promise;
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(late);
}

/** Starts a server on a free port; `demo` fills it with the cast's story. */
export async function startServer({ demo = false } = {}): Promise<ServerProcess> {
  const dataDirectory = makeOwnDirectory();
  const launch = (port: string): ChildProcess =>
    spawn(process.execPath, [PROGRAM, ...(demo ? ['--demo'] : [])], {
      env: environment(dataDirectory, port),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  let child: ChildProcess | undefined = launch('0');
  try {
    const [, url = '', link = ''] = await untilPrinted(child, /is at (\S+)\n[^]*?(http:\S+#[\w-]{43})\n/);
    return {
      url,
      link,
      dataDirectory,
      stop: () => end(child),
      async startAgain() {
        child = launch(new URL(url).port);
        await untilPrinted(child, /is at (\S+)\n/);
      },
      async remove() {
        await end(child);
        await removeDirectory(dataDirectory);
      },
    };
  } catch (error) {
    await end(child);
    await removeDirectory(dataDirectory);
    throw error;
  }
}
