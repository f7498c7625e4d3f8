import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { typing } from '@footbridge/contract/chat.ts';
import { LIVE_PATH, follow, unfollow } from '@footbridge/contract/kit/live.ts';
import { type Identity, credentialOf } from '../client.ts';
import { openLive } from '../live.ts';
import { startTestServer } from '../server.ts';
import { type MatrixActor, actorsOf } from './actors.ts';
import { LIVE_ACTIONS } from './contract.ts';
import { letThingsHappen } from './happenings.ts';
import {
  type FeedTarget,
  type Hearer,
  feedsOf,
  hearEverything,
  problemsAnswered,
  problemsHeard,
  untilHeard,
} from './hearing.ts';
import { isIn } from './relations.ts';
import { SPACE_KEYS, spaceShape } from './shape.ts';
import { type World, createWorld } from './world.ts';

// Thousands of calls each: how long they take is the machine's business.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const server = await startTestServer();
let world: World;
let actors: MatrixActor[];
let feeds: FeedTarget[];
let hearers: Hearer[];

beforeAll(async () => {
  world = await createWorld(server);
  actors = actorsOf(world);
  feeds = feedsOf(world);
  hearers = await hearEverything(server.url, actors, feeds);
});

afterAll(async () => {
  await Promise.all(hearers.map(({ live }) => live.close()));
  console.log(
    `live: ${hearers.length * feeds.length} feeds asked for, ${hearers.reduce((sum, { live }) => sum + live.frames.length, 0)} frames looked through`,
  );
});

const allProblems = (problems: (hearer: Hearer, feeds: FeedTarget[]) => string[]) =>
  hearers.flatMap((hearer) => problems(hearer, feeds));

test('this file knows every live action that the contract declares', () => {
  expect(LIVE_ACTIONS.map(({ name }) => name).toSorted()).toEqual(
    [follow, typing, unfollow].map(({ name }) => name).toSorted(),
  );
});

/** How the handshake is answered to somebody. */
function handshake(identity: Identity): Promise<number> {
  const ws = new WebSocket(`${server.url.replace('http', 'ws')}${LIVE_PATH}`, {
    headers: credentialOf(identity, server.url),
  });
  return new Promise((resolve, reject) => {
    ws.on('unexpected-response', (_, answer) => resolve(answer.statusCode ?? 0));
    ws.on('open', () => {
      ws.terminate();
      resolve(101);
    });
    ws.on('error', reject);
  });
}

test('only who is signed in gets a socket', async () => {
  for (const { name, person, identity } of actors) {
    expect([name, await handshake(identity)]).toEqual([name, person === undefined ? 401 : 101]);
  }
});

test('of all feeds there are each hears their own, and is told of the others as of one that does not exist', () => {
  expect(allProblems(problemsAnswered)).toEqual([]);
});

test('catching up from the beginning brings nobody what is not theirs', () => {
  expect(allProblems((hearer) => problemsHeard(world, hearer, feeds))).toEqual([]);
});

test('nothing that happens afterwards does, whatever it is', async () => {
  await letThingsHappen(world);
  await untilHeard(world, hearers, feeds);
  expect(allProblems((hearer) => problemsHeard(world, hearer, feeds))).toEqual([]);
});

test('who is not in a space is not seen to write there', async () => {
  for (const { live } of hearers) {
    for (const key of SPACE_KEYS) live.say({ type: 'typing', spaceId: world.spaces[key].id });
  }
  const heardFrom = (hearer: Hearer, key: (typeof SPACE_KEYS)[number]) =>
    hearer.live.frames
      .filter((frame) => frame.type === 'typing' && frame.feed === world.spaces[key].id)
      .map((frame) => (frame['person'] as { id: string }).id);
  for (const key of SPACE_KEYS) {
    const inside = hearers.filter(({ person }) => isIn(person, spaceShape(key)));
    for (const hearer of inside) {
      const others = [
        ...new Set(
          inside
            .filter(({ person }) => person !== hearer.person)
            .map(({ person }) => world.people[person].id),
        ),
      ].toSorted();
      await expect
        .poll(() => [...new Set(heardFrom(hearer, key))].toSorted(), { timeout: 15_000 })
        .toEqual(others);
    }
  }
  expect(allProblems((hearer) => problemsHeard(world, hearer, feeds))).toEqual([]);
});

const SPACE = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
const MALFORMED: [string, string | Buffer][] = [
  ['no JSON', 'follow me'],
  ['half of one', '{"type":"follow","feeds":['],
  ['a list', '[]'],
  ['null', 'null'],
  ['a number', '7'],
  ['no type', '{}'],
  ['an unknown type', '{"type":"lead"}'],
  ['a type that every object has', '{"type":"constructor"}'],
  ['a type that is an operator', '{"type":{"$ne":null}}'],
  ['__proto__', `{"type":"typing","spaceId":"${SPACE}","__proto__":{"administrator":true}}`],
  ['a field too many', `{"type":"typing","spaceId":"${SPACE}","person":"${SPACE}"}`],
  ['typing without a space', '{"type":"typing"}'],
  ['typing into an operator', '{"type":"typing","spaceId":{"$gt":""}}'],
  ['typing into no id', '{"type":"typing","spaceId":"\' or 1=1"}'],
  ['follow without feeds', '{"type":"follow"}'],
  ['follow of an operator', '{"type":"follow","feeds":{"$gt":""}}'],
  ['follow of no id', '{"type":"follow","feeds":[["x",0]]}'],
  ['follow from before the beginning', `{"type":"follow","feeds":[["${SPACE}",-1]]}`],
  ['follow from nowhere', `{"type":"follow","feeds":[["${SPACE}",1e300]]}`],
  ['follow from half a place', `{"type":"follow","feeds":[["${SPACE}",0.5]]}`],
  ['unfollow of null', '{"type":"unfollow","feeds":[null]}'],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
  ['a very deep list', '['.repeat(30_000)],
  ['more than a frame may hold', `{"type":"unfollow","feeds":["${'x'.repeat(70_000)}"]}`],
];

test.each(MALFORMED)('a frame that is %s ends that socket and nothing else', async (_, frame) => {
  const ws = new WebSocket(`${server.url.replace('http', 'ws')}${LIVE_PATH}`, {
    headers: credentialOf(actors.find(({ person }) => person === 'member')?.identity ?? {}, server.url),
  });
  const closed = new Promise<number>((resolve) => ws.on('close', resolve));
  await new Promise((resolve) => ws.once('message', resolve));
  ws.send(frame);
  expect(await closed).toBeGreaterThan(0);
  const after = await openLive(server.url, { secret: world.people.member.secret });
  await after.follow([world.people.member.id, 0]);
  await after.close();
  expect(({} as Record<string, unknown>)['administrator']).toBeUndefined();
});
