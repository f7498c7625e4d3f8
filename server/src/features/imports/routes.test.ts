import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  type Import,
  IMPORT_UPLOAD_MAX,
  getImport,
  listImports,
  startSlackImport,
} from '@footbridge/contract/imports.ts';
import { Problem } from '@footbridge/contract/kit/problem.ts';
import { type CastPerson, createCast } from '../../../test/cast.ts';
import { createClient, credentialOf, pathOf, strictly } from '../../../test/client.ts';
import { startTestServer } from '../../../test/server.ts';
import { findAnywhere, writeArchive } from '../../../test/slackExport.ts';
import { planOf, writeSlackArchive } from '../../../../tools/bench/slackArchive.ts';

const server = await startTestServer();
const cast = await createCast(server);
const organisationId = cast.organisations.northbrook.id;
const uploads = join(server.dataDirectory, 'imports');
const stored = () => (existsSync(uploads) ? readdirSync(uploads) : []);

const ARCHIVE = {
  'users.json': [{ id: 'U1', team_id: 'T1', profile: { real_name: 'Ines Marsh' } }],
  'channels.json': [{ id: 'C1', name: 'general', created: 1_600_000_000, members: ['U1'] }],
  'general/2020-09-13.json': [{ type: 'message', user: 'U1', ts: '1600000010.000100', text: 'hello' }],
};

interface Upload {
  query?: Partial<{ organisationId: string; fileName: string; dryRun: 'true' | 'false' }>;
  headers?: Record<string, string>;
  url?: string;
}

async function upload(
  person: Partial<CastPerson>,
  body: NonNullable<RequestInit['body']>,
  { query, headers, url = server.url }: Upload = {},
) {
  const path = pathOf(startSlackImport, { query: { organisationId, fileName: 'export.zip', ...query } });
  const answer = await fetch(new URL(path, url), {
    method: 'POST',
    body,
    headers: { ...credentialOf(person, url), 'content-type': 'application/zip', ...headers },
  });
  return { status: answer.status, value: await answer.json() };
}

const refusedWith = async (asked: Promise<{ status: number; value: unknown }>) => {
  const { status, value } = await asked;
  return [status, (strictly(Problem, value, 'startSlackImport') as Problem).code];
};

async function started(asked: Promise<{ status: number; value: unknown }>): Promise<Import> {
  const { status, value } = await asked;
  expect(status).toBe(200);
  return strictly(startSlackImport.reply, value, 'startSlackImport') as Import;
}

/** Asks until it has ended, as the page does. */
async function ended(importId: string, url = server.url): Promise<Import> {
  for (;;) {
    const one = await createClient(url, cast.amina).call(getImport, { params: { importId } });
    if (one.state === 'done' || one.state === 'failed') return one;
    await wait(50);
  }
}

const archiveBytes = async (content: object = ARCHIVE) =>
  readFile(await writeArchive(content as Record<string, unknown>));

test('an administrator uploads an archive, sees how far it is, and gets the report', async () => {
  const one = await started(
    upload(cast.amina, await archiveBytes(), { query: { fileName: 'Our\u202E export.zip' } }),
  );
  expect(one).toMatchObject({
    source: 'slack',
    fileName: 'Our export.zip',
    dryRun: false,
    startedBy: { id: cast.amina.id, name: cast.amina.name },
  });
  const done = await ended(one.id);
  expect(done).toMatchObject({
    state: 'done',
    progress: 1,
    failure: null,
    report: { added: { messages: 1, people: 1, spaces: 1 }, messagesReported: 0 },
  });
  expect(done.finishedAt).not.toBeNull();
  const { imports } = await cast.as(cast.amina).call(listImports);
  expect(imports.map(({ id }) => id)).toEqual([one.id]);
  await expect.poll(stored, { message: 'the archive is gone when its import has ended' }).toEqual([]);
  const told = await server.context.db
    .selectFrom('activity')
    .select(['kind', 'person_id', 'facts'])
    .where('subject_id', '=', one.id)
    .orderBy('seq')
    .execute();
  expect(told.map(({ kind, person_id: personId }) => [kind, personId])).toEqual([
    ['importStarted', cast.amina.id],
    ['importFinished', cast.amina.id],
  ]);
});

