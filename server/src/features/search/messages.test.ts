import { randomUUID } from 'node:crypto';
import { editMessage, removeMessage } from '@footbridge/contract/chat.ts';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createCast } from '../../../test/cast.ts';
import { createSearching } from '../../../test/searching.ts';
import { startTestServer } from '../../../test/server.ts';
import { openSpace, say } from '../../../test/spaces.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { settled, find, ids } = createSearching(server, cast);
const { rhys, grace } = cast;
const warmth = (await openSpace(cast, rhys, [grace], { name: 'Winter warmth' })).id;

const said = async (source: string, more: Parameters<typeof say>[4] = {}) =>
  (await say(cast, rhys, warmth, source, more)).id;

/** How long it takes until what is found is as expected. */
async function lag(look: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (!(await look())) {
    if (performance.now() - began > 5000) throw new Error('It did not come to be.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return performance.now() - began;
}

describe('words', () => {
  it('are found together, in any order and spelling, by whoever is in the space', async () => {
    const id = await said('The **Zieliński** family needs _heating_ before winter');
    await said('Heating without the family');
    await settled();
    expect(await ids(grace, 'HEATING zielinski')).toEqual([id]);
    expect(await ids(grace, 'heating zielinski plumbing')).toEqual([]);
  });

  it('are found by how they begin: the last one always, others with a star', async () => {
    const id = await said('Insulation vouchers expire');
    await settled();
    expect(await ids(grace, 'insul')).toEqual([id]);
    expect(await ids(grace, 'insul* vouch')).toEqual([id]);
    expect(await ids(grace, '"insul" vouchers')).toEqual([]);
  });

  it('are found inside of others where few messages hold them as they are', async () => {
    const id = await said('We crossed the footbridge');
    await settled();
    expect(await ids(grace, 'bridge')).toEqual([id]);
    expect(await ids(grace, 'ootbri crossed')).toEqual([id]);
    const plain = await said('The bridge is closed');
    await settled();
    expect(await ids(grace, 'bridge')).toEqual([plain, id]);
  });

  it('are found with a typo where nothing else is, and the reply says what was looked for', async () => {
    const id = await said('The committee meets in Abergavenny');
    await settled();
    const reply = await find(grace, 'abregavenny comittee');
    expect(reply.messages.map(({ messageId }) => messageId)).toEqual([id]);
    expect(reply.mended).toEqual([
      { written: 'abregavenny', used: ['abergavenny'] },
      { written: 'comittee', used: ['committee'] },
    ]);
    expect((await find(grace, 'abergavenny')).mended).toEqual([]);
    expect(await ids(grace, '"abregavenny"')).toEqual([]);
  });

  it('can be excluded, alone or as a phrase', async () => {
    const open = await said('Kettle lent to the library');
    await said('Kettle lent to nobody, library closed');
    await settled();
    expect(await ids(grace, 'kettle -nobody')).toEqual([open]);
    expect(await ids(grace, 'kettle -"library closed"')).toEqual([open]);
  });

  it('of addresses, links, code and tables are words too', async () => {
    const id = await said(
      'See [the rota](https://rota.example.org/week_42) or `deploy-script.sh`\n\n| hut |\n| --- |\n| allotment |',
    );
    await settled();
    for (const text of [
      'rota.example.org',
      'https://rota.example.org/week_42',
      'week_42',
      '"deploy-script.sh"',
      'allotment hut',
    ]) {
      expect(await ids(grace, text)).toEqual([id]);
    }
    expect(await ids(grace, 'example.org/rota')).toEqual([]);
  });

  it('of scripts without blanks are found by a part of what is written', async () => {
    const id = await said('明日は東京タワーで会いましょう');
    await settled();
    expect(await ids(grace, '東京')).toEqual([id]);
    expect(await ids(grace, '京東')).toEqual([]);
  });
});

describe('phrases', () => {
  it('are found only as they stand', async () => {
    const id = await said('warm rooms for older neighbours');
    await said('rooms are warm for neighbours who are older');
    await settled();
    expect(await ids(grace, '"warm rooms"')).toEqual([id]);
    expect(await ids(grace, '"older neighbours" "warm rooms"')).toEqual([id]);
    expect(await ids(grace, '"rooms warm"')).toEqual([]);
  });

  it('do not run from the title into the text', async () => {
    const id = await said('boiler replaced', { title: 'Broken' });
    await settled();
    expect(await ids(grace, 'broken boiler')).toEqual([id]);
    expect(await ids(grace, '"broken boiler"')).toEqual([]);
  });
});

describe('what is found', () => {
  it('is newest first, a page at a time, each message once', async () => {
    const all: string[] = [];
    for (let number = 0; number < 45; number += 1) all.unshift(await said(`lantern number ${number}`));
    await settled();
    // Many at the very same moment: the order must not depend on time alone.
    await sql`update search_entries set created_at = (select min(created_at) from search_entries where message_id = any(${all.slice(5, 35)}::uuid[])) where message_id = any(${all.slice(5, 35)}::uuid[])`.execute(
      server.context.db,
    );
    const met: string[] = [];
    let next: string | null = null;
    const sizes: number[] = [];
    do {
      const reply = await find(grace, 'lantern', next ?? undefined);
      met.push(...reply.messages.map(({ messageId }) => messageId));
      sizes.push(reply.messages.length);
      next = reply.next;
    } while (next !== null);
    expect(sizes).toEqual([20, 20, 5]);
    expect(met.toSorted()).toEqual(all.toSorted());
    expect([met.slice(0, 5), met.slice(-10)]).toEqual([all.slice(0, 5), all.slice(-10)]);
  });

  it('comes with its place, its author and what was found in it', async () => {
    const { id: rootId } = await say(cast, rhys, warmth, 'Who has a spare ladder?', {
      title: 'Ladder wanted',
    });
    const reply = await say(cast, grace, warmth, 'A ladder is in *our* shed', { threadRootId: rootId });
    await settled();
    expect((await find(rhys, 'ladder shed')).messages).toEqual([
      {
        messageId: reply.id,
        spaceId: warmth,
        spaceName: 'Winter warmth',
        seq: reply.seq,
        threadRootId: rootId,
        title: null,
        createdAt: reply.createdAt,
        author: {
          id: grace.id,
          name: 'Grace Okafor',
          kind: 'person',
          organisation: cast.organisations.meridian,
        },
        snippet: [
          { text: 'A ', hit: false },
          { text: 'ladder', hit: true },
          { text: ' is in our ', hit: false },
          { text: 'shed', hit: true },
        ],
      },
    ]);
    expect((await find(rhys, 'wanted')).messages).toMatchObject([
      { messageId: rootId, title: 'Ladder wanted' },
    ]);
  });

  it('is there within a second, as posted, as edited, and gone when removed', async () => {
    const word = `w${randomUUID().slice(0, 8)}`;
    const id = await said(`first ${word}`);
    const posted = await lag(async () => (await ids(grace, word)).length === 1);
    await cast.as(rhys).call(editMessage, { params: { messageId: id }, body: { source: `then ${word}x9` } });
    expect(await ids(grace, `"${word}"`)).toEqual([]);
    const edited = await lag(async () => (await ids(grace, `"${word}x9"`)).length === 1);
    await cast.as(rhys).call(removeMessage, { params: { messageId: id } });
    expect(await ids(grace, `"${word}x9"`)).toEqual([]);
    await settled();
    const { rows } = await sql`select word from search_words where word like ${`${word}%`}`.execute(
      server.context.db,
    );
    expect(rows).toEqual([]);
    expect(Math.max(posted, edited)).toBeLessThan(1000);
  });
});
