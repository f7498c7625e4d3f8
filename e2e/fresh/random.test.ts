import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createCast } from '../../server/test/cast.ts';
import type { Problem } from '@footbridge/contract/kit/problem.ts';
import { startTestServer } from '../../server/test/server.ts';
import { openSpace, say } from '../../server/test/spaces.ts';
import { NetworkError } from '../../web/src/kit/api/problemError.ts';
import { type Device, cut, expectAsFresh, mend, openDevice, untilCaughtUp } from './clients.ts';
import { type Dice, NothingThere, createDeck, createDice } from './dice.ts';
import { type Crowd, DOINGS } from './doings.ts';
import { type Somebody, newPerson } from './story.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

/** `FRESH_SEEDS=7` or `FRESH_SEEDS=10-50` runs other courses of events; a failure names the seed it came with. */
const [from = 1, to = from] = (process.env['FRESH_SEEDS'] ?? '1-2').split('-').map(Number);
const SEEDS = Array.from({ length: to - from + 1 }, (_, at) => from + at);
const ROUNDS = 3;
const STEPS_PER_ROUND = 20;
const TOGETHER = 4;
/** For each seed. */
const DONE_MIN = 60;

const server = await startTestServer();
const cast = await createCast(server);

const done = new Map<string, number>();
const sum = () => [...done.values()].reduce((all, count) => all + count, 0);

async function gather(dice: Dice): Promise<Crowd> {
  const people = await Promise.all([
    newPerson(server, cast, 'northbrook', 'steward'),
    newPerson(server, cast, 'northbrook'),
    newPerson(server, cast, 'harbour'),
    newPerson(server, cast, 'harbour'),
  ]);
  const [steward, ...others] = people;
  const open = (reach: 'shared' | 'listed', historyRule: 'all' | 'sinceJoining') =>
    openSpace(cast, steward, others, { reach, historyRule });
  const spaces = [
    await open('shared', 'all'),
    await open('listed', 'all'),
    await open('listed', 'sinceJoining'),
  ];
  const crowd: Crowd = {
    server,
    cast,
    dice,
    people,
    spaceIds: spaces.map(({ id }) => id),
    said: [],
    devices: [],
  };
  for (const spaceId of crowd.spaceIds) {
    for (const author of people) {
      const { id, seq } = await say(cast, author, spaceId, 'The first word');
      crowd.said.push({ id, seq, spaceId, author, rootId: undefined });
    }
  }
  return crowd;
}

/** Refused, cut off in the middle, or nothing there to do it to: all of that happens to people. */
function isExpected(error: unknown): boolean {
  const { problem } = error as { problem?: Problem };
  return problem === undefined
    ? error instanceof NetworkError || error instanceof NothingThere
    : problem.status < 500;
}

/** Refused is often only because of whom or what it was tried on. */
const TRIES = 3;

async function doOne(everything: Crowd, name: string): Promise<void> {
  const crowd = { ...everything, dice: everything.dice.others() };
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    try {
      await DOINGS[name]?.(crowd);
      done.set(name, (done.get(name) ?? 0) + 1);
      return;
    } catch (error) {
      if (!isExpected(error)) throw error;
    }
  }
}

async function disturb({ dice, devices }: Crowd, away: Set<Device>): Promise<void> {
  const device = dice.one(devices);
  if (away.delete(device)) return mend(device);
  if (!dice.chance(0.5)) return;
  away.add(device);
  cut(device);
}

test.each(SEEDS)(
  'whatever happens, in whatever order it is heard, and whoever was cut off: the screens are as fresh ones (seed %i)',
  async (seed) => {
    const crowd = await gather(createDice(seed));
    const { dice, people, devices } = crowd;
    const [, first, second] = people as [Somebody, Somebody, Somebody];
    const owners = [first, first, second];
    devices.push(
      await openDevice(server, first),
      await openDevice(server, first, { disturbMs: 20, random: dice.others().next }),
      await openDevice(server, second, { disturbMs: 10, random: dice.others().next }),
    );
    const away = new Set<Device>();
    const before = sum();
    const nextDoing = createDeck(Object.keys(DOINGS), dice);
    try {
      for (let round = 1; round <= ROUNDS; round += 1) {
        for (let step = 0; step < STEPS_PER_ROUND; step += 1) {
          await Promise.all(
            Array.from({ length: 1 + dice.below(TOGETHER) }, () => doOne(crowd, nextDoing())),
          );
          await disturb(crowd, away);
        }
        for (const device of away) await mend(device);
        away.clear();
        await untilCaughtUp(server, devices);
        for (const [at, device] of devices.entries()) {
          const log = join(tmpdir(), `footbridge-fresh-${seed}.log`);
          const about = `seed ${seed}, round ${round}, device ${at}, which heard what is in ${log}`;
          await expectAsFresh(server, device, owners[at] as Somebody, about).catch(async (error: unknown) => {
            await writeFile(log, device.wire.log.join('\n'));
            throw error;
          });
        }
        await server.context.pool.query('delete from attempt_counters');
      }
    } finally {
      for (const { client } of devices) client.stop();
    }
    console.log(`random changes, seed ${seed}: ${sum() - before} done`);
  },
);

test('there were enough of them, and each kind was done at least once', () => {
  expect(sum()).toBeGreaterThan(SEEDS.length * DONE_MIN);
  expect(Object.keys(DOINGS).filter((name) => !done.has(name))).toEqual([]);
});
