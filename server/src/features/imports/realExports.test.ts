import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { ImportReport } from '@footbridge/contract/imports.ts';
import { createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { digest, findAnywhere, findRealExport, importArchive } from '../../../test/slackExport.ts';
import type { Reader } from '../../kit/db/database.ts';
import { openZip } from '../../kit/files/zip.ts';
import { Remarks } from './counts/rules.ts';
import { isMessage } from './entries/rules.ts';
import { readLayout } from './layout/rules.ts';
import { readItems } from './reading/load.ts';
import { type JsonObject, listAt, objectsAt, textAt, textsAt } from './rules.ts';
import { ARCHIVE_LIMITS } from './slack/changes.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { db } = server.context;

interface Expected {
  users: number;
  channels: number;
  messages: number;
  thread_parents: number;
  replies: number;
  reaction_total: number;
  files: number;
  edited: number;
  orphan_threads: number;
  dirs: number;
  dirs_not_in_channels: number;
  per_channel: Record<string, number>;
  [further: string]: unknown;
}

/** What only somebody who looks into every message can count, with our own reading of the archive. */
async function census(path: string): Promise<Record<string, number>> {
  const zip = await openZip(path, ARCHIVE_LIMITS);
  const layout = readLayout(zip.entries);
  const files = { zip, remarks: new Remarks() };
  const messages: JsonObject[] = [];
  const users = new Set<string>();
  const usersFile = layout?.lists.get('users.json');
  if (layout === undefined || usersFile === undefined) throw new Error('This is no export.');
  for await (const items of readItems(files, usersFile)) {
    for (const item of items) users.add(textAt(item as JsonObject, 'id') ?? '');
  }
  for (const file of [...layout.folders.values()].flatMap((folder) => folder.files)) {
    for await (const items of readItems(files, file)) messages.push(...items.filter(isMessage));
  }
  await zip.close();
  const reactions = messages.flatMap((message) => objectsAt(message, 'reactions'));
  const names = new Set(reactions.map((reaction) => textAt(reaction, 'name') ?? ''));
  const text = (message: JsonObject) => textAt(message, 'text') ?? '';
  return {
    dirs: layout.folders.size,
    reaction_rows: reactions.length,
    emoji_names: names.size,
    skin: [...names].filter((name) => name.includes('skin-tone')).length,
    maxlen: Math.max(...messages.map((message) => Array.from(text(message)).length)),
    'text>4000': messages.filter((message) => text(message).length > 4000).length,
    'html entities': messages.filter((message) => /&(?:amp|lt|gt);/.test(text(message))).length,
    'msg without user/bot': messages.filter(
      (message) => textAt(message, 'user') === undefined && textAt(message, 'bot_id') === undefined,
    ).length,
    'msg by unknown user': messages.filter(
      (message) => textAt(message, 'user') !== undefined && !users.has(textAt(message, 'user') ?? ''),
    ).length,
    reply_count_sum: messages.reduce((sum, message) => sum + (Number(message['reply_count']) || 0), 0),
    reaction_total: reactions.reduce((sum, reaction) => sum + textsAt(reaction, 'users').length, 0),
    files: messages.reduce((sum, message) => sum + listAt(message, 'files').length, 0),
  };
}

async function count(
  of: Reader,
  table: 'messages' | 'reactions' | 'threads' | 'search_queue' | 'search_entries',
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(of);
  return rows[0]?.n ?? 0;
}

const zeros = (report: ImportReport) => Object.values(report.added).every((added) => added === 0);

describe.each([
  ['houston-data-visualization', 'northbrook'],
  ['r-devel-slack-export-2024-08-22', 'harbour'],
] as const)('the real export %s', (name, organisation) => {
  const real = findRealExport(name);

  // The exports lie beside the project and are not part of it, for the people in them are real.
  test.skipIf(real === undefined)(
    'comes in with exactly the counts that somebody else made of it, and a second run changes nothing',
    { timeout: 120_000 },
    async () => {
      if (real === undefined) return;
      const expected = JSON.parse(await readFile(real.expectedPath, 'utf8')) as Expected;
      const organisationId = cast.organisations[organisation].id;
      const before = await digest(db, { ofTheRun: true });
      const dry = await importArchive(server, organisationId, real.path, { dryRun: true });
      expect(await digest(db, { ofTheRun: true }), 'a dry run writes nothing').toEqual(before);

      const held = {
        messages: await count(db, 'messages'),
        reactions: await count(db, 'reactions'),
        threads: await count(db, 'threads'),
      };
      const report = await importArchive(server, organisationId, real.path);
      expect(dry).toEqual(report);

      const { found, added } = report;
      expect({
        users: found.people + found.bots,
        channels: found.spaces,
        messages: found.messages,
        thread_parents: found.threads,
        replies: found.replies,
        reaction_total: found.reactions,
        files: found.files,
        edited: found.edits,
      }).toEqual({
        users: expected.users,
        channels: expected.channels,
        messages: expected.messages,
        thread_parents: expected.thread_parents,
        replies: expected.replies,
        reaction_total: expected.reaction_total,
        files: expected.files,
        edited: expected.edited,
      });
      expect(Object.fromEntries(report.conversations.map((one) => [one.name, one.found]))).toEqual(
        expected.per_channel,
      );
      expect(report.remarks.filter(({ what }) => what === 'The conversation')).toHaveLength(
        expected.dirs_not_in_channels,
      );
      expect(report.remarks.filter(({ what }) => what === 'A reply')).toHaveLength(expected.orphan_threads);
      const counted = await census(real.path);
      for (const key of Object.keys(counted)) {
        if (key in expected) expect([key, counted[key]]).toEqual([key, expected[key]]);
      }

      expect(added.messages + report.messagesReported).toBe(found.messages);
      expect(await count(db, 'messages')).toBe(held.messages + added.messages);
      expect(await count(db, 'reactions')).toBe(held.reactions + added.reactions);
      expect(await count(db, 'threads')).toBe(held.threads + added.threads);

      const after = await digest(db, { ofTheRun: false });
      const again = await importArchive(server, organisationId, real.path);
      expect(again.found).toEqual(found);
      expect(zeros(again)).toBe(true);
      expect(await digest(db, { ofTheRun: false })).toEqual(after);
    },
  );

  // The exports lie beside the project and are not part of it, for the people in them are real.
  test.skipIf(real === undefined)('leaves no key of a file or workspace in any column', async () => {
    expect(await findAnywhere(db, 'slack[.]com/files')).toHaveProperty('messages');
    expect(await findAnywhere(db, 'xox[a-z]-')).toEqual({});
  });
});

test('places of a feed have no holes, and every message stands at the place its activity says', async () => {
  const { rows } = await sql<{
    space_id: string;
    last_seq: number;
    activities: number;
    highest: number;
    strayed: number;
    late: number;
  }>`
select s.id as space_id, f.last_seq, count(a.seq)::int as activities, max(a.seq) as highest,
      count(a.seq) filter (where a.kind = 'messagePosted' and m.id is distinct from a.subject_id)::int as strayed,
      count(a.seq) filter (where a.at < a.before)::int as late
    from spaces s join feeds f on f.id = s.id
    join (select *, lag(at) over (partition by feed_id order by seq) as before from activity) a on a.feed_id = s.id
    left join messages m on m.space_id = s.id and m.seq = a.seq group by s.id, f.last_seq`.execute(db);
  for (const row of rows) {
    expect(row).toMatchObject({ activities: row.last_seq, highest: row.last_seq, strayed: 0, late: 0 });
  }
});

test('memberships begin and end where the feed says so, and nobody has anything unread', async () => {
  const { rows } = await sql<{ wrong: number; open: number; unread: number }>`
    select count(*) filter (where not exists (
        select from activity a where a.feed_id = m.space_id and a.seq = m.from_seq and a.kind = 'memberJoined' and a.subject_id = m.person_id)
      or (m.to_seq is not null and not exists (
        select from activity a where a.feed_id = m.space_id and a.seq = m.to_seq and a.kind = 'memberLeft' and a.subject_id = m.person_id)))::int as wrong,
      count(*) filter (where m.to_seq is null)::int as open,
      count(*) filter (where m.to_seq is null and coalesce((
        select seq from read_positions r where r.person_id = m.person_id and r.space_id = m.space_id), 0) <> (select last_seq from feeds where id = m.space_id))::int as unread
    from memberships m`.execute(db);
  expect(rows[0]).toMatchObject({ wrong: 0, unread: 0 });
});

test('every reply stands under a root of its own space', async () => {
  const { rows } = await sql<{ wrong: number }>`
    select count(*)::int as wrong from messages m left join messages r on r.id = m.thread_root_id
    where m.thread_root_id is not null and (r.id is null or r.space_id <> m.space_id or r.thread_root_id is not null or r.seq > m.seq)`.execute(
    db,
  );
  expect(rows[0]?.wrong).toBe(0);
});
