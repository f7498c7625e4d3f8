import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as chat from '@footbridge/contract/chat.ts';
import { plainText } from '@footbridge/contract/kit/plainText.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import { createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { openSpace, say } from '../../../test/spaces.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, rhys, tomasz, grace } = cast;

const page = (
  person: typeof amina,
  spaceId: string,
  query: { before?: number; after?: number; around?: number; size?: number } = {},
) => cast.as(person).call(chat.listMessages, { params: { spaceId }, query });
const texts = (messages: chat.Message[]) => messages.map((message) => plainText(message.body));

describe('posting', () => {
  test('a message is read by a member of another organisation, with name and organisation as at writing', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    await say(cast, amina, space.id, 'We have **twelve** streets');
    const { messages } = await page(tomasz, space.id);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      author: { name: 'Amina Yusuf', organisation: { name: 'Northbrook Council' } },
      source: 'We have **twelve** streets',
    });
    expect(texts(messages)).toEqual(['We have twelve streets']);
  });

  test('an outsider can neither read nor write, and cannot tell the space from one that does not exist', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    const unknown = randomUUID();
    for (const method of ['GET', 'POST'] as const) {
      const body = method === 'POST' ? { clientId: randomUUID(), source: 'hello' } : undefined;
      const answers = await Promise.all(
        [space.id, unknown].map((id) =>
          cast.as(grace).request(method, `/api/spaces/${id}/messages`, body === undefined ? {} : { body }),
        ),
      );
      expect(answers.map(({ status, text }) => ({ status, text }))).toEqual([
        { status: 404, text: answers[1]?.text },
        { status: 404, text: answers[1]?.text },
      ]);
    }
    expect((await page(tomasz, space.id)).messages).toHaveLength(0);
  });

  test('sent again with the same id it is the same message, whatever the retry says, also many times at once', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    const clientId = randomUUID();
    const tries = await Promise.all(
      Array.from({ length: 8 }, (_, at) => say(cast, amina, space.id, `try ${at}`, { clientId })),
    );
    const later = await say(cast, amina, space.id, 'much later, other words', { clientId });
    expect(new Set([...tries, later].map(({ id, seq }) => `${id} ${seq}`)).size).toBe(1);
    expect((await page(tomasz, space.id)).messages).toHaveLength(1);
  });

  test('of many messages that are all sent several times in the same moment each is there once, and no try is told that something went wrong', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    const ids = Array.from({ length: 40 }, () => randomUUID());
    // In an order that puts the tries of one message into different groups, beside those of others.
    const tries = [...ids, ...ids.toReversed(), ...ids, ...ids.toReversed()].map(async (clientId, at) => {
      await new Promise((resolve) => setTimeout(resolve, (at % 7) * 2));
      return { clientId, ...(await say(cast, amina, space.id, 'said once', { clientId })) };
    });
    const told = new Map((await Promise.all(tries)).map(({ clientId, id }) => [`${clientId} ${id}`, id]));
    expect(told.size).toBe(ids.length);
    const { messages } = await page(tomasz, space.id, { size: 100 });
    expect(new Set(messages.map(({ clientId }) => clientId))).toEqual(new Set(ids));
    expect(messages).toHaveLength(ids.length);
  });

  test('the same client id of another person is another message', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    const clientId = randomUUID();
    await say(cast, amina, space.id, 'mine', { clientId });
    await say(cast, tomasz, space.id, 'theirs', { clientId });
    expect(texts((await page(amina, space.id)).messages)).toEqual(['mine', 'theirs']);
  });

  test('positions have no holes and no doubles when many write at once', async () => {
    const space = await openSpace(cast, amina, [rhys, tomasz, grace]);
    const writers = [amina, rhys, tomasz, grace];
    const posted = await Promise.all(
      Array.from({ length: 80 }, (_, at) =>
        say(cast, writers[at % 4] as typeof amina, space.id, `message ${at}`),
      ),
    );
    const places = posted.map(({ seq }) => seq).toSorted((one, other) => one - other);
    const first = places[0] ?? 0;
    expect(places).toEqual(Array.from({ length: 80 }, (_, at) => first + at));
  });

  test('text over the limit is refused with the limit named, and nothing is posted', async () => {
    const space = await openSpace(cast, amina, []);
    const problem = await cast.as(amina).refused(chat.postMessage, {
      params: { spaceId: space.id },
      body: { clientId: randomUUID(), source: 'é'.repeat(8193) },
    });
    expect(problem).toMatchObject({ status: 422, code: 'textTooLong', limit: 16_384 });
    expect((await page(amina, space.id)).messages).toHaveLength(0);
  });

  test('only people in the space become mentions; others stay text and are not told', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    await say(cast, amina, space.id, `@[Tomasz](person:${tomasz.id}) and @[Grace](person:${grace.id})`);
    const [message] = (await page(amina, space.id)).messages;
    expect(message?.mentions.personIds).toEqual([tomasz.id]);
    expect(JSON.stringify(message?.body)).not.toContain(grace.id);
  });
});

