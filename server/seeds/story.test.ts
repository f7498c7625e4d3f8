import { expect, test } from 'vitest';
import { listMessages } from '@footbridge/contract/chat.ts';
import { listSpaces } from '@footbridge/contract/spaces.ts';
import { change, record } from '../src/kit/activity/activity.ts';
import { openSession } from '../src/features/auth/changes.ts';
import { createClient } from '../test/client.ts';
import { startTestServer } from '../test/server.ts';
import { loadStory } from './story.ts';

const server = await startTestServer();
await loadStory(server.context);

async function signedIn(email: string) {
  const { id } = await server.context.db
    .selectFrom('people')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  const { secret } = await change(server.context, async (tx) => {
    const opened = await openSession(tx, id, '');
    await record(tx, opened.activities);
    return opened;
  });
  return createClient(server.url, { secret });
}

test('every page has life for the one who looks around: spaces of all kinds, threads, and something that waits', async () => {
  const amina = await signedIn('amina@example.org');
  const { spaces } = await amina.call(listSpaces);
  expect(new Set(spaces.map((space) => space.kind))).toEqual(new Set(['working', 'social', 'direct']));
  const warmth = spaces.find((space) => space.name === 'Winter warmth');
  expect(warmth?.audience).toEqual({ people: 9, organisations: 3, keptDays: 730, disclosable: true });
  expect(warmth?.mine).toMatchObject({ unread: 1, mentions: 1 });
  const { messages } = await amina.call(listMessages, { params: { spaceId: warmth?.id ?? '' }, query: {} });
  expect(messages.some((message) => (message.thread?.replies ?? 0) >= 4)).toBe(true);
  expect(messages.some((message) => message.editedAt !== null)).toBe(true);
  const times = messages.map((message) => message.createdAt);
  expect(times).toEqual(times.toSorted());
  expect(times.every((time) => time <= new Date().toISOString())).toBe(true);
});

test('a guest of the story sees the one space she was brought into', async () => {
  const { spaces } = await (await signedIn('bea@example.org')).call(listSpaces);
  expect(spaces.map((space) => space.name)).toEqual(['Winter warmth']);
});
