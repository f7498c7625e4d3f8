import { randomUUID } from 'node:crypto';
import { getHome } from '@footbridge/contract/home.ts';
import {
  NOT_NOW_DAYS,
  acceptStep,
  declineStep,
  endStep,
  proposeStep,
  refuseSuggestion,
} from '@footbridge/contract/steps.ts';
import { avoidPerson } from '@footbridge/contract/pairings.ts';
import { beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '../../kit/clock.ts';
import { type CastPerson, createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { openSpace } from '../../../test/spaces.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, rhys, tomasz, grace } = cast;
const OWN = { benefit: 'A person to call', atStake: 'Nothing big is at stake.' };

beforeAll(async () => {
  await openSpace(cast, amina, [rhys, tomasz], { name: 'Winter warmth' });
});

const home = (person: CastPerson) => cast.as(person).call(getHome);
const waits = async (person: CastPerson) =>
  (await home(person)).waiting.map(({ kind, title, from, href }) => ({
    kind,
    title,
    from: from?.name,
    href,
  }));

const propose = (from: CastPerson, to: CastPerson, title: string) =>
  cast.as(from).call(proposeStep, {
    body: {
      ...OWN,
      title,
      purpose: '',
      timeBox: 'halfHour',
      hoursLimit: 1,
      money: 'none',
      reputation: 'betweenUs',
      data: 'none',
      startsAt: null,
      origin: null,
      clientId: randomUUID(),
      personIds: [to.id],
    },
  });

test('what waits for me names who asks and leads to where it is answered; it goes when I answer', async () => {
  const { id } = await propose(amina, tomasz, 'Sit in on one visit');
  expect(await waits(tomasz)).toEqual([
    { kind: 'stepProposed', title: 'Sit in on one visit', from: amina.name, href: `/steps/${id}` },
  ]);
  expect(await waits(amina)).toEqual([]);
  expect(await waits(rhys)).toEqual([]);
  await cast.as(tomasz).call(declineStep, { params: { stepId: id } });
  expect(await waits(tomasz)).toEqual([]);
});

test('each other screen is told at once, so that Home asks again', async () => {
  const live = await cast.live(tomasz);
  await live.follow([tomasz.id, 0]);
  const { id } = await propose(amina, tomasz, 'Walk one street together');
  await live.next((frame) => frame.kind === 'stepChanged' && JSON.stringify(frame).includes(id));
  await live.close();
  await cast.as(tomasz).call(declineStep, { params: { stepId: id } });
});

test('a first step is suggested with somebody of another organisation, with where the two meet as its reason', async () => {
  const { suggestion } = await home(rhys);
  expect(suggestion).toMatchObject({
    kind: 'firstStep',
    with: { id: tomasz.id, organisation: { name: 'Harbour Care' } },
    because: { kind: 'space', title: 'Winter warmth' },
  });
  // Whoever shares no space with anybody elsewhere is suggested nobody.
  expect((await home(grace)).suggestion).toBeNull();
});

test("'not now' takes it away for its time, and nothing tells the other", async () => {
  const before = await home(tomasz);
  await cast.as(rhys).call(refuseSuggestion, { body: { personId: tomasz.id } });
  expect((await home(rhys)).suggestion).toBeNull();
  expect(await home(tomasz)).toEqual(before);
});

test('what follows from a finished step comes before a first one; after one that was stopped nothing does', async () => {
  const done = await propose(amina, tomasz, 'Read one form together');
  await cast.as(tomasz).call(acceptStep, { params: { stepId: done.id }, body: OWN });
  await cast.as(tomasz).call(endStep, { params: { stepId: done.id }, body: { outcome: 'done' } });
  expect((await home(tomasz)).suggestion).toMatchObject({
    kind: 'notchUp',
    with: { id: amina.id },
    because: { kind: 'step', id: done.id, title: 'Read one form together' },
  });
  const stopped = await propose(amina, tomasz, 'Something else');
  await cast.as(tomasz).call(acceptStep, { params: { stepId: stopped.id }, body: OWN });
  await cast.as(amina).call(endStep, { params: { stepId: stopped.id }, body: { outcome: 'stopped' } });
  expect((await home(tomasz)).suggestion).not.toMatchObject({ with: { id: amina.id } });
});

test('after its time it may be suggested again, but never somebody whom I would rather not meet', async () => {
  server.clock.advance(NOT_NOW_DAYS * DAY_MS);
  expect((await home(rhys)).suggestion).toMatchObject({ with: { id: tomasz.id } });
  const before = await home(tomasz);
  await cast.as(rhys).call(avoidPerson, { params: { personId: tomasz.id } });
  expect((await home(rhys)).suggestion).toBeNull();
  expect(await home(tomasz)).toEqual(before);
});
