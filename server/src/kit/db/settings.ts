import type pg from 'pg';
import { StartupError } from '../startupError.ts';

const OLDEST = 160_000;

/** Refuses a database that may lose what was acknowledged, or is too old. */
export async function refuseUnsafeDatabase(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'server_version_num')",
  );
  const settings = new Map(rows.map((row) => [row.name, row.setting]));
  const version = Number(settings.get('server_version_num'));
  if (version < OLDEST) {
    throw new StartupError(
      `The database is PostgreSQL ${Math.floor(version / 10_000)}, and Footbridge needs 16 or newer; upgrade it, or unset DATABASE_URL to use the embedded one.`,
    );
  }
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    if (settings.get(name) === 'off') {
      throw new StartupError(
        `The database runs with ${name} off, so a message could be lost after it was acknowledged; switch ${name} on and start again.`,
      );
    }
  }
}
