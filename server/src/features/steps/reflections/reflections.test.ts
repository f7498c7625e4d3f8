import { randomUUID } from 'node:crypto';
import {
  SHOW_ALONE_DAYS,
  type Step,
  acceptStep,
  endStep,
  getStep,
  proposeStep,
  removeReflection,
  showReflection,
  writeReflection,
} from '@footbridge/contract/steps.ts';
import { beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '../../../kit/clock.ts';
import { type CastPerson, createCast } from '../../../../test/cast.ts';
import { openSpace } from '../../../../test/spaces.ts';
import { startTestServer } from '../../../../test/server.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, tomasz, grace } = cast;
const OWN_WORDS = { benefit: '', atStake: 'Nothing big is at stake.' };

beforeAll(async () => {
  await openSpace(cast, amina, [tomasz, grace]);
});

/** A step of these people that has ended. */
async function endedStep(...people: [CastPerson, ...CastPerson[]]): Promise<Step> {
  const [first, ...others] = people;
  const { id } = await cast.as(first).call(proposeStep, {
    body: {
      ...OWN_WORDS,
      title: 'Sit in on one visit',
      purpose: '',
      timeBox: 'week',
      hoursLimit: 4,
      money: 'none',
      reputation: 'betweenUs',
      data: 'none',
      startsAt: null,
      origin: null,
      clientId: randomUUID(),
      personIds: others.map((person) => person.id),
    },
  });
  for (const other of others) {
    await cast.as(other).call(acceptStep, { params: { stepId: id }, body: OWN_WORDS });
  }
  return cast.as(first).call(endStep, { params: { stepId: id }, body: { outcome: 'done' } });
}

const write = (person: CastPerson, step: Step, text: string) =>
  cast.as(person).call(writeReflection, { params: { stepId: step.id }, body: { text } });
const show = (person: CastPerson, step: Step) =>
  cast.as(person).call(showReflection, { params: { stepId: step.id } });
const raw = async (person: CastPerson, step: Step) =>
  (await cast.as(person).request('GET', `/api/steps/${step.id}`)).text;
const shownTo = async (person: CastPerson, step: Step) =>
  (await cast.as(person).call(getStep, { params: { stepId: step.id } })).reflections?.shown.map(
    ({ text }) => text,
  );

test('a reflection is hidden, byte for byte, until the other has written too; then both are shown', async () => {
  const step = await endedStep(amina, tomasz);
  const before = await raw(tomasz, step);
  await write(amina, step, 'They knew their stuff');
  expect(await raw(tomasz, step)).toBe(before);
  expect((await write(tomasz, step, 'Did what was said')).reflections?.shown).toHaveLength(2);
  expect(await shownTo(amina, step)).toEqual(['They knew their stuff', 'Did what was said']);
  expect(
    await cast
      .as(amina)
      .refused(writeReflection, { params: { stepId: step.id }, body: { text: 'An answer' } }),
  ).toMatchObject({ code: 'reflectionsClosed' });
});

test('two who write at once reveal both, whoever comes last', async () => {
  for (let round = 0; round < 5; round += 1) {
    const step = await endedStep(amina, tomasz);
    await Promise.all([write(amina, step, 'One'), write(tomasz, step, 'Two')]);
    expect(await shownTo(amina, step)).toEqual(['One', 'Two']);
    expect(await shownTo(tomasz, step)).toEqual(['One', 'Two']);
  }
});

test('after seven days its author may show it alone; before, and without that wish, it is never shown', async () => {
  const step = await endedStep(amina, tomasz);
  await write(amina, step, 'Alone');
  expect(await cast.as(amina).refused(showReflection, { params: { stepId: step.id } })).toMatchObject({
    code: 'notShowable',
  });
  server.clock.advance(SHOW_ALONE_DAYS * DAY_MS);
  expect(await shownTo(tomasz, step)).toEqual([]);
  expect(await cast.as(tomasz).refused(showReflection, { params: { stepId: step.id } })).toMatchObject({
    code: 'notShowable',
  });
  await show(amina, step);
  expect(await shownTo(tomasz, step)).toEqual(['Alone']);
  expect(
    await cast
      .as(tomasz)
      .refused(writeReflection, { params: { stepId: step.id }, body: { text: 'An answer' } }),
  ).toMatchObject({ code: 'reflectionsClosed' });
});

test('showing alone and the last writing at once end in one of two ways: both shown, or the last one not written', async () => {
  for (let round = 0; round < 5; round += 1) {
    const step = await endedStep(amina, tomasz);
    await write(amina, step, 'First');
    server.clock.advance(SHOW_ALONE_DAYS * DAY_MS);
    const [, written] = await Promise.allSettled([show(amina, step), write(tomasz, step, 'Last')]);
    const expected = written.status === 'fulfilled' ? ['First', 'Last'] : ['First'];
    expect(await shownTo(tomasz, step)).toEqual(expected);
    expect(await shownTo(amina, step)).toEqual(expected);
  }
});

test('taken back it is as if it had never been written, before and after it was shown', async () => {
  const step = await endedStep(amina, tomasz);
  const before = await raw(tomasz, step);
  await write(amina, step, 'Too much');
  await cast.as(amina).call(removeReflection, { params: { stepId: step.id } });
  expect(await raw(tomasz, step)).toBe(before);
  await write(tomasz, step, 'Mine');
  expect(await shownTo(amina, step)).toEqual([]);
  await write(amina, step, 'Less');
  await cast.as(amina).call(removeReflection, { params: { stepId: step.id } });
  expect(await shownTo(tomasz, step)).toEqual(['Mine']);
});

test('among three nothing is shown before the third wrote', async () => {
  const step = await endedStep(amina, tomasz, grace);
  await write(amina, step, 'A');
  await write(tomasz, step, 'B');
  expect(await shownTo(grace, step)).toEqual([]);
  await write(grace, step, 'C');
  expect(await shownTo(amina, step)).toEqual(['A', 'C', 'B']);
});

test('it has three lines at most and comes after the end', async () => {
  const step = await endedStep(amina, tomasz);
  const params = { stepId: step.id };
  expect(
    await cast.as(amina).refused(writeReflection, { params, body: { text: 'a\nb\nc\nd' } }),
  ).toMatchObject({
    status: 422,
  });
  const ids = [tomasz.id];
  const open = await cast.as(amina).call(proposeStep, {
    body: { ...PROPOSAL, clientId: randomUUID(), personIds: ids },
  });
  expect(
    await cast.as(amina).refused(writeReflection, { params: { stepId: open.id }, body: { text: 'a' } }),
  ).toMatchObject({ code: 'notEnded' });
});

const PROPOSAL = {
  title: 'Another one',
  money: 'none',
  reputation: 'betweenUs',
  data: 'none',
  purpose: '',
  timeBox: 'week',
  hoursLimit: 4,
  startsAt: null,
  origin: null,
  ...OWN_WORDS,
} as const;
