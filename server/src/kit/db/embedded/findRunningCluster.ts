import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CLUSTER } from './dataDirectory.ts';
import { findPostmaster } from './postmasterFile.ts';

/**
 * The connection string of the built-in database that runs in this data directory, for a command line beside a
 * running server; undefined when none runs, or when the caller may not read the directory.
 */
export function findRunningCluster(dataDirectory: string): string | undefined {
  try {
    const postmaster = findPostmaster(join(realpathSync(resolve(dataDirectory)), CLUSTER));
    return postmaster?.ready && postmaster.socketDirectory
      ? connectionStringTo(postmaster.socketDirectory)
      : undefined;
  } catch {
    return undefined;
  }
}

/** No password: the mode of the directory is the lock. */
export function connectionStringTo(socketDirectory: string, database = 'footbridge'): string {
  return `postgresql://footbridge@/${database}?host=${encodeURIComponent(socketDirectory)}`;
}
