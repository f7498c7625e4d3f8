import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { ImportReport } from '@footbridge/contract/imports.ts';
import { planOf, writeSlackArchive } from '../../../../tools/bench/slackArchive.ts';
import { runCommand, startProgram } from '../../../test/program.ts';
import { type TestServer, startTestServer } from '../../../test/server.ts';
import { digest, importArchive } from '../../../test/slackExport.ts';

const [killed, whole] = [await startTestServer(), await startTestServer()];
const ORGANISATION = '0190a0a0-0000-7000-5000-0000000000aa';

/** Of one id in both databases, because ids of what is imported follow from it. */
async function addOrganisation({ context: { pool } }: TestServer): Promise<void> {
  await pool.query(
    "insert into organisations (id, name, short_name, hue, created_at) values ($1, 'Northbrook Council', 'NC', 200, '2026-11-02')",
    [ORGANISATION],
  );
  await pool.query("insert into feeds (id, kind) values ($1, 'organisation')", [ORGANISATION]);
}

async function countSpaces(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from spaces`.execute(killed.context.db);
  return rows[0]?.n ?? 0;
}

test(
  'killed again and again and run again, an import ends as if nothing had been',
  { timeout: 120_000 },
  async () => {
    await Promise.all([addOrganisation(killed), addOrganisation(whole)]);
    const path = join(killed.dataDirectory, 'made.zip');
    await writeSlackArchive(path, { ...planOf(5000), channels: 25, days: 5, seed: 5 });
    const env = { DATABASE_URL: killed.databaseUrl, FOOTBRIDGE_DATA: killed.dataDirectory };
    const command = ['import', 'slack', path, '--organisation', 'Northbrook Council', '--json'];

    for (const spaces of [1, 8, 15]) {
      const program = startProgram(command, env);
      while ((await countSpaces()) < spaces) await wait(2);
      program.signal('SIGKILL');
      expect((await program.ended).signal).toBe('SIGKILL');
    }
    expect(await countSpaces(), 'it was killed half way').toBeLessThan(25);

    const last = await runCommand(command, env);
    expect(last.stderr).toBe('');
    const report = JSON.parse(last.stdout) as ImportReport;
    expect(report.found.messages).toBe(5000);
    expect(report.added.messages).toBeGreaterThan(0);
    expect(report.added.messages).toBeLessThan(5000);
    await importArchive(whole, ORGANISATION, path);
    expect(await digest(killed.context.db, { ofTheRun: false })).toEqual(
      await digest(whole.context.db, { ofTheRun: false }),
    );

    const again = await runCommand(command, env);
    expect(
      Object.values((JSON.parse(again.stdout) as ImportReport).added).every((added) => added === 0),
    ).toBe(true);
    const states = await killed.context.db
      .selectFrom('imports')
      .select(['state', 'failure'])
      .orderBy('created_at')
      .execute();
    expect(states.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed', 'done', 'done']);
    expect(states[0]?.failure).toMatch(/broken off.*Run it again/);
  },
);

test('the command line says what came in, and refuses in one sentence', { timeout: 60_000 }, async () => {
  const env = { DATABASE_URL: whole.databaseUrl, FOOTBRIDGE_DATA: whole.dataDirectory };
  const path = join(killed.dataDirectory, 'made.zip');
  const dry = await runCommand(['import', 'slack', path, '--organisation', 'nc', '--dry-run'], env);
  expect(dry).toMatchObject({ code: 0, stderr: '' });
  expect(dry.stdout).toMatch(/IN THE FILE +WOULD COME IN/);
  expect(dry.stdout).toMatch(/^messages +5000 +0$/m);
  expect(dry.stdout).toContain('Everything was here before: nothing was added.');
  const refused = async (...words: string[]) => (await runCommand(['import', 'slack', ...words], env)).stderr;
  expect(await refused('/etc/hostname', '--organisation', 'NC')).toMatch(/^The file is no zip archive.*\n$/);
  expect(await refused('/nowhere.zip', '--organisation', 'NC')).toBe(
    '/nowhere.zip cannot be read as a file; nothing was brought in.\n',
  );
  expect(await refused(path, '--organisation', 'Atlantis')).toMatch(/no organisation called Atlantis/);
  expect(await refused(path)).toBe('Give --organisation with a value.\n');
});
