import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { editMessage, listMessages, listVersions, postMessage } from '@footbridge/contract/chat.ts';
import type { ImportCounts } from '@footbridge/contract/imports.ts';
import { joinSpace, listSpaces, moveReadPosition } from '@footbridge/contract/spaces.ts';
import { createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import {
  digest,
  findRealExport,
  importArchive,
  writeArchive,
  writeArchiveIn,
} from '../../../test/slackExport.ts';
import { openZip } from '../../kit/files/zip.ts';
import { noCounts } from './counts/rules.ts';
import { ARCHIVE_LIMITS } from './slack/changes.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { db } = server.context;
const northbrook = cast.organisations.northbrook.id;

const at = (seconds: number) => `${1_600_000_000 + seconds}.000100`;
const said = (seconds: number, by: string, text: string, more: object = {}) => ({
  type: 'message',
  user: by,
  ts: at(seconds),
  text,
  ...more,
});
const person = (id: string) => ({ id, team_id: 'T1', name: id, profile: { real_name: `Person ${id}` } });

const EARLIER = {
  'users.json': ['U1', 'U2'].map(person),
  'channels.json': [{ id: 'C1', name: 'rota', created: 1_600_000_000, creator: 'U1', members: ['U1', 'U2'] }],
  'rota/2020-09-13.json': [
    said(10, 'U1', 'first'),
    said(20, 'U2', 'second', {
      edited: { user: 'U2', ts: at(21) },
      reactions: [{ name: 'tada', users: ['U1'] }],
    }),
    said(30, 'U1', 'third'),
  ],
};
/** The same workspace later: an answer to an old message, an edit, a reaction, a new message, a new person, and one who left. */
const LATER = {
  'users.json': ['U1', 'U2', 'U3'].map(person),
  'channels.json': [
    { id: 'C1', name: 'rota', created: 1_600_000_000, creator: 'U1', members: ['U1', 'U3'] },
    { id: 'C2', name: 'new-one', created: 1_600_100_000, creator: 'U3', members: ['U3'] },
  ],
  'rota/2020-09-13.json': [
    said(10, 'U1', 'first', { thread_ts: at(10) }),
    said(20, 'U2', 'second, mended', {
      edited: { user: 'U2', ts: at(90_000) },
      reactions: [
        { name: 'tada', users: ['U1', 'U2'] },
        { name: 'eyes', users: ['U3'] },
      ],
    }),
    said(30, 'U1', 'third'),
  ],
  'rota/2020-09-14.json': [
    said(80_000, 'U3', 'joined', { subtype: 'channel_join' }),
    said(86_400, 'U2', 'an answer', { thread_ts: at(10) }),
    said(86_410, 'U3', 'fourth'),
    said(86_420, 'U2', 'left', { subtype: 'channel_leave' }),
  ],
};

await importArchive(server, northbrook, await writeArchiveIn(server.dataDirectory, EARLIER));
const rota = (await db.selectFrom('spaces').select('id').where('name', '=', 'rota').executeTakeFirstOrThrow())
  .id;
const inRota = { params: { spaceId: rota } };

test('a later export adds only what is new, and people here lose nothing by it', async () => {
  for (const one of [cast.amina, cast.megan]) await cast.as(one).call(joinSpace, { ...inRota, body: {} });
  const posted = await cast
    .as(cast.amina)
    .call(postMessage, { ...inRota, body: { clientId: crypto.randomUUID(), source: 'said here' } });
  await cast.as(cast.amina).call(moveReadPosition, { ...inRota, body: { seq: posted.seq } });
  const live = await cast.live(cast.amina);

  const path = await writeArchive(LATER);
  const dry = await importArchive(server, northbrook, path, { dryRun: true });
  const report = await importArchive(server, northbrook, path);
  expect(dry).toEqual(report);
  const expected: ImportCounts = {
    ...noCounts(),
    people: 1,
    spaces: 1,
    messages: 2,
    replies: 1,
    edits: 1,
    reactions: 2,
    joins: 1,
    leaves: 1,
  };
  expect(report.added).toEqual(expected);

  const { messages } = await cast.as(cast.amina).call(listMessages, { ...inRota, query: {} });
  expect(messages.map(({ source }) => source)).toEqual([
    'first',
    'second, mended',
    'third',
    'said here',
    'fourth',
  ]);
  expect(messages[0]?.thread?.replies).toBe(1);
  expect(messages[1]?.reactions.map(({ emoji, people }) => [emoji, people.length])).toEqual([
    ['🎉', 2],
    ['👀', 1],
  ]);
  const { versions } = await cast
    .as(cast.amina)
    .call(listVersions, { params: { messageId: messages[1]?.id ?? '' } });
  expect(versions.map(({ source, writtenAt }) => [source, writtenAt])).toEqual([
    ['second', '2020-09-13T12:27:01.000Z'],
  ]);

  const unread = async (one: typeof cast.amina) =>
    (await cast.as(one).call(listSpaces)).spaces.find(({ id }) => id === rota)?.mine.unread;
  expect(await unread(cast.amina), 'she had read everything').toBe(0);
  expect(await unread(cast.megan), 'she had not read one message, which stays unread').toBe(3);
  await live.close();
});

test('places go on without holes, with edits and reactions as things that happened', async () => {
  const { rows } = await sql<{
    seq: number;
    kind: string;
  }>`select seq, kind from activity where feed_id = ${rota} order by seq`.execute(db);
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
  expect(
    rows
      .slice(6)
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual([
    'memberJoined',
    'memberJoined',
    'memberJoined',
    'memberLeft',
    'messageEdited',
    'messagePosted',
    'messagePosted',
    'messagePosted',
    'reactionsChanged',
  ]);
  const members = await db
    .selectFrom('memberships as m')
    .innerJoin('people as p', 'p.id', 'm.person_id')
    .select(['p.name'])
    .where('m.space_id', '=', rota)
    .where('m.to_seq', 'is', null)
    .orderBy('p.name')
    .execute();
  expect(members.map(({ name }) => name)).toEqual(['Amina Yusuf', 'Megan Price', 'Person U1', 'Person U3']);
});

test('what people changed here since is not undone by an export', async () => {
  const first = (await cast.as(cast.amina).call(listMessages, { ...inRota, query: {} })).messages[0];
  const own = (await cast.as(cast.amina).call(listMessages, { ...inRota, query: {} })).messages.find(
    ({ source }) => source === 'said here',
  );
  await cast
    .as(cast.amina)
    .call(editMessage, { params: { messageId: own?.id ?? '' }, body: { source: 'said here, better' } });
  await db
    .updateTable('messages')
    .set({ removed_at: new Date().toISOString(), removed_by: cast.amina.id })
    .where('id', '=', first?.id ?? '')
    .execute();
  const before = await digest(db, { ofTheRun: false });
  const report = await importArchive(
    server,
    northbrook,
    await writeArchive({
      ...LATER,
      'rota/2020-09-13.json': [
        said(10, 'U1', 'first again', {
          edited: { user: 'U1', ts: at(990_000) },
          reactions: [{ name: 'eyes', users: ['U1'] }],
        }),
        said(30, 'U1', 'third'),
      ],
    }),
  );
  expect(report.added).toEqual(noCounts());
  expect(await digest(db, { ofTheRun: false })).toEqual(before);
});

test('an account that an archive says has left decides for itself', async () => {
  await db.updateTable('people').set({ kind: 'person' }).where('name', '=', 'Person U1').execute();
  const gone = {
    ...LATER,
    'channels.json': [{ id: 'C1', name: 'rota', created: 1_600_000_000, creator: 'U1', members: ['U3'] }],
    'rota/2020-09-15.json': [said(200_000, 'U1', 'left', { subtype: 'channel_leave' })],
  };
  const report = await importArchive(server, northbrook, await writeArchive(gone));
  expect(report.added).toEqual(noCounts());
});

const real = findRealExport('houston-data-visualization');

// The export lies beside the project and is not part of it, for the people in it are real.
test.skipIf(real === undefined)(
  'half of a real export and then the whole is the same as the whole at once',
  async () => {
    if (real === undefined) return;
    const zip = await openZip(real.path, ARCHIVE_LIMITS);
    const half: Record<string, Buffer> = {};
    for (const entry of zip.entries) {
      const later = /\/(?:2015-1|2016)/.test(entry.name);
      if (!later) half[entry.name] = await zip.read(entry);
    }
    await zip.close();
    const harbour = cast.organisations.harbour.id;
    const first = await importArchive(server, harbour, await writeArchive(half));
    const second = await importArchive(server, harbour, real.path);
    expect(first.added.messages).toBeGreaterThan(100);
    expect(second.added.messages).toBeGreaterThan(100);
    expect(first.added.messages + second.added.messages + second.messagesReported).toBe(
      second.found.messages,
    );
    expect(second.added.people).toBe(0);
    const { rows } = await sql<{ strayed: number }>`
    select count(*)::int as strayed from messages m join messages n on n.space_id = m.space_id and n.seq > m.seq and n.created_at < m.created_at
    join spaces s on s.id = m.space_id where s.lead_organisation_id = ${harbour}`.execute(db);
    expect(rows[0]?.strayed).toBe(0);
  },
);
