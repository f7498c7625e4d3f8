import { randomUUID } from 'node:crypto';
import { editMessage } from '@footbridge/contract/chat.ts';
import { search } from '@footbridge/contract/search.ts';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createCast } from '../../../../test/cast.ts';
import { createClient } from '../../../../test/client.ts';
import { createSearching } from '../../../../test/searching.ts';
import { startTestServer } from '../../../../test/server.ts';
import { openSpace, say } from '../../../../test/spaces.ts';
import { mendSuspended, startLoading } from '../changes.ts';
import { indexQueued } from './changes.ts';
import type { Indexed } from './rules.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { settled, ids } = createSearching(server, cast);
const { db } = server.context;
const { rhys } = cast;
const space = await openSpace(cast, rhys, []);

const words = async () =>
  (
    await sql<{
      word: string;
      entries: number;
    }>`select word, entries from search_words order by word`.execute(db)
  ).rows;
const entries = async () => (await sql`select * from search_entries order by message_id`.execute(db)).rows;
const indexes = async () =>
  (
    await sql<{
      indexdef: string;
    }>`select indexdef from pg_indexes where tablename in ('search_entries', 'search_words') order by 1`.execute(
      db,
    )
  ).rows.map(({ indexdef }) => indexdef);
/** What the words and how often they stand somewhere should be, counted anew from the entries. */
const counted = async () =>
  (
    await sql<{
      word: string;
      entries: number;
    }>`select word collate "C" as word, ndoc::int as entries from ts_stat('select words from search_entries') where word !~ '^~[0-9]' order by 1`.execute(
      db,
    )
  ).rows;

async function onConnection<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('the queue', () => {
  it('is drained by many at once without a word miscounted', async () => {
    const said: string[] = [];
    for (let number = 0; number < 30; number += 1) {
      said.push((await say(cast, rhys, space.id, `sparrow ${number % 7} nest ${number % 3}`)).id);
    }
    for (const messageId of said.slice(0, 10)) {
      await cast
        .as(rhys)
        .call(editMessage, { params: { messageId }, body: { source: 'only wren left https://example.org' } });
    }
    await sql`insert into search_queue (message_id) select id from messages, generate_series(1, 20)`.execute(
      db,
    );
    const drain = async () => {
      for (let turn = 0; turn < 10; turn += 1) await indexQueued(db);
    };
    await Promise.all(Array.from({ length: 8 }, drain));
    await settled();
    expect(await words()).toEqual(await counted());
    expect(await words()).toEqual(
      expect.arrayContaining([
        { word: 'wren', entries: 10 },
        { word: 'sparrow', entries: 20 },
        { word: '~link', entries: 10 },
      ]),
    );
  });
});

let places = 1000;

/** Messages as an import writes them; nobody has queued them. */
async function write(client: pg.Client, count: number): Promise<Indexed[]> {
  const messages = Array.from({ length: count }, (_, number): Indexed => {
    const body = {
      blocks: [
        {
          type: 'paragraph',
          children: [{ type: 'text', text: `imported ${number} Zieliński ${'x'.repeat(number % 5)}` }],
        },
      ],
    };
    const files =
      number % 3 === 0
        ? JSON.stringify([
            { name: `Minutes_${number}.pdf`, url: null, mediaType: 'application/pdf', bytes: null },
          ])
        : null;
    return {
      id: randomUUID(),
      spaceId: space.id,
      seq: (places += 1),
      authorId: rhys.id,
      createdAt: `2024-05-01T00:00:00.${String(number).padStart(6, '0')}Z`,
      title: number % 7 === 0 ? 'Titled' : null,
      body: JSON.stringify(body),
      files,
    };
  });
  for (const { id, spaceId, seq, authorId, createdAt, title, body, files } of messages) {
    await client.query(
      "insert into messages (id, space_id, seq, author_id, organisation_id, author_role, title, source, body, files, created_at) values ($1, $2, $3, $4, $5, 'member', $6, '', $7, $8, $9)",
      [id, spaceId, seq, authorId, rhys.organisationId, title, body, files, createdAt],
    );
  }
  return messages;
}

const MANY = 1_000_000;

describe('loading very many', () => {
  it('gives the same entries, words and indexes as the queue does', async () => {
    const before = await indexes();
    await onConnection(async (client) => {
      const messages = await write(client, 60);
      await (await startLoading(client, messages.length)).load(messages);
      await settled();
      const byQueue = { entries: await entries(), words: await words() };
      await client.query('select pg_advisory_unlock_all()');
      await client.query('delete from search_entries where message_id = any($1)', [
        messages.map(({ id }) => id),
      ]);
      const loading = await startLoading(client, MANY);
      await loading.load(messages.slice(0, 30));
      expect(await indexes()).not.toEqual(before);
      // Everything goes on meanwhile.
      expect((await ids(rhys, 'imported 3')).length).toBeGreaterThan(0);
      await say(cast, rhys, space.id, 'meanwhile');
      await settled();
      expect((await ids(rhys, 'meanwhile')).length).toBe(1);
      await loading.load(messages.slice(30));
      await loading.finish();
      const meanwhile = { word: 'meanwhile', entries: 1 };
      expect({ entries: (await entries()).length, words: await words() }).toEqual({
        entries: byQueue.entries.length + 1,
        words: [...byQueue.words, meanwhile].toSorted((a, b) => (a.word < b.word ? -1 : 1)),
      });
      expect(await entries()).toEqual(expect.arrayContaining(byQueue.entries));
    });
    expect(await indexes()).toEqual(before);
    expect((await ids(rhys, 'minutes_3.pdf zielinski has:file')).length).toBe(1);
  });

  it('that was killed half-way is mended, but not while another is loading', async () => {
    const before = await indexes();
    await onConnection(async (client) => {
      await (await startLoading(client, MANY)).load(await write(client, 10));
      await mendSuspended(db);
      expect((await indexes()).length).toBeLessThan(before.length);
    });
    await expect
      .poll(async () => {
        await mendSuspended(db);
        return indexes();
      })
      .toEqual(before);
    expect(await words()).toEqual(await counted());
  });
});

it('what waited while no server ran is found after the next start', async () => {
  await server.stop();
  await onConnection(async (client) => {
    const [message] = await write(client, 1);
    await client.query('update messages set body = $2 where id = $1', [
      message?.id,
      message?.body.replace('imported', 'goldcrest'),
    ]);
    await client.query('insert into search_queue (message_id) values ($1)', [message?.id]);
  });
  const { url } = await server.again();
  await expect
    .poll(
      async () =>
        (await createClient(url, rhys).call(search, { query: { text: 'goldcrest' } })).messages.length,
    )
    .toBe(1);
});
