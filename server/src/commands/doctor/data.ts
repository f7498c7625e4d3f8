import { needsSetup } from '../../features/auth/setup/queries.ts';
import type { CommandContext } from '../../kit/command/database.ts';
import { listMissingMigrations } from '../../kit/db/migrate.ts';
import { refuseUnsafeDatabase } from '../../kit/db/settings.ts';
import { MIGRATIONS } from '../../config.ts';
import { type Finding, look } from './finding.ts';

/** What the database says of itself and of what is in it. */
export async function examineData(context: CommandContext): Promise<Finding[]> {
  const { pool } = context;
  const { rows } = await pool.query<{ version: string; size: string }>(
    "select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size",
  );
  const says = `PostgreSQL ${rows[0]?.version}, ${rows[0]?.size}${context.shared ? '' : '; no server runs on it now'}.`;
  const database: Finding[] = [{ about: 'database', state: 'well', says }];
  const unsafe = await look('database', async () => {
    await refuseUnsafeDatabase(pool);
    return [];
  });
  database.push(...unsafe);
  const missing = await listMissingMigrations(pool, MIGRATIONS);
  if (missing.length > 0) {
    return [
      ...database,
      {
        about: 'tables',
        state: 'note',
        says: `${missing.length} migrations are to be run: ${missing.join(', ')}; the next start runs them.`,
      },
    ];
  }
  return [
    ...database,
    { about: 'tables', state: 'well', says: 'All migrations were run.' },
    await examineFeeds(context),
    await examineJobs(context),
    await examineAdministration(context),
  ];
}

/** The positions of a feed run from 1 to its counter without a hole: what is missing there was lost. */
async function examineFeeds({ pool }: CommandContext): Promise<Finding> {
  const { rows } = await pool.query<{ id: string; feeds: number }>(`
    select f.id, count(*) over ()::int as feeds from feeds f
    left join (select feed_id, count(*) as held, max(seq) as newest from activity group by feed_id) a on a.feed_id = f.id
    where coalesce(a.held, 0) <> f.last_seq or coalesce(a.newest, 0) <> f.last_seq limit 3`);
  const [first] = rows;
  const about = 'history';
  if (first === undefined) return { about, state: 'well', says: 'Every feed is whole.' };
  const which = rows.map((row) => row.id).join(', ');
  return {
    about,
    state: 'wrong',
    says: `${first.feeds} feeds have holes (${which}); restore a backup and tell the makers of Footbridge.`,
  };
}

async function examineJobs({ pool }: CommandContext): Promise<Finding> {
  const about = 'background work';
  const known = await pool.query<{ name: string | null }>(
    "select to_regclass('graphile_worker.jobs')::text as name",
  );
  if (known.rows[0]?.name === null) {
    return { about, state: 'note', says: 'There is no queue yet; the next start makes it.' };
  }
  const { rows } = await pool.query<{ waiting: number; failed: number; given_up: number }>(`
    select count(*)::int as waiting, count(*) filter (where last_error is not null)::int as failed,
      count(*) filter (where attempts >= max_attempts)::int as given_up from graphile_worker.jobs`);
  const { waiting = 0, failed = 0, given_up: givenUp = 0 } = rows[0] ?? {};
  if (givenUp > 0) {
    return {
      about,
      state: 'wrong',
      says: `${givenUp} jobs failed too often and were given up; the log says why.`,
    };
  }
  return {
    about,
    state: failed > 0 ? 'note' : 'well',
    says: `${waiting} jobs wait${failed > 0 ? `, ${failed} of them failed before and are tried again` : ''}.`,
  };
}

async function examineAdministration({ db }: CommandContext): Promise<Finding> {
  const about = 'administrators';
  if (!(await needsSetup(db))) return { about, state: 'well', says: 'There is at least one.' };
  return {
    about,
    state: 'note',
    says: 'There is none yet: start the server and open the link that it prints.',
  };
}
