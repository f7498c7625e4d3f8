import { randomUUIDv7 } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { ImportReport } from '@footbridge/contract/imports.ts';
import { type ChangeContext, SERVER_FEED, type Tx, change, record } from '../../kit/activity/activity.ts';
import { conflict } from '../../kit/http/problem.ts';
import type { Log } from '../../kit/log.ts';
import { type OpenImport, findOpenImport } from './queries.ts';
import { RefusedArchive, importSlack } from './slack/changes.ts';

/** What imports work with: on a server, or on the command line. */
export interface Importing {
  context: ChangeContext;
  pool: pg.Pool;
  log: Log;
  signal: AbortSignal;
}

export interface AskedImport {
  fileName: string;
  organisationId: string;
  startedBy: string | null;
  dryRun: boolean;
}

/** Any number that only imports lock on. One runs at a time: two of the same archive would make everything twice. */
const IMPORTING = 7_301_130;

/** An import that ends its process each time is given up after so many. */
const ATTEMPTS_MAX = 5;

/** Writes down that an archive waits to be imported. @param storedAt below the data directory */
export async function queueImport(
  tx: Tx,
  asked: AskedImport & { id: string; storedAt: string },
): Promise<void> {
  await insertImport(tx, asked, 'waiting');
}

async function insertImport(
  tx: Tx,
  asked: AskedImport & { id: string; storedAt: string | null },
  state: 'waiting' | 'running',
): Promise<void> {
  const { id, storedAt, fileName, organisationId, startedBy, dryRun } = asked;
  await tx.db
    .insertInto('imports')
    .values({
      id,
      source: 'slack',
      file_name: fileName,
      stored_at: storedAt,
      organisation_id: organisationId,
      dry_run: dryRun,
      state,
      started_by: startedBy,
      created_at: tx.at,
    })
    .execute();
  await record(tx, [
    {
      feedId: SERVER_FEED,
      kind: 'importStarted',
      subjectId: id,
      personId: startedBy,
      organisationId,
      facts: { dryRun },
    },
  ]);
}

/**
 * Runs the import that waits longest, also one that a process left half done when it ended.
 * @returns false when none waits, or another process is importing
 */
export async function runNextImport(importing: Importing & { dataDirectory: string }): Promise<boolean> {
  const { context, pool } = importing;
  if ((await findOpenImport(context.db)) === undefined) return false;
  return alone(pool, 0, false, async (client) => {
    const open = await findOpenImport(context.db);
    if (open === undefined) return false;
    const given = whyGivenUp(open);
    if (given === undefined) await runOpen(importing, client, open);
    else await endImport(context, open, { failure: given });
    const ended =
      (await context.db.selectFrom('imports').select('state').where('id', '=', open.id).executeTakeFirst())
        ?.state !== 'running';
    if (ended && open.storedAt !== null) {
      await rm(join(importing.dataDirectory, open.storedAt), { force: true });
    }
    return ended;
  });
}

/** Its command holds the lock for as long as it lives, so where the lock was free the command is gone. */
function whyGivenUp({ storedAt, attempts }: OpenImport): string | undefined {
  if (storedAt === null) {
    return BROKEN_OFF;
  }
  if (attempts >= ATTEMPTS_MAX) {
    return `It was begun ${ATTEMPTS_MAX} times and broken off each time. What came in until then stays. The server's log may say why.`;
  }
  return undefined;
}

async function runOpen(
  importing: Importing & { dataDirectory: string },
  client: pg.ClientBase,
  open: OpenImport,
): Promise<void> {
  const { context, dataDirectory } = importing;
  await context.db
    .updateTable('imports')
    .set({ state: 'running', attempts: open.attempts + 1 })
    .where('id', '=', open.id)
    .execute();
  await finishWith(importing, open, () =>
    run(
      importing,
      client,
      { ...open, path: join(dataDirectory, open.storedAt ?? '') },
      progressOf(importing, open.id),
    ),
  );
}

const PROGRESS_EVERY_MS = 500;

/** Progress is written now and then and waited for by nobody: losing one costs nothing. */
function progressOf({ context }: Importing, importId: string): (share: number) => void {
  let writtenAt = 0;
  return (share) => {
    if (performance.now() - writtenAt < PROGRESS_EVERY_MS) return;
    writtenAt = performance.now();
    context.db
      .updateTable('imports')
      .set({ progress: share })
      .where('id', '=', importId)
      .where('state', '=', 'running')
      .execute()
      .catch(() => undefined);
  };
}