describe('pages', () => {
  test('newest, before, after and around fit together without a gap', async () => {
    const space = await openSpace(cast, amina, []);
    const posted = [];
    for (let at = 0; at < 25; at += 1) posted.push(await say(cast, amina, space.id, `m${at}`));
    const newest = await page(amina, space.id, { size: 10 });
    expect(texts(newest.messages)).toEqual(Array.from({ length: 10 }, (_, at) => `m${at + 15}`));
    expect(newest).toMatchObject({ hasBefore: true, hasAfter: false });
    const before = await page(amina, space.id, { size: 20, before: newest.messages[0]?.seq ?? 0 });
    expect(texts(before.messages)).toEqual(Array.from({ length: 15 }, (_, at) => `m${at}`));
    expect(before.hasBefore).toBe(false);
    const after = await page(amina, space.id, { size: 3, after: posted[4]?.seq ?? 0 });
    expect(texts(after.messages)).toEqual(['m5', 'm6', 'm7']);
    const around = await page(amina, space.id, { size: 6, around: posted[12]?.seq ?? 0 });
    expect(texts(around.messages)).toEqual(['m10', 'm11', 'm12', 'm13', 'm14', 'm15']);
  });

  test("with the rule 'since joining' nothing from before is shown: not in pages, by link, in threads or versions", async () => {
    const space = await openSpace(cast, amina, [], { historyRule: 'sinceJoining' });
    const old = await say(cast, amina, space.id, 'before you came');
    await cast.bringIn(space.id, tomasz);
    const fresh = await say(cast, amina, space.id, 'now you are here');
    expect(texts((await page(tomasz, space.id)).messages)).toEqual(['now you are here']);
    expect(texts((await page(tomasz, space.id, { around: old.seq })).messages)).toEqual(['now you are here']);
    const client = cast.as(tomasz);
    for (const endpoint of [chat.getMessage, chat.getThread, chat.listVersions, chat.followThread] as const) {
      expect((await client.refused(endpoint, { params: { messageId: old.id } })).code).toBe('notFound');
    }
    expect((await client.call(chat.getMessage, { params: { messageId: fresh.id } })).id).toBe(fresh.id);
    await expect(say(cast, tomasz, space.id, 'reply', { threadRootId: old.id })).rejects.toThrow('noThread');
  });
});

describe('editing and removing', () => {
  test('an edit keeps the earlier version and tells that it was edited', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    const { id } = await say(cast, amina, space.id, 'frist');
    await cast.as(amina).call(chat.editMessage, { params: { messageId: id }, body: { source: 'first' } });
    await cast.as(amina).call(chat.editMessage, { params: { messageId: id }, body: { source: 'first!' } });
    const { versions } = await cast.as(tomasz).call(chat.listVersions, { params: { messageId: id } });
    expect(versions.map((version) => version.source)).toEqual(['first', 'frist']);
    expect(
      (await cast.as(tomasz).call(chat.getMessage, { params: { messageId: id } })).editedAt,
    ).not.toBeNull();
  });

  test('only the author edits; the author or a steward removes', async () => {
    const space = await openSpace(cast, amina, [tomasz, grace]);
    const { id } = await say(cast, tomasz, space.id, 'mine');
    expect(
      (
        await cast
          .as(amina)
          .refused(chat.editMessage, { params: { messageId: id }, body: { source: 'yours' } })
      ).status,
    ).toBe(403);
    expect((await cast.as(grace).refused(chat.removeMessage, { params: { messageId: id } })).status).toBe(
      403,
    );
    expect((await cast.as(rhys).refused(chat.removeMessage, { params: { messageId: id } })).status).toBe(404);
    await cast.as(amina).call(chat.removeMessage, { params: { messageId: id } });
    const [tombstone] = (await page(grace, space.id)).messages;
    expect(tombstone).toMatchObject({
      source: '',
      removed: { by: { name: 'Amina Yusuf' } },
      author: { name: 'Tomasz Zieliński' },
    });
  });

  test('what was removed is nowhere to be read again', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    const { id } = await say(cast, amina, space.id, 'canary-7f3a');
    await cast.as(amina).call(chat.editMessage, {
      params: { messageId: id },
      body: { source: 'canary-7f3a edited', title: 'canary-7f3a title' },
    });
    await cast.as(amina).call(chat.removeMessage, { params: { messageId: id } });
    for (const path of [
      `/api/spaces/${space.id}/messages`,
      `/api/messages/${id}`,
      `/api/messages/${id}/thread`,
      `/api/messages/${id}/versions`,
    ]) {
      expect((await cast.as(tomasz).request('GET', path)).text).not.toContain('canary-7f3a');
    }
  });
});

