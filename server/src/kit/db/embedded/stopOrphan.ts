import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { CLUSTER } from './dataDirectory.ts';
import { adoptPostmaster, stopPostmaster } from './postmaster.ts';
import { findPostmaster } from './postmasterFile.ts';

/** Ends the PostgreSQL that a killed process left running in this data directory, if there is one. */
export async function stopOrphan(dataDirectory: string): Promise<void> {
  const postmaster = findPostmaster(join(realpathSync(dataDirectory), CLUSTER));
  if (postmaster) await stopPostmaster(adoptPostmaster(postmaster.pid));
}
