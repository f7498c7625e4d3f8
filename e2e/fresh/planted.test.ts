import * as chat from '@footbridge/contract/chat.ts';
import * as people from '@footbridge/contract/people.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import { expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { createCast } from '../../server/test/cast.ts';
import { startTestServer } from '../../server/test/server.ts';
import { expectAsFresh, openDevice, untilCaughtUp } from './clients.ts';
import { SCENARIOS } from './scenarios.ts';
import { tell } from './story.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** A check that cannot fail is a defect: a client that takes no notice of one kind of activity must be found out, whichever kind it is. */
const server = await startTestServer();
const cast = await createCast(server);

/** Of each kind, a scenario that shows nothing right without it. */
const DEAF_TO: [kind: string, what: string][] = [
  ['messagePosted', 'somebody says something'],
  ['messageEdited', 'somebody edits a message and its title'],
  ['messageRemoved', 'an unread message that mentions me is removed'],
  ['reactionsChanged', 'somebody reacts, twice and beside others'],
  ['threadFollowingChanged', 'I stop following a thread on another device'],
  ['readPositionMoved', 'I read on, on another device'],
  ['personChanged', 'somebody in my space changes their name'],
  ['meChanged', 'I become steward of my organisation'],
  ['memberJoined', 'a colleague is brought in'],
  ['memberLeft', 'somebody is removed'],
  ['memberRoleChanged', 'somebody else becomes a guest'],
  ['spaceRenamed', 'the space gets another name'],
  ['charterChanged', 'the charter is changed, twice'],
  ['charterAccepted', 'the organisation that my space waits for accepts its charter'],
  ['spaceArchived', 'the space is archived'],
  ['spaceReopened', 'the space is opened again'],
  ['spaceAdded', 'I am brought into a space with a history'],
  ['spaceLost', 'I am removed'],
];

/** Every kind of activity that the contract declares for these nouns. */
function declaredKinds(): string[] {
  return [chat, people, spaces].flatMap((module) =>
    (Object.values(module) as unknown[]).flatMap((value) => {
      const kind =
        value instanceof z.ZodMiniObject ? (value.shape as Record<string, unknown>)['kind'] : undefined;
      return kind instanceof z.ZodMiniLiteral ? [String([...kind._zod.def.values][0])] : [];
    }),
  );
}

test('every kind of activity that changes a screen is planted', () => {
  expect(DEAF_TO.map(([kind]) => kind).toSorted()).toEqual(declaredKinds().toSorted());
});

test.each(DEAF_TO)('a client that is deaf to %s is found out when %s', async (kind, what) => {
  const scenario = SCENARIOS.find((one) => one.what === what);
  if (scenario === undefined) throw new Error(`There is no scenario "${what}".`);
  const story = await tell(server, cast);
  await scenario.before?.(story);
  const deaf = await openDevice(server, story.watcher, { deafTo: kind });
  try {
    await scenario.act(story);
    await vi.waitUntil(() => deaf.wire.heard.has(kind), { timeout: 60_000 });
    // Who does not hear that a space is gone waits for what is said in it for ever; the others do catch up, with holes.
    if (kind === 'spaceLost') {
      await expect(untilCaughtUp(server, [deaf], 500)).rejects.toThrow('does not catch up');
    } else {
      await expect(expectAsFresh(server, deaf, story.watcher, 'deaf')).rejects.toThrow(/^deaf: expected/);
    }
  } finally {
    deaf.client.stop();
  }
});