describe('reactions', () => {
  test('each person gives each emoji once, variants of the same emoji are one, and it can be taken back', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    const { id: messageId } = await say(cast, amina, space.id, 'hello');
    const react = (person: typeof amina, emoji: string) =>
      cast.as(person).call(chat.addReaction, { params: { messageId, emoji } });
    await Promise.all([react(amina, '❤️'), react(amina, '❤'), react(tomasz, '❤️'), react(tomasz, '👍🏽')]);
    const read = async () =>
      (await cast.as(amina).call(chat.getMessage, { params: { messageId } })).reactions;
    const reactions = await read();
    expect(new Map(reactions.map((reaction) => [reaction.emoji, reaction.people.length]))).toEqual(
      new Map([
        ['❤️', 2],
        ['👍🏽', 1],
      ]),
    );
    await cast.as(tomasz).call(chat.removeReaction, { params: { messageId, emoji: '👍🏽' } });
    expect((await read()).map((reaction) => reaction.emoji)).toEqual(['❤️']);
  });

  test('words are no emoji, and a message carries a bounded number of kinds', async () => {
    const space = await openSpace(cast, amina, []);
    const { id: messageId } = await say(cast, amina, space.id, 'hello');
    expect(
      (await cast.as(amina).refused(chat.addReaction, { params: { messageId, emoji: 'nope' } })).code,
    ).toBe('noEmoji');
    const add = (at: number) =>
      cast.as(amina).call(chat.addReaction, { params: { messageId, emoji: `:custom${at}:` } });
    await Promise.allSettled(Array.from({ length: chat.REACTION_KINDS_MAX + 5 }, (_, at) => add(at)));
    expect((await cast.as(amina).call(chat.getMessage, { params: { messageId } })).reactions).toHaveLength(
      chat.REACTION_KINDS_MAX,
    );
  });
});

describe('threads', () => {
  test('a root shows its replies, those who take part or are named follow it, and who stopped is left in peace', async () => {
    const space = await openSpace(cast, amina, [tomasz, grace]);
    const root = await say(cast, amina, space.id, 'Who needs a visit first?', { title: 'First visits' });
    await say(cast, tomasz, space.id, `ask @[Grace](person:${grace.id})`, { threadRootId: root.id });
    const read = (person: typeof amina) =>
      cast.as(person).call(chat.getThread, { params: { messageId: root.id }, query: {} });
    for (const person of [amina, tomasz, grace]) expect((await read(person)).following).toBe(true);
    await cast.as(grace).call(chat.unfollowThread, { params: { messageId: root.id } });
    await say(cast, tomasz, space.id, `again @[Grace](person:${grace.id})`, { threadRootId: root.id });
    const thread = await read(grace);
    expect(thread).toMatchObject({
      following: false,
      root: { title: 'First visits', thread: { replies: 2, people: [{ name: 'Tomasz Zieliński' }] } },
    });
    expect((await page(grace, space.id)).messages.map((message) => message.id)).toEqual([root.id]);
    const followed = await cast.as(amina).call(chat.listFollowedThreads);
    expect(followed.threads.find((entry) => entry.root.id === root.id)?.unread).toBe(2);
  });

  test('a removed reply no longer counts, and a reply cannot have replies', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    const root = await say(cast, amina, space.id, 'root');
    const reply = await say(cast, tomasz, space.id, 'reply', { threadRootId: root.id });
    await expect(say(cast, amina, space.id, 'deeper', { threadRootId: reply.id })).rejects.toThrow(
      'noThread',
    );
    await cast.as(tomasz).call(chat.removeMessage, { params: { messageId: reply.id } });
    const thread = await cast.as(amina).call(chat.getThread, { params: { messageId: root.id }, query: {} });
    expect(thread.root.thread).toEqual({ replies: 0, lastReplyAt: null, people: [] });
  });

  test('a thread of a space one has left is no longer listed', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    const root = await say(cast, amina, space.id, 'root');
    await say(cast, tomasz, space.id, 'reply', { threadRootId: root.id });
    const listed = async () =>
      (await cast.as(tomasz).call(chat.listFollowedThreads)).threads.some(
        (entry) => entry.root.id === root.id,
      );
    expect(await listed()).toBe(true);
    await cast.as(amina).call(spaces.removeMember, { params: { spaceId: space.id, personId: tomasz.id } });
    expect(await listed()).toBe(false);
  });
});
