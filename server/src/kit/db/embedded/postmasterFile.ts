import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf, processIdentity } from './processIdentity.ts';

/** What PostgreSQL writes about its main process into postmaster.pid; `ready` once it accepts connections. */
export type PostmasterFile = { pid: number; socketDirectory: string | undefined; ready: boolean };

/** Reads postmaster.pid, which may be left over from a process that is dead. */
export function readPostmasterFile(clusterDirectory: string): PostmasterFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(clusterDirectory, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, socketDirectory: lines[4]?.trim() || undefined, ready: lines[7]?.trim() === 'ready' };
}

/**
 * The living main process of this cluster. A pid alone proves nothing after a crash: it may by now be another
 * program's, which must neither be adopted nor signalled, so the process must say `-D <this directory>`.
 */
export function findPostmaster(clusterDirectory: string): PostmasterFile | undefined {
  const file = readPostmasterFile(clusterDirectory);
  if (!file || processIdentity(file.pid) === undefined) return undefined;
  const commandLine = commandLineOf(file.pid);
  const at = commandLine.indexOf('-D');
  return at > 0 && commandLine[at + 1] === clusterDirectory ? file : undefined;
}
