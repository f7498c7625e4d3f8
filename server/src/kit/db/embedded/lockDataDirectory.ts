import { createHash } from 'node:crypto';
import { link, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '../../startupError.ts';
import { processIdentity } from './processIdentity.ts';

export type DataDirectoryLock = { release(): Promise<void> };

/**
 * Claims an existing data directory for this process through `footbridge.lock` (pid and start time). A lock left by
 * a dead process is taken over. Throws StartupError when a living one, this process included, holds it.
 * `startEmbeddedPostgres` does this itself; call it where DATABASE_URL is used. Linux only: elsewhere there is no
 * /proc to tell a dead holder from a living one, and nothing is locked.
 */
export async function lockDataDirectory(dataDirectory: string): Promise<DataDirectoryLock> {
  if (process.platform !== 'linux') return { release: async () => undefined };
  const path = join(await realpath(dataDirectory), 'footbridge.lock');
  const content = `${process.pid}\n${processIdentity(process.pid) ?? ''}\n`;
  // Two starters that both find a dead lock could each remove the other's new one, so only one at a time may look.
  await alone(path, async () => {
    const holder = await findHolder(path);
    if (holder !== undefined) {
      throw new StartupError(
        `The data directory ${dataDirectory} is in use by a running Footbridge (process ${holder}): stop that one ` +
          'or set FOOTBRIDGE_DATA to another directory.',
      );
    }
    await replaceLock(path, content).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      throw new StartupError(`The disk of ${dataDirectory} is full: free some space and start again.`);
    });
  });
  return {
    async release() {
      if ((await readLock(path)) === content) await rm(path, { force: true });
    },
  };
}

/** The pid of the living process that holds the lock file, if there is one. */
async function findHolder(path: string): Promise<number | undefined> {
  const [pid, identity] = (await readLock(path))?.split('\n') ?? [];
  if (!pid || !identity) return undefined;
  return processIdentity(Number(pid)) === identity ? Number(pid) : undefined;
}

async function readLock(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

async function replaceLock(path: string, content: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await rm(path, { force: true });
  await writeFile(draft, content, { mode: 0o600 });
  try {
    // A link appears with its content or not at all: nobody can read a half-written lock and call it dead.
    await link(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A name in the kernel's abstract socket space is held by one process of this host and freed by its death. */
async function alone(path: string, work: () => Promise<void>): Promise<void> {
  const name = `\0footbridge-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
  const deadline = Date.now() + 10_000;
  let mutex = await listen(name);
  while (mutex === undefined && Date.now() < deadline) {
    await sleep(10);
    mutex = await listen(name);
  }
  try {
    await work();
  } finally {
    mutex?.close();
  }
}

async function listen(name: string) {
  const server = createServer((socket) => socket.destroy());
  return new Promise<typeof server | undefined>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(name, () => resolve(server));
  });
}
