import { randomUUID } from 'node:crypto';
import { answerRound, openRound } from '@footbridge/contract/rounds.ts';
import { acceptStep, endStep, proposeStep, refuseSuggestion } from '@footbridge/contract/steps.ts';
import { giveThanks, hideThanks, showThanks } from '@footbridge/contract/thanks.ts';
import { getTogether } from '@footbridge/contract/together.ts';
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

const together = (person: CastPerson, other: CastPerson) =>
  cast.as(person).call(getTogether, { params: { personId: other.id } });
const shared = async (person: CastPerson, other: CastPerson) => {
  const { person: _, suggestion: __, ...same } = await together(person, other);
  return same;
};

async function doTogether(from: CastPerson, to: CastPerson, outcome: 'done' | 'changed' | 'stopped') {
  const step = await cast.as(from).call(proposeStep, {
    body: {
      ...OWN,
      title: `A step that was ${outcome}`,
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
  const params = { stepId: step.id };
  await cast.as(to).call(acceptStep, { params, body: OWN });
  await cast.as(from).call(endStep, { params, body: { outcome } });
  return step;
}

test('two who have done nothing yet see the spaces they share and a first step with its reason', async () => {
  expect(await together(rhys, tomasz)).toMatchObject({
    person: { name: tomasz.name, organisation: { name: 'Harbour Care' } },
    steps: [],
    rounds: [],
    thanks: [],
    spaces: [{ name: 'Winter warmth' }],
    suggestion: { kind: 'firstStep', because: { kind: 'space', title: 'Winter warmth' } },
  });
});

test('a proposal is no part of it before everybody said yes, and takes the suggestion away', async () => {
  await cast.as(tomasz).call(proposeStep, {
    body: {
      ...OWN,
      title: 'Walk one street together',
      purpose: '',
      timeBox: 'halfHour',
      hoursLimit: 1,
      money: 'none',
      reputation: 'betweenUs',
      data: 'none',
      startsAt: null,
      origin: null,
      clientId: randomUUID(),
      personIds: [rhys.id],
    },
  });
  expect(await together(rhys, tomasz)).toMatchObject({ steps: [], suggestion: null });
});

test('steps, rounds, thanks and spaces of the two stand on it, the same for both, and nothing is counted', async () => {
  const done = await doTogether(amina, tomasz, 'done');
  const round = await cast.as(amina).call(openRound, {
    body: {
      question: 'What can I bring?',
      endsAt: new Date(server.clock.now() + DAY_MS).toISOString(),
      emails: [],
      clientId: randomUUID(),
      personIds: [tomasz.id, rhys.id],
    },
  });
  for (const person of [amina, tomasz]) {
    await cast.as(person).call(answerRound, {
      params: { roundId: round.id },
      body: { brings: 'A van', bettersMe: '', easyBecause: '' },
    });
  }
  const thanks = await cast.as(tomasz).call(giveThanks, {
    body: { clientId: randomUUID(), personId: amina.id, act: 'You lent the van', helped: 'Mrs Bell' },
  });
  expect((await shared(tomasz, amina)).thanks).toEqual([]);
  await cast.as(amina).call(showThanks, { params: { thanksId: thanks.id }, body: { audience: 'us' } });

  const mine = await shared(amina, tomasz);
  expect(mine).toMatchObject({
    steps: [{ id: done.id, ending: { outcome: 'done' } }],
    rounds: [{ id: round.id, question: 'What can I bring?' }],
    thanks: [{ id: thanks.id, act: 'You lent the van' }],
  });
  expect(await shared(tomasz, amina)).toEqual(mine);
  expect((await together(amina, tomasz)).suggestion).toMatchObject({
    kind: 'notchUp',
    because: { id: done.id },
  });
  // Rhys was asked too and did not answer: of the round nothing is between him and them.
  expect((await shared(rhys, amina)).rounds).toEqual([]);
  await cast.as(amina).call(hideThanks, { params: { thanksId: thanks.id } });
  expect((await shared(tomasz, amina)).thanks).toEqual([]);
});

test("'not now' is known to the one who said it", async () => {
  await cast.as(amina).call(refuseSuggestion, { body: { personId: tomasz.id } });
  expect((await together(amina, tomasz)).suggestion).toBeNull();
  expect((await together(tomasz, amina)).suggestion).not.toBeNull();
});

test('after a step that was stopped nothing is suggested, and it stands there like any other', async () => {
  await doTogether(amina, tomasz, 'stopped');
  const { steps, suggestion } = await together(tomasz, amina);
  expect(steps.map(({ ending }) => ending?.outcome)).toEqual(['stopped', 'done']);
  expect(suggestion).toBeNull();
});

test('somebody I may not see, somebody unknown and myself answer alike', async () => {
  const refused = async (other: { id: string }) =>
    cast.as(grace).refused(getTogether, { params: { personId: other.id } });
  const unknown = await refused({ id: randomUUID() });
  expect(unknown.status).toBe(404);
  expect(await refused(tomasz)).toEqual(unknown);
  expect(await refused(grace)).toEqual(unknown);
});
