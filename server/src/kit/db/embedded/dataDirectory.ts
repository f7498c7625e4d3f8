import { constants } from 'node:fs';
import { access, chmod, mkdir, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StartupError } from '../../startupError.ts';
import { canEnter, type DatabaseUser, findClosedDirectory, findDatabaseUser } from './databaseUser.ts';

/** Below the data directory: PostgreSQL's own files. */
export const CLUSTER = 'postgres';

/**
 * Where data goes when FOOTBRIDGE_DATA says nothing: `data` in the checkout, but `/var/lib/footbridge` when we are
 * root and the checkout (below /root, say) is closed to the user that the database runs as.
 */
export function defaultDataDirectory(repositoryRoot: string): string {
  const inCheckout = join(resolve(repositoryRoot), 'data');
  const user = findDatabaseUser(join(inCheckout, CLUSTER));
  return !user.switchTo || canEnter(user, resolve(repositoryRoot)) ? inCheckout : '/var/lib/footbridge';
}

/**
 * Makes the data directory where it is missing and returns its real path. Other users may pass through (0711), not
 * look in, when the database runs as one of them. Throws StartupError where it cannot be made, written or reached.
 */
export async function prepareDataDirectory(directory: string, user?: DatabaseUser): Promise<string> {
  const path = resolve(directory);
  await makeDirectories(path, user?.switchTo ? 0o711 : 0o700).catch((error: unknown) => refuse(path, error));
  await access(path, constants.W_OK | constants.X_OK).catch((error: unknown) => refuse(path, error));
  const real = await realpath(path);
  const closed = user?.switchTo && findClosedDirectory(user, real);
  if (!closed) return real;
  throw new StartupError(
    `The database runs as user "${user.name}", who cannot enter ${closed}: run "chmod o+x ${closed}" or set ` +
      'FOOTBRIDGE_DATA to a directory that this user can reach.',
  );
}

/** mkdir leaves the mode to the umask, and one of 077 would close the directory to the database user. */
async function makeDirectories(path: string, mode: number): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  await chmod(path, mode);
  for (let made = path; made !== first; made = dirname(made)) await chmod(dirname(made), 0o755);
}

function refuse(path: string, cause: unknown): never {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
  throw new StartupError(
    `The data directory ${path} is not writable (${reason}): change its owner or set FOOTBRIDGE_DATA to another directory.`,
    { cause },
  );
}
