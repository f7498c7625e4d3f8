import { Logger, parseCronItems, run, type Runner, runMigrations, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import type { Context } from '../context.ts';
import type { Log } from '../log.ts';
import type { Job } from './jobs.ts';

const AT_ONCE = 2;
/** Jobs that are not done by then are given back and run again at the next start. */
const STOP_WITHIN_MS = 3000;
const BEGIN_AGAIN_MS = 1000;

/** Makes or updates the tables of the queue; `addJob` needs them. */
export async function migrateJobs(pool: pg.Pool, log: Log): Promise<void> {
  await runMigrations({ pgPool: pool, logger: workerLog(log) });
}

/**
 * Starts working on the queue, and starts again where losing the database ended it.
 * @returns stops it: running jobs may end within three seconds
 */
export async function startJobs(context: Context, jobs: Job[]): Promise<() => Promise<void>> {
  let runner: Runner | undefined;
  let again: NodeJS.Timeout | undefined;
  let stopping = false;

  async function begin(): Promise<void> {
    await freeAbandonedJobs(context.pool);
    runner = await runJobs(context, jobs);
    if (stopping) return void runner.stop();
    runner.promise.then(
      () => goOn(undefined),
      (reason: unknown) => goOn(reason),
    );
  }

  function goOn(reason: unknown): void {
    if (stopping) return;
    context.log.warn({ err: reason }, 'background work was interrupted and begins again');
    again = setTimeout(() => void begin().catch(goOn), BEGIN_AGAIN_MS);
  }

  await begin();
  return async () => {
    stopping = true;
    clearTimeout(again);
    const late = new Promise((resolve) => setTimeout(resolve, STOP_WITHIN_MS).unref());
    await Promise.race([runner?.stop().catch(() => undefined), late]);
  };
}

const runJobs = (context: Context, jobs: Job[]): Promise<Runner> =>
  run({
    pgPool: context.pool,
    concurrency: AT_ONCE,
    noHandleSignals: true,
    // Without a batch the library does not wait for the statement that marks a job as done: when the database is away just then, the
    // rejection that nobody handles ends the whole process. A batch of no delay tries again, and then ends the runner.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: workerLog(context.log),
    taskList: Object.fromEntries(jobs.map((entry) => [entry.name, taskOf(context, entry)])),
    parsedCronItems: parseCronItems(
      jobs.flatMap((entry) => (entry.cron === undefined ? [] : [{ task: entry.name, match: entry.cron }])),
    ),
  });

/** Jobs that a killed server had begun would wait four hours for it to come back; this is the server that works on them now. */
async function freeAbandonedJobs(pool: pg.Pool): Promise<void> {
  await pool.query(`select graphile_worker.force_unlock_workers(array(
    select distinct locked_by from graphile_worker._private_jobs where locked_by is not null))`);
}

function taskOf(context: Context, entry: Job): TaskList[string] {
  return async (given, { job }) => {
    // `json` columns arrive as text on our connections.
    const payload: unknown = typeof given === 'string' ? JSON.parse(given) : given;
    await entry.run(context, payload, job.id);
  };
}

/** Payloads hold addresses and secrets of links, so of a failed job only its name, attempt and error reach the log. */
function workerLog(log: Log): Logger {
  return new Logger((scope) => (level, message, meta) => {
    if (level !== 'error' && level !== 'warning') return;
    const error = (meta as { error?: unknown } | undefined)?.error;
    const reason = error instanceof Error ? error.message : undefined;
    const what = scope.taskIdentifier === undefined ? message : 'a job failed and will be tried again';
    log[level === 'error' ? 'error' : 'warn'](
      { job: scope.taskIdentifier, jobId: scope.jobId, reason },
      what,
    );
  });
}
