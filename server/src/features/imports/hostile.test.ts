import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { digest, importArchive, writeArchive } from '../../../test/slackExport.ts';
import { makeTemporaryDirectory } from '../../../test/temporaryDirectory.ts';
import { RefusedArchive } from './slack/changes.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { db } = server.context;
const organisationId = cast.organisations.northbrook.id;

async function plain(bytes: Buffer | string): Promise<string> {
  const path = join(makeTemporaryDirectory(), 'x.zip');
  await writeFile(path, bytes);
  return path;
}

test.each<[string, () => Promise<string>, RegExp]>([
  ['a file that is no zip', () => plain('hello'), /no zip archive.*Nothing was brought in/],
  ['a zip of something else', () => writeArchive({ 'holiday/photo.jpg': 'x' }), /no Slack export/],
  ['an empty zip', () => writeArchive({}), /no Slack export/],
  ['a bomb', () => writeArchive({ 'users.json': Buffer.alloc(3_000_000, ' ') }), /200 times its size/],
])('%s is refused with a sentence, and nothing is written but that it was tried', async (_, make, says) => {
  const before = await digest(db, { ofTheRun: false });
  const refusal = await importArchive(server, organisationId, await make()).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(RefusedArchive);
  expect((refusal as Error).message).toMatch(says);
  expect(await digest(db, { ofTheRun: false })).toEqual(before);
  const last = await db
    .selectFrom('imports')
    .select(['state', 'failure'])
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  expect(last.state).toBe('failed');
});

test('names and texts from an archive stay text, whatever they are', async () => {
  const evil = '<img src=x onerror=alert(1)> \u202Egnp.exe \u0000 \uD800';
  const report = await importArchive(
    server,
    organisationId,
    await writeArchive({
      'users.json': [
        {
          id: 'U1',
          team_id: 'T1',
          is_admin: true,
          is_owner: true,
          profile: { real_name: evil, email: 'amina@example.org\nx', title: evil },
        },
        { id: '__proto__', profile: { real_name: 'Proto' } },
        { id: 'constructor' },
        7,
        null,
        { id: 9 },
      ],
      'channels.json': [
        {
          id: 'C1',
          name: evil,
          created: 'soon',
          creator: {},
          members: 'all',
          purpose: { value: evil },
          topic: 'x',
        },
        { id: '__proto__', name: 'constructor' },
      ],
      [`${evil.replaceAll(/[\0\uD800]/g, '')}/2020-09-13.json`]: [
        {
          type: 'message',
          user: 'U1',
          ts: '1600000010.000100',
          text: evil,
          reactions: [{ name: evil, users: ['U1', 5] }],
          files: [{ name: evil, permalink: 'javascript:alert(1)' }],
        },
      ],
      'constructor/2020-09-13.json': [
        {
          type: 'message',
          user: '__proto__',
          ts: '1600000010.000100',
          text: '<@constructor> <#__proto__|x>',
          subtype: '__proto__',
        },
        { type: 'message', user: '__proto__', ts: '1600000011.000100', text: 'hi' },
      ],
    }),
  );
  expect(report.added).toMatchObject({ people: 3, spaces: 3, messages: 2 });
  const names = await db
    .selectFrom('people')
    .select('name')
    .where('kind', '=', 'profile')
    .orderBy('name')
    .execute();
  expect(names.map(({ name }) => name).toSorted()).toEqual([
    '<img src=x onerror=alert(1)> gnp.exe \uFFFD',
    'Proto',
    'constructor',
  ]);
  const steward = await db
    .selectFrom('affiliations as f')
    .innerJoin('people as p', 'p.id', 'f.person_id')
    .select('f.role')
    .where('p.kind', '=', 'profile')
    .where('f.role', '=', 'steward')
    .execute();
  expect(steward, 'who was an administrator in Slack is none here').toEqual([]);
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
});

test(
  'a million brackets in a list of messages are read without filling the memory',
  { timeout: 60_000 },
  async () => {
    const before = process.memoryUsage.rss();
    // Alternating, because a file of one repeated pair would be refused as a bomb before it is read.
    const noise = Array.from({ length: 700_000 }, (_, at) =>
      at % 3 === 0 ? `[${(at * 7919) % 100_003}]` : `{"${(at * 104_729) % 99_991}":[]}`,
    ).join(',');
    const report = await importArchive(
      server,
      organisationId,
      await writeArchive({
        'channels.json': [],
        'general/2020-09-13.json': `[${noise},{"type":"message","user":"U1","ts":"1600000012.000100","text":"after all of it"}]`,
      }),
    );
    expect(report.added.messages).toBe(1);
    expect(report.remarks.find(({ what }) => what === 'An entry')?.count).toBe(700_000);
    expect((process.memoryUsage.rss() - before) / 1024 / 1024).toBeLessThan(300);
  },
);
