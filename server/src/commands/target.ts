import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, MIGRATIONS, readConfig } from '../config.ts';
import { type CommandContext, type Target, withDatabase } from '../kit/command/database.ts';
import { defaultDataDirectory } from '../kit/db/embedded/dataDirectory.ts';
import { listMissingMigrations, migrate } from '../kit/db/migrate.ts';
import { StartupError } from '../kit/startupError.ts';

/** The checkout that this program is. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** In the data directory: where the server that runs on it can be reached, as people type it. */
const ADDRESS = 'address';

export interface ServerTarget extends Target {
  config: Config;
  /** For links: as set, as the running server says, or as it would be. */
  publicUrl: string;
}

/** Which server the environment means. A relative FOOTBRIDGE_DATA counts from where the command is called. */
export function readTarget(): ServerTarget {
  const config = readConfig(process.env, process.cwd());
  const dataDirectory = config.dataDirectory ?? defaultDataDirectory(ROOT);
  const publicUrl = config.publicUrl ?? readAddress(dataDirectory) ?? `http://localhost:${config.port}`;
  return { config, dataDirectory, databaseUrl: config.databaseUrl, publicUrl };
}

export const addressFile = (dataDirectory: string): string => join(dataDirectory, ADDRESS);

function readAddress(dataDirectory: string): string | undefined {
  const file = addressFile(dataDirectory);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/** Works on the server that the environment means, with its tables brought to the shape this program needs. */
export async function onServer<Result>(
  work: (context: CommandContext & { publicUrl: string }) => Promise<Result>,
): Promise<Result> {
  const target = readTarget();
  return withDatabase(target, async (context) => {
    const missing = await listMissingMigrations(context.pool, MIGRATIONS);
    if (missing.length > 0 && context.shared) await requireNoServer(context);
    await migrate(context.pool, MIGRATIONS);
    await prepareQueue(context);
    return work({ ...context, publicUrl: target.publicUrl });
  });
}

/** The queue's own tables come with a large library, which most commands can do without. */
async function prepareQueue({ pool, log }: CommandContext): Promise<void> {
  const { rows } = await pool.query<{ name: string | null }>(
    "select to_regclass('graphile_worker.jobs')::text as name",
  );
  if (rows[0]?.name === null) await (await import('../kit/jobs/worker.ts')).migrateJobs(pool, log);
}

/** A server that runs would meet tables of a shape it does not know. */
async function requireNoServer({ pool }: CommandContext): Promise<void> {
  const { rowCount } = await pool.query(
    "select from pg_stat_activity where application_name = 'footbridge' and datname = current_database()",
  );
  if (rowCount === 0) return;
  throw new StartupError(
    'The server that runs on this database is older than this program. Nothing was changed. Restart it, then try again.',
  );
}
