import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { getThread, listMessages } from '@footbridge/contract/chat.ts';
import type { ImportReport } from '@footbridge/contract/imports.ts';
import { plainText } from '@footbridge/contract/kit/plainText.ts';
import {
  getSpace,
  joinSpace,
  listFindableSpaces,
  listSpaces,
  openDirectSpace,
} from '@footbridge/contract/spaces.ts';
import { createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { importArchive, writeArchive, writeArchiveIn } from '../../../test/slackExport.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { db } = server.context;
const northbrook = cast.organisations.northbrook.id;

const user = (id: string, name: string, more: object = {}) => ({
  id,
  team_id: 'T1',
  name: name.toLowerCase(),
  profile: { real_name: name, ...more },
});
const channel = (id: string, name: string, members: string[], more: object = {}) => ({
  id,
  name,
  created: 1_600_000_000,
  creator: members[0],
  is_archived: false,
  members,
  purpose: { value: '' },
  topic: { value: '' },
  ...more,
});
/** A time of 13 September 2020, some seconds after noon. */
const at = (seconds: number) => `${1_600_000_000 + seconds}.000100`;
const said = (seconds: number, by: string, text: string, more: object = {}) => ({
  type: 'message',
  user: by,
  ts: at(seconds),
  text,
  ...more,
});

const USERS = [
  user('U1', 'Ines Marsh', { title: 'Nurse' }),
  user('U2', 'Amina from Slack', { email: 'Amina@Example.org' }),
  user('U3', 'Rhys from Slack', { email: 'rhys@example.org' }),
  { ...user('U4', 'Rota'), is_bot: true, profile: { real_name: 'Rota', bot_id: 'B4' } },
  { ...user('U5', 'Gone Person'), deleted: true },
  { ...user('U6', 'Single Channel'), is_ultra_restricted: true },
];
const ARCHIVE = {
  'users.json': USERS,
  'channels.json': [
    channel('C1', 'general', ['U1', 'U2', 'U6'], {
      purpose: { value: 'Talk in <#C2|winter> &amp; elsewhere' },
      topic: { value: 'warmth' },
    }),
    channel('C2', 'winter', [], { is_archived: true }),
  ],
  'groups.json': [channel('G1', 'secret', ['U1', 'U3'])],
  'dms.json': [
    { id: 'D1', created: 1_600_000_000, members: ['U2', 'U3'] },
    { id: 'D2', created: 1_600_000_000, members: [] },
  ],
  'mpims.json': [channel('G2', 'mpdm-u1-u2-u3-1', ['U1', 'U2', 'U3'])],
  'integration_logs.json': [],
  'general/2020-09-13.json': [
    said(30, 'U1', 'joined', { subtype: 'channel_join' }),
    said(
      10,
      'U2',
      '<@U1|ines> see <#C2|winter> and <#G1|secret> :tada: *now* 2 * 3 <https://files.slack.com/a.png?t=xoxe-1-2|pic>',
      {
        reactions: [
          { name: '+1', users: ['U1', 'U3'] },
          { name: 'thumbsup', users: ['U1'] },
          { name: 'wave::skin-tone-3', users: ['U1'] },
          { name: 'our-logo', users: ['U9'] },
          { name: 'no such <b>', users: ['U1'] },
        ],
      },
    ),
    said(20, 'U5', 'a root', { thread_ts: at(20), reply_count: 2, edited: { user: 'U5', ts: at(25) } }),
    said(40, 'U1', 'an answer', { thread_ts: at(20) }),
    said(41, 'U6', 'left', { subtype: 'channel_leave' }),
    said(42, 'U6', 'joined again', { subtype: 'channel_join' }),
    said(50, 'U9', 'by nobody known', { user_profile: { real_name: 'Nia Rees' } }),
    {
      type: 'message',
      subtype: 'bot_message',
      bot_id: 'B4',
      ts: at(51),
      text: '',
      attachments: [{ title: 'Shift open', title_link: 'https://rota.example.org/1', text: 'tonight' }],
    },
    {
      type: 'message',
      subtype: 'bot_message',
      bot_id: 'B4',
      username: 'Rota Night',
      ts: at(52),
      text: 'under another name',
    },
    said(53, 'U1', 'an orphan', { thread_ts: at(5) }),
    said(54, 'USLACKBOT', 'This message was deleted.', { subtype: 'tombstone', thread_ts: at(54) }),
    said(55, 'U1', 'after it', { thread_ts: at(54) }),
    said(56, 'U1', 'word & word '.repeat(3000)),
    said(57, 'U1', '', {
      files: [
        {
          name: 'a.pdf',
          mimetype: 'application/pdf',
          size: 7,
          permalink: 'https://x.slack.com/files/a?t=xoxe-9',
          url_private: 'https://files.slack.com/b',
        },
      ],
    }),
    said(58, 'U1', 'strange', { subtype: 'not_known_yet' }),
    said(59, 'U1', 'pinned', { subtype: 'pinned_item' }),
    said(59, 'U1', 'pinned twice, with one time', {}),
    said(59, 'U1', 'the same again', {}),
    said(8_000_000_000, 'U1', 'from the future'),
    { type: 'message', user: 'U1', text: 'without a time' },
  ],
  'general/canvas_in_the_conversation.json': [{ id: 'F1', title: 'A canvas' }],
  'general/2020-09-14.json': [''],
  'general/2020-09-15.json': '{"no":"list"}',
  'general/2020-09-16.json': '[{"type":"message","ts":',
  'winter/2020-09-13.json': [said(10, 'U1', 'cold')],
  'secret/2020-09-13.json': [said(10, 'U3', 'a secret')],
  'D1/2020-09-13.json': [said(10, 'U2', 'between us')],
  'mpdm-u1-u2-u3-1/2020-09-13.json': [said(10, 'U1', 'us three')],
  'unlisted/2020-09-13.json': [said(10, 'U1', 'who lists this')],
  'canvases/2020-09-13.json': [{ id: 'F2' }],
};

const report: ImportReport = await importArchive(
  server,
  northbrook,
  await writeArchiveIn(server.dataDirectory, ARCHIVE),
  { startedBy: cast.amina.id },
);

const spaceNamed = (name: string) =>
  db.selectFrom('spaces').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
const remark = (what: RegExp, file = /./) =>
  report.remarks
    .filter((one) => what.test(`${one.what}: ${one.reason}`) && file.test(one.file))
    .reduce((sum, one) => sum + one.count, 0);

async function generalAs(person: 'amina' | 'megan') {
  const general = await spaceNamed('general');
  if (person === 'megan') {
    await cast.as(cast.megan).call(joinSpace, { params: { spaceId: general.id }, body: {} });
  }
  const { messages } = await cast
    .as(cast[person])
    .call(listMessages, { params: { spaceId: general.id }, query: { size: 100 } });
  return { general, messages, texts: messages.map((message) => plainText(message.body)) };
}

test('people become profiles, programs become bots, and accounts are recognised by a confirmed address', async () => {
  const rows = await db
    .selectFrom('people as p')
    .innerJoin('import_refs as r', 'r.internal_id', 'p.id')
    .select(['r.external_id', 'p.kind', 'p.name', 'p.email', 'p.id'])
    .orderBy('r.external_id')
    .execute();
  expect(rows.map((row) => [row.external_id, row.kind, row.name, row.email])).toEqual([
    ['B4/Rota Night', 'bot', 'Rota Night', null],
    ['U1', 'profile', 'Ines Marsh', null],
    ['U2', 'person', 'Amina Yusuf', 'amina@example.org'],
    ['U3', 'person', 'Rhys Bevan', 'rhys@example.org'],
    ['U4', 'bot', 'Rota', null],
    ['U5', 'profile', 'Gone Person', null],
    ['U6', 'profile', 'Single Channel', null],
    ['U9', 'profile', 'Nia Rees', null],
    ['USLACKBOT', 'bot', 'Slackbot', null],
  ]);
  expect(rows.find((row) => row.external_id === 'U2')?.id).toBe(cast.amina.id);
  const roles = await db
    .selectFrom('affiliations')
    .select(['role', 'role_title'])
    .where(
      'person_id',
      'in',
      rows.filter((row) => row.kind === 'profile').map((row) => row.id),
    )
    .orderBy('role')
    .execute();
  expect(roles).toEqual(
    [
      { role: 'guest', role_title: '' },
      { role: 'member', role_title: 'Nurse' },
      { role: 'member', role_title: '' },
      { role: 'member', role_title: '' },
    ].toSorted((a, b) => (a.role < b.role ? -1 : 1)),
  );
  expect(report.found).toMatchObject({ people: 5, bots: 1, unlisted: 3 });
  expect(report.added).toMatchObject({ people: 3, bots: 1, unlisted: 3 });
  expect(
    report.remarks.filter(({ reason }) => reason.startsWith('Recognised')).map(({ what }) => what),
  ).toEqual(['Amina Yusuf', 'Rhys Bevan']);
  expect(server.mailbox.mails).toHaveLength(0);
});

test('an account whose address nobody has shown to be theirs is not given what another person wrote', async () => {
  await db.updateTable('people').set({ email_confirmed_at: null }).where('id', '=', cast.lena.id).execute();
  const archive = {
    'users.json': [{ ...user('U1', 'Lena from Slack', { email: 'lena@example.org' }), team_id: 'T2' }],
    'channels.json': [channel('C1', 'lenas-channel', ['U1'])],
  };
  const own = await importArchive(server, cast.organisations.meridian.id, await writeArchive(archive));
  expect(own.added.people).toBe(1);
  expect((await cast.as(cast.lena).call(listSpaces)).spaces).toEqual([]);
});

test('channels become spaces that people of the organisation find; closed ones and talks are found by nobody', async () => {
  const found = (await cast.as(cast.megan).call(listFindableSpaces)).spaces.map(({ name }) => name);
  expect(found).toContain('general');
  for (const hidden of ['secret', '', 'unlisted', 'winter']) expect(found).not.toContain(hidden);
  expect((await cast.as(cast.tomasz).call(listFindableSpaces)).spaces).toEqual([]);
  expect(await spaceNamed('general')).toMatchObject({
    kind: 'working',
    reach: 'organisation',
    archived_at: null,
    created_at: '2020-09-13T12:26:40.000Z',
  });
  expect(await spaceNamed('secret')).toMatchObject({ kind: 'working', reach: 'shared' });
  expect(await spaceNamed('unlisted')).toMatchObject({ reach: 'shared' });
  expect((await spaceNamed('winter')).archived_at).not.toBeNull();
  const charter = await db
    .selectFrom('charters')
    .selectAll()
    .where('space_id', '=', (await spaceNamed('general')).id)
    .executeTakeFirstOrThrow();
  expect(charter.purpose).toBe('Talk in #winter & elsewhere\n\nwarmth');
  expect(await db.selectFrom('spaces').select('name').where('name', '=', 'canvases').execute()).toEqual([]);
});

test('who imports looks after the open spaces, and is in no closed one they were not in', async () => {
  const { spaces } = await cast.as(cast.amina).call(listSpaces);
  expect(
    Object.fromEntries(
      spaces.filter((space) => space.kind === 'working').map((space) => [space.name, space.mine.role]),
    ),
  ).toEqual({ general: 'steward', winter: 'steward' });
  expect((await cast.as(cast.rhys).call(listSpaces)).spaces.map(({ name }) => name)).toContain('secret');
});

test('a direct talk of two accounts is the one they will always meet in', async () => {
  const rhys = (await cast.as(cast.rhys).call(listSpaces)).spaces.filter((space) => space.kind === 'direct');
  const talk = await cast.as(cast.amina).call(openDirectSpace, { body: { personIds: [cast.rhys.id] } });
  expect(rhys.map(({ id }) => id)).toContain(talk.id);
  const { messages } = await cast
    .as(cast.rhys)
    .call(listMessages, { params: { spaceId: talk.id }, query: {} });
  expect(messages.map(({ source }) => source)).toEqual(['between us']);
  expect(rhys).toHaveLength(2);
  expect(remark(/A direct talk/)).toBe(1);
});

test('what was said comes in order, with its mentions, links, marks and signs', async () => {
  const { messages, texts } = await generalAs('megan');
  expect(texts).toEqual([
    '@Ines Marsh see #winter and #secret 🎉 now 2 * 3 pic',
    'a root',
    'by nobody known',
    'Shift open\ntonight',
    'under another name',
    'an orphan',
    '',
    expect.stringMatching(/^word & word .*…$/su),
    '',
    'pinned twice, with one time',
  ]);
  expect(messages[0]?.source).toContain('[pic](<https://files.slack.com/a.png>)');
  expect(messages[0]?.mentions.everyone).toBe(false);
  expect(messages.map(({ createdAt }) => createdAt)).toEqual(
    messages.map(({ createdAt }) => createdAt).toSorted(),
  );
  expect(messages[1]).toMatchObject({ editedAt: '2020-09-13T12:27:05.000Z', thread: { replies: 1 } });
  expect(messages[6]?.removed).not.toBeNull();
  expect(messages[8]?.files).toEqual([
    { name: 'a.pdf', url: 'https://x.slack.com/files/a', mediaType: 'application/pdf', bytes: 7 },
  ]);
  expect(remark(/longer than 16 kB/)).toBe(1);
  expect(Buffer.byteLength(messages[7]?.source ?? '')).toBeLessThanOrEqual(16_384);
});

test('a closed space is not named to those who read elsewhere by more than its label', async () => {
  const { messages } = await generalAs('amina');
  expect(JSON.stringify(messages[0]?.body)).not.toContain((await spaceNamed('secret')).id);
  expect(JSON.stringify(messages[0]?.body)).toContain((await spaceNamed('winter')).id);
});

test('reactions keep their order and tones, custom ones their name, and none is given twice', async () => {
  const { messages } = await generalAs('amina');
  expect(messages[0]?.reactions.map(({ emoji, people }) => [emoji, people.length])).toEqual([
    ['👍', 2],
    ['👋🏼', 1],
    [':our-logo:', 1],
  ]);
  expect(report.added.reactions).toBe(4);
  expect(remark(/A reaction: It is no emoji/)).toBe(2);
});

test('answers stand in their threads, and one whose root is missing in the main column', async () => {
  const { messages, general } = await generalAs('amina');
  const thread = await cast
    .as(cast.amina)
    .call(getThread, { params: { messageId: messages[1]?.id ?? '' }, query: {} });
  expect(thread.replies.map(({ source }) => source)).toEqual(['an answer']);
  const deleted = await cast
    .as(cast.amina)
    .call(getThread, { params: { messageId: messages[6]?.id ?? '' }, query: {} });
  expect(deleted.replies.map(({ source }) => source)).toEqual(['after it']);
  expect(remark(/A reply/)).toBe(1);
  expect((await cast.as(cast.amina).call(getSpace, { params: { spaceId: general.id } })).mine).toMatchObject({
    unread: 0,
    mentions: 0,
  });
});

test('joins and leaves are memberships that begin and end between the messages', async () => {
  const general = await spaceNamed('general');
  const { rows } = await sql<{ name: string; role: string; before: string | null; open: boolean }>`
    select p.name, m.role, m.to_seq is null as open, (select source from messages where space_id = m.space_id and seq < m.from_seq order by seq desc limit 1) as before
    from memberships m join people p on p.id = m.person_id where m.space_id = ${general.id} and p.kind <> 'person' order by m.from_seq`.execute(
    db,
  );
  expect(rows).toEqual([
    { name: 'Single Channel', role: 'guest', before: null, open: false },
    { name: 'Ines Marsh', role: 'member', before: 'a root', open: true },
    { name: 'Single Channel', role: 'guest', before: 'an answer', open: true },
  ]);
  expect(report.found).toMatchObject({ joins: 2, leaves: 1 });
  expect(report.added).toMatchObject({ joins: 2, leaves: 1 });
});

test('everything that did not come in is told, and in = out + reported', () => {
  expect(report.added.messages + report.messagesReported).toBe(report.found.messages);
  expect(remark(/not_known_yet: This kind is not known/)).toBe(1);
  expect(remark(/pinned_item/)).toBe(1);
  expect(remark(/same one twice/)).toBe(1);
  expect(remark(/future/)).toBe(1);
  expect(remark(/no time that can be read/)).toBe(1);
  expect(remark(/no message; it may be a canvas/, /canvas_in/)).toBe(1);
  expect(remark(/An entry/, /09-14/)).toBe(1);
  expect(remark(/It is no list/, /09-15/)).toBe(1);
  expect(remark(/It is no JSON/, /09-16/)).toBe(1);
  expect(remark(/The file/, /integration_logs/)).toBe(1);
  expect(remark(/The conversation/, /^unlisted$/)).toBe(1);
  expect(remark(/A message by U9/)).toBe(1);
});

test('an archive without its lists, or with broken ones, is brought in from what messages say', async () => {
  const path = await writeArchive({
    'users.json': 'no json',
    'talk/2020-09-13.json': [
      said(1, 'U1', '<@U2> hello', { user_profile: { real_name: 'Jo Field' } }),
      said(2, 'U2', 'hi', { user_profile: { real_name: 'Kim Hale' } }),
    ],
  });
  const own = await importArchive(server, cast.organisations.harbour.id, path);
  expect(own.added).toMatchObject({ people: 0, unlisted: 2, spaces: 1, messages: 2 });
  expect(own.remarks.map(({ file, reason }) => [file, reason])).toEqual(
    expect.arrayContaining([
      ['users.json', 'It is no JSON, so nothing of it was read.'],
      ['channels.json', 'The archive does not have it; what it lists was taken from messages and folders.'],
    ]),
  );
  const names = await db
    .selectFrom('people')
    .select('name')
    .where('name', 'in', ['Jo Field', 'Kim Hale'])
    .execute();
  expect(names).toHaveLength(2);
  expect(await spaceNamed('talk')).toMatchObject({ reach: 'organisation' });
});

test('an archive that claims to be of the same workspace reaches neither what another organisation brought in nor its people', async () => {
  const forged = {
    ...ARCHIVE,
    'general/2020-09-17.json': [said(500_000, 'U2', 'forged into your space')],
    'D1/2020-09-17.json': [said(500_000, 'U2', 'forged into your talk')],
  };
  const path = await writeArchive(forged);
  const own = await importArchive(server, cast.organisations.meridian.id, path);
  expect(own.added.messages).toBe(report.added.messages + 2);
  expect(
    own.remarks.filter(({ reason }) => reason.startsWith('Not recognised')).map(({ what }) => what),
  ).toEqual(['Amina Yusuf', 'Rhys Bevan']);
  const forgeries = await db
    .selectFrom('messages as m')
    .innerJoin('spaces as s', 's.id', 'm.space_id')
    .select(['s.lead_organisation_id', 'm.author_id'])
    .where('source', 'like', 'forged%')
    .execute();
  expect(forgeries).toHaveLength(2);
  for (const forgery of forgeries) {
    expect(forgery.lead_organisation_id).toBe(cast.organisations.meridian.id);
    expect([cast.amina.id, cast.rhys.id]).not.toContain(forgery.author_id);
  }
});