test('a dry run only reports', async () => {
  const content = {
    ...ARCHIVE,
    'general/2020-09-14.json': [{ type: 'message', user: 'U1', ts: '1600090010.000100', text: 'more' }],
  };
  const before = await findAnywhere(server.context.db, 'more');
  const { id } = await started(
    upload(cast.amina, await archiveBytes(content), { query: { dryRun: 'true' } }),
  );
  expect(await ended(id)).toMatchObject({ dryRun: true, state: 'done', report: { added: { messages: 1 } } });
  expect((await findAnywhere(server.context.db, 'more'))['messages']).toBe(before['messages']);
});

test('an archive that is refused fails with its sentence, and nothing of it stays', async () => {
  const { id } = await started(upload(cast.amina, await archiveBytes({ 'photo.txt': 'no export' })));
  const failed = await ended(id);
  expect(failed.state).toBe('failed');
  expect(failed.failure).toMatch(/no Slack export/);
  expect(failed.report).toBeNull();
  await expect.poll(stored).toEqual([]);
});

describe('what is refused at once', () => {
  test('a file that is no zip, an empty one, and one that says it is too large', async () => {
    expect(await refusedWith(upload(cast.amina, 'no zip'))).toEqual([422, 'badInput']);
    expect(await refusedWith(upload(cast.amina, ''))).toEqual([422, 'badInput']);
    expect(stored()).toEqual([]);
  });

  test('a body of another type, an unknown organisation and a name that is too long', async () => {
    expect((await upload(cast.amina, '{}', { headers: { 'content-type': 'text/csv' } })).status).toBe(415);
    expect(
      await refusedWith(
        upload(cast.amina, await archiveBytes(), { query: { organisationId: crypto.randomUUID() } }),
      ),
    ).toEqual([422, 'badInput']);
    expect(
      await refusedWith(upload(cast.amina, await archiveBytes(), { query: { fileName: 'x'.repeat(256) } })),
    ).toEqual([422, 'badInput']);
    expect(IMPORT_UPLOAD_MAX).toBe(2_147_483_648);
  });

  test('everybody but an administrator, before a byte is stored', async () => {
    const { id } = (await cast.as(cast.amina).call(listImports)).imports[0] ?? { id: '' };
    for (const person of [cast.rhys, cast.tomasz, cast.bea]) {
      expect(await refusedWith(upload(person, await archiveBytes()))).toEqual([403, 'notAllowed']);
      expect(await cast.as(person).refused(listImports)).toMatchObject({ status: 403 });
      const known = await cast.as(person).refused(getImport, { params: { importId: id } });
      const unknown = await cast.as(person).refused(getImport, { params: { importId: crypto.randomUUID() } });
      expect(known).toEqual(unknown);
    }
    expect(await refusedWith(upload({}, await archiveBytes()))).toEqual([401, 'signInNeeded']);
    expect(
      await refusedWith(
        upload(cast.amina, await archiveBytes(), { headers: { origin: 'https://evil.example' } }),
      ),
    ).toEqual([403, 'notAllowed']);
    expect(
      await cast.as(cast.amina).refused(getImport, { params: { importId: crypto.randomUUID() } }),
    ).toMatchObject({ status: 404 });
    expect(stored()).toEqual([]);
  });
});

test(
  'an import that a stop breaks off goes on at the next start and ends as if nothing had been',
  { timeout: 60_000 },
  async () => {
    const path = join(server.dataDirectory, 'made.zip');
    await writeSlackArchive(path, { ...planOf(4000), channels: 20, days: 10, seed: 3 });
    const one = await started(upload(cast.amina, await readFile(path)));
    const running = async () =>
      (await cast.as(cast.amina).call(getImport, { params: { importId: one.id } })).state === 'running';
    while (!(await running())) await wait(5);
    await server.stop();
    const next = await server.again();
    const done = await ended(one.id, next.url);
    expect(done).toMatchObject({ state: 'done', report: { found: { messages: 4000 }, messagesReported: 0 } });
    const { rows } = await next.context.pool.query(
      'select attempts, (select count(*)::int from messages where external_ref is not null) as messages from imports where id = $1',
      [one.id],
    );
    expect(rows).toEqual([{ attempts: 2, messages: 4001 }]);
    await expect.poll(stored).toEqual([]);
  },
);
