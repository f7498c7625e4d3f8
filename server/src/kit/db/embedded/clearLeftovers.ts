import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findPostmaster, readPostmasterFile } from './postmasterFile.ts';
import { commandLineOf } from './processIdentity.ts';

/** Shown by each process of the cluster in its command line, which unlike /proc/<pid>/cwd anybody may read. */
export function clusterName(clusterDirectory: string): string {
  return `footbridge-${createHash('sha256').update(clusterDirectory).digest('hex').slice(0, 16)}`;
}

/**
 * Clears what a killed PostgreSQL left in the way of the next one. Call it before each start, under the data
 * directory's lock; while the main process lives it does nothing.
 *
 * Backends outlive a killed main process until their query ends, hours later perhaps, and hold the shared memory.
 * The kernel may have given the pid in postmaster.pid or in the socket's lock to a stranger, or keep it as a zombie;
 * then PostgreSQL takes the cluster to be in use. Two servers on one cluster remain impossible all the same: each
 * also claims shared memory under the directory's inode.
 */
export function clearLeftovers(cluster: { clusterDirectory: string; socketDirectory: string }): void {
  const file = readPostmasterFile(cluster.clusterDirectory);
  if (!file || findPostmaster(cluster.clusterDirectory)) return;
  for (const pid of findBackends(clusterName(cluster.clusterDirectory))) kill(pid);
  rmSync(join(cluster.socketDirectory, '.s.PGSQL.5432.lock'), { force: true });
  if (existsSync(`/proc/${file.pid}`)) {
    rmSync(join(cluster.clusterDirectory, 'postmaster.pid'), { force: true });
  }
}

function findBackends(name: string): number[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => commandLineOf(pid)[0]?.startsWith(`postgres: ${name}: `));
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself a moment ago.
  }
}