/** Imports a file for a command, from where it lies. A dry run leaves no trace. Throws `RefusedArchive`, or a refusal when another import runs. */
export async function importFile(
  importing: Importing,
  asked: AskedImport & { path: string },
  onProgress: (share: number) => void,
): Promise<ImportReport> {
  const report = await alone(importing.pool, PATIENCE_MS, undefined, async (client) => {
    if (asked.dryRun) return run(importing, client, asked, onProgress);
    const open = { ...asked, id: randomUUIDv7(), storedAt: null, attempts: 1 };
    await change(importing.context, (tx) => insertImport(tx, open, 'running'));
    return finishWith(importing, open, () => run(importing, client, asked, onProgress), true);
  });
  if (report === undefined) {
    throw conflict(
      'importRunning',
      'Another import is running, and one runs at a time. Nothing was brought in. Try again when it has ended.',
    );
  }
  return report;
}

function run(
  importing: Importing,
  client: pg.ClientBase,
  asked: Omit<AskedImport, 'fileName'> & { path: string },
  onProgress: (share: number) => void,
): Promise<ImportReport> {
  const { context, pool, signal } = importing;
  const { path, organisationId, startedBy, dryRun } = asked;
  return importSlack({ context, pool, client, signal, path, organisationId, startedBy, dryRun, onProgress });
}

/** Notes how an import ends. One that can be gone on with stays as it is. */
async function finishWith(
  importing: Importing,
  open: OpenImport,
  work: () => Promise<ImportReport>,
  rethrow = false,
): Promise<ImportReport | undefined> {
  try {
    const report = await work();
    await endImport(importing.context, open, { report });
    return report;
  } catch (error) {
    const goesOn = open.storedAt !== null && (importing.signal.aborted || lostDatabase(error));
    if (!goesOn) await failImport(importing, open, error);
    if (rethrow) throw error;
    return undefined;
  }
}

/** The database was stopped, or the way to it broke: SQLSTATE 08 and 57P, and sockets. */
function lostDatabase(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return (
    (typeof code === 'string' && /^(?:08|57P|ECONN|EPIPE)/.test(code)) ||
    String(message).startsWith('Connection terminated')
  );
}

async function failImport(
  { context, log, signal }: Importing,
  open: OpenImport,
  error: unknown,
): Promise<void> {
  const expected = error instanceof RefusedArchive || signal.aborted;
  if (!expected) log.error({ err: error, importId: open.id }, 'an import failed unexpectedly');
  const failure = error instanceof RefusedArchive ? error.message : signal.aborted ? BROKEN_OFF : UNEXPECTED;
  // Where the database is gone this fails too; the next server finds the import as it is.
  await endImport(context, open, { failure }).catch(() => undefined);
}

const BROKEN_OFF =
  'The command that ran it was broken off. What came in until then stays. Run it again: it goes on from there.';
const UNEXPECTED =
  'Something unexpected went wrong and was written to the log of the server. What came in until then stays. Import the same file again: it goes on from there.';

async function endImport(
  context: ChangeContext,
  { id, startedBy, organisationId, dryRun }: OpenImport,
  end: { report?: ImportReport; failure?: string },
): Promise<void> {
  await change(context, async (tx) => {
    await tx.db
      .updateTable('imports')
      .set({
        state: end.report === undefined ? 'failed' : 'done',
        finished_at: tx.at,
        failure: end.failure ?? null,
        ...(end.report === undefined ? {} : { progress: 1, report: JSON.stringify(end.report) }),
      })
      .where('id', '=', id)
      .execute();
    const facts = { dryRun, failed: end.report === undefined, messages: end.report?.added.messages ?? 0 };
    await record(tx, [
      {
        feedId: SERVER_FEED,
        kind: 'importFinished',
        subjectId: id,
        personId: startedBy,
        organisationId,
        facts,
      },
    ]);
  });
}

/** How long a command waits for a server that only looks whether it has something to import. */
const PATIENCE_MS = 3000;

/**
 * Works on a connection of its own while no other import runs; answers `otherwise` when one does.
 * @param patienceMs how long to wait for the other one to end
 */
async function alone<Result>(
  pool: pg.Pool,
  patienceMs: number,
  otherwise: Result,
  work: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  // A database that goes away rejects what is under way; without this it would end the process as well.
  client.on('error', () => undefined);
  try {
    return (await takeLock(client, patienceMs)) ? await work(client) : otherwise;
  } finally {
    // Closed, not given back: with it go the lock, its settings and whatever it was in the middle of.
    client.release(true);
  }
}

const LOCK_TIMED_OUT = '55P03';

async function takeLock(client: pg.ClientBase, patienceMs: number): Promise<boolean> {
  try {
    await client.query(`set statement_timeout = 0; set lock_timeout = ${Math.max(1, patienceMs)}`);
    await client.query(`select pg_advisory_lock(${IMPORTING})`);
    await client.query('set lock_timeout = 0');
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === LOCK_TIMED_OUT) return false;
    throw error;
  }
}
