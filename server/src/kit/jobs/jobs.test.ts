import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import * as z from 'zod/mini';
import { cutDatabase } from '../../../test/template.ts';
import type { Context } from '../context.ts';
import { createDatabase } from '../db/database.ts';
import { createPool } from '../db/pool.ts';
import { createLog } from '../log.ts';
import { type Job, addJob, job } from './jobs.ts';
import { startJobs } from './worker.ts';

interface Greeted {
  name: string;
  jobId: string;
}

async function startQueue(jobs: Job[]) {
  const database = await cutDatabase(inject('databaseUrl'));
  const log = createLog('silent');
  const pool = createPool(database.url, log);
  const db = createDatabase(pool);
  // What a job is given of the context here is all these jobs use.
  const context = { db, pool, log } as Context;
  const stops = [await startJobs(context, jobs)];
  onTestFinished(async () => {
    for (const stop of stops) await stop();
    await pool.end();
    await database.drop();
  });
  return { db, pool, again: async (more: Job[]) => stops.push(await startJobs(context, more)) };
}

function createGreeting(failures: number) {
  const greeted: Greeted[] = [];
  let left = failures;
  const greet = job('greet', z.object({ name: z.string() }), async (_context, { name }, jobId) => {
    greeted.push({ name, jobId });
    left -= 1;
    if (left >= 0) throw new Error('not yet');
  });
  return { greeted, greet };
}

test('a job runs once its change has committed, and never when it was rolled back', async () => {
  const { greeted, greet } = createGreeting(0);
  const { db } = await startQueue([greet]);
  const rolledBack = db.transaction().execute(async (tx) => {
    await addJob(tx, 'greet', { name: 'nobody' });
    throw new Error('changed my mind');
  });
  await expect(rolledBack).rejects.toThrow('changed my mind');
  await db.transaction().execute((tx) => addJob(tx, 'greet', { name: 'Ana "Lima"' }));
  await expect.poll(() => greeted, { timeout: 5000 }).toMatchObject([{ name: 'Ana "Lima"' }]);
});

test('a job that fails is tried again with the same id', async () => {
  const { greeted, greet } = createGreeting(1);
  const { db, pool } = await startQueue([greet]);
  await db.transaction().execute((tx) => addJob(tx, 'greet', { name: 'Ana' }));
  await expect.poll(() => greeted, { timeout: 5000 }).toHaveLength(1);
  // The pause before the next try is minutes in the end and seconds at first; here it is over.
  await expect
    .poll(
      async () =>
        (
          await pool.query(
            'update graphile_worker._private_jobs set run_at = now() where locked_at is null returning id',
          )
        ).rowCount,
    )
    .toBe(1);
  await expect.poll(() => greeted, { timeout: 5000 }).toHaveLength(2);
  expect(greeted[1]?.jobId).toBe(greeted[0]?.jobId);
  await expect.poll(async () => (await pool.query('select from graphile_worker.jobs')).rowCount).toBe(0);
});

test('a job that a killed server had begun is done after the next start', async () => {
  const { greeted, greet } = createGreeting(0);
  const { db, pool, again } = await startQueue([]);
  await db.transaction().execute((tx) => addJob(tx, 'greet', { name: 'Ana' }));
  await pool.query("update graphile_worker._private_jobs set locked_by = 'killed', locked_at = now()");
  await again([greet]);
  await expect.poll(() => greeted, { timeout: 5000 }).toMatchObject([{ name: 'Ana' }]);
});

test('work goes on after the database was away just when a job was done', async () => {
  const { greeted, greet } = createGreeting(0);
  const cluster = new pg.Client({ connectionString: inject('databaseUrl') });
  await cluster.connect();
  onTestFinished(() => cluster.end());
  const cut = job('cut', z.object({ database: z.string() }), async (_context, { database }) => {
    await cluster.query(`alter database ${database} with allow_connections false`);
    await cluster.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      database,
    ]);
  });
  const { db, pool } = await startQueue([greet, cut]);
  const { rows } = await pool.query<{ database: string }>('select current_database() as database');
  const database = rows[0]?.database ?? '';
  await db.transaction().execute((tx) => addJob(tx, 'cut', { database }, { attempts: 1 }));
  await expect
    .poll(() => pool.query('select').catch((error: unknown) => (error as { code?: string }).code), {
      timeout: 5000,
    })
    .toBe('55000');
  await cluster.query(`alter database ${database} with allow_connections true`);
  await db.transaction().execute((tx) => addJob(tx, 'greet', { name: 'Ana' }));
  await expect.poll(() => greeted, { timeout: 10_000 }).toMatchObject([{ name: 'Ana' }]);
});

test('a payload of another shape never reaches the work', async () => {
  const { greeted, greet } = createGreeting(0);
  const { db, pool } = await startQueue([greet]);
  await db.transaction().execute((tx) => addJob(tx, 'greet', { nome: 'Ana' }, { attempts: 1 }));
  await expect
    .poll(
      async () =>
        (await pool.query('select from graphile_worker.jobs where attempts = 1 and locked_at is null'))
          .rowCount,
    )
    .toBe(1);
  expect(greeted).toEqual([]);
});
