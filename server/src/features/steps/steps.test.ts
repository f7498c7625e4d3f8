import { randomUUID } from 'node:crypto';
import { listSpaces } from '@footbridge/contract/spaces.ts';
import {
  PROPOSALS_OPEN_MAX,
  type Step,
  acceptStep,
  changeMyWords,
  checkIn,
  declineStep,
  endStep,
  getStep,
  getStepOfSpace,
  listStepSuggestions,
  listSteps,
  proposeStep,
  refuseSuggestion,
  withdrawStep,
} from '@footbridge/contract/steps.ts';
import { beforeAll, expect, test } from 'vitest';
import { DAY_MS, instant } from '../../kit/clock.ts';
import { type CastPerson, createCast } from '../../../test/cast.ts';
import { openSpace } from '../../../test/spaces.ts';
import { startTestServer } from '../../../test/server.ts';
import { change } from '../../kit/activity/activity.ts';
import { startPairedStep } from './changes.ts';
import { listParticipants, listStepsFrom, listWaiting } from './queries.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, tomasz, grace, ana, megan } = cast;
const NOTHING_BIG = { atStake: 'Nothing big is at stake.' };

beforeAll(async () => {
  await openSpace(cast, amina, [tomasz, grace, ana]);
});

const proposal = (more: object = {}) => ({
  title: 'Sit in on one benefits check morning',
  purpose: 'See how a visit really goes',
  timeBox: 'twoWeeks' as const,
  hoursLimit: 4,
  money: 'none' as const,
  reputation: 'betweenUs' as const,
  data: 'none' as const,
  startsAt: null,
  benefit: 'I understand the work that I plan for.',
  origin: null,
  clientId: randomUUID(),
  ...NOTHING_BIG,
  ...more,
});
const propose = (from: CastPerson, to: CastPerson[], more: object = {}) =>
  cast.as(from).call(proposeStep, { body: { ...proposal(more), personIds: to.map(({ id }) => id) } });
const accept = (person: CastPerson, step: Step) =>
  cast.as(person).call(acceptStep, {
    params: { stepId: step.id },
    body: { benefit: 'A person to call at the council.', ...NOTHING_BIG },
  });
const read = (person: CastPerson, step: Pick<Step, 'id'>) =>
  cast.as(person).call(getStep, { params: { stepId: step.id } });
const end = (person: CastPerson, step: Step, outcome: 'done' | 'changed' | 'stopped') =>
  cast.as(person).call(endStep, { params: { stepId: step.id }, body: { outcome } });
const waiting = async (person: CastPerson) => (await waitingOf(person)).map((one) => one.kind);
const waitingOf = (person: CastPerson) => listWaiting(server.context.db, person.id, instant(server.clock));
const begun = async (from: CastPerson, to: CastPerson, more: object = {}) =>
  accept(to, await propose(from, [to], more));
const listed = async (person: CastPerson, when: 'open' | 'past') =>
  (await cast.as(person).call(listSteps, { query: { when } })).steps.map((step) => step.id);
const raw = (person: CastPerson, step: Step) =>
  cast
    .as(person)
    .request('GET', `/api/steps/${step.id}`)
    .then((answer) => answer.text);

test('two people of different organisations start a step without an administrator, and its space opens with the last acceptance', async () => {
  const step = await propose(tomasz, [grace]);
  expect(step).toMatchObject({
    state: 'proposed',
    nothingBig: true,
    spaceId: null,
    stakes: { time: 'halfDay' },
  });
  expect(await waiting(grace)).toEqual(['stepProposed']);
  const live = await cast.live(tomasz);
  await live.follow([tomasz.id, 0]);
  const begunStep = await accept(grace, step);
  expect(begunStep).toMatchObject({ state: 'underWay', people: [{ accepted: true }, { accepted: true }] });
  expect(Date.parse(begunStep.dueAt ?? '') - Date.parse(begunStep.agreedAt ?? '')).toBe(14 * DAY_MS);
  expect(begunStep.people.map(({ benefit }) => benefit)).toEqual([
    'I understand the work that I plan for.',
    'A person to call at the council.',
  ]);
  expect(
    await live.next((frame) => frame.kind === 'stepChanged' && frame['stepId'] === step.id),
  ).toBeDefined();
  void live.close();
  expect(await waiting(grace)).toEqual([]);
  for (const person of [tomasz, grace]) {
    const { spaces } = await cast.as(person).call(listSpaces);
    expect(spaces.find((space) => space.id === begunStep.spaceId)).toMatchObject({
      purpose: 'See how a visit really goes',
      audience: { people: 2, organisations: 2 },
      mine: { role: 'steward' },
    });
  }
  const params = { spaceId: begunStep.spaceId ?? '' };
  expect(await cast.as(grace).call(getStepOfSpace, { params })).toMatchObject({ step: { id: step.id } });
});

test('accepting twice at once begins one step with one space', async () => {
  const step = await propose(amina, [tomasz, grace]);
  await Promise.all([accept(tomasz, step), accept(grace, step), accept(tomasz, step)]);
  const now = await read(amina, step);
  expect(now.state).toBe('underWay');
  const { rows } = await server.context.pool.query('select id from spaces where name = $1 and id = $2', [
    step.title,
    now.spaceId,
  ]);
  expect(rows).toHaveLength(1);
});

test('a proposal sent twice is one', async () => {
  const clientId = randomUUID();
  const [one, two] = await Promise.all([
    propose(amina, [ana], { clientId }),
    propose(amina, [ana], { clientId }),
  ]);
  expect(one.id).toBe(two.id);
});

test('a declined proposal looks to the others, byte for byte, like one without an answer', async () => {
  const step = await propose(amina, [tomasz, grace]);
  const [before, heads] = [await raw(amina, step), await feedHeads()];
  await cast.as(grace).call(declineStep, { params: { stepId: step.id } });
  expect(await raw(amina, step)).toBe(before);
  expect(await feedHeads()).toEqual(heads);
  expect((await waitingOf(grace)).map(({ subjectId }) => subjectId)).not.toContain(step.id);
  expect(await cast.as(grace).refused(getStep, { params: { stepId: step.id } })).toMatchObject({
    status: 404,
  });
  await accept(tomasz, step);
  expect((await read(amina, step)).state).toBe('proposed');
  const people = await listParticipants(server.context.db, [step.id]);
  expect(people.map(({ personId }) => personId)).toContain(grace.id);
  async function feedHeads() {
    const { rows } = await server.context.pool.query<{ last_seq: number }>(
      'select last_seq from feeds where id = any($1) order by id',
      [[amina.id, tomasz.id]],
    );
    return rows;
  }
});

test('a withdrawn proposal is gone for everybody, and one begun meanwhile is not', async () => {
  const step = await propose(amina, [grace]);
  await cast.as(amina).call(withdrawStep, { params: { stepId: step.id } });
  const params = { stepId: step.id };
  for (const person of [amina, grace]) {
    expect(await cast.as(person).refused(getStep, { params })).toMatchObject({ status: 404 });
  }
  const other = await propose(amina, [grace]);
  const outcomes = await Promise.allSettled([
    cast.as(amina).call(withdrawStep, { params: { stepId: other.id } }),
    accept(grace, other),
  ]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('somebody who takes no part learns nothing, and names of people they may not see are refused as unknown', async () => {
  const step = await begun(tomasz, grace);
  const unknown = await cast.as(megan).refused(getStep, { params: { stepId: randomUUID() } });
  expect(unknown.status).toBe(404);
  // An administrator is an outsider too.
  expect(cast.amina.email).toBe('amina@example.org');
  for (const outsider of [megan, amina]) {
    const refused = await cast.as(outsider).refused(getStep, { params: { stepId: step.id } });
    expect(refused).toEqual(unknown);
  }
  const strangers = { body: { ...proposal(), personIds: [grace.id] } };
  expect(await cast.as(megan).refused(proposeStep, strangers)).toEqual(unknown);
  expect(
    await cast.as(megan).refused(proposeStep, { body: { ...proposal(), personIds: [megan.id] } }),
  ).toMatchObject({ status: 422 });
});

test("at half time both are asked once, 'let us talk' is shared and 'fine' stays mine until all said so", async () => {
  const step = await begun(tomasz, grace);
  const params = { stepId: step.id };
  expect(await waiting(tomasz)).not.toContain('stepCheckIn');
  server.clock.advance(7 * DAY_MS + 1000);
  expect(await waiting(tomasz)).toContain('stepCheckIn');
  expect((await read(tomasz, step)).checkIn.asked).toBe(true);
  const before = await raw(grace, step);
  await cast.as(tomasz).call(checkIn, { params, body: { answer: 'fine' } });
  expect(await raw(grace, step)).toBe(before);
  await cast.as(tomasz).call(checkIn, { params, body: { answer: 'talk' } });
  expect((await read(grace, step)).checkIn).toMatchObject({ toTalk: [tomasz.id], allFine: false });
  await cast.as(grace).call(checkIn, { params, body: { answer: 'fine' } });
  await cast.as(tomasz).call(checkIn, { params, body: { answer: 'fine' } });
  expect((await read(grace, step)).checkIn).toEqual({
    mine: 'fine',
    asked: false,
    toTalk: [],
    allFine: true,
  });
  await end(grace, step, 'done');
});

test('either ends it with one click; the first ending holds and nobody can tell whose it was', async () => {
  const step = await begun(tomasz, grace);
  const outcomes = await Promise.all([end(tomasz, step, 'stopped'), end(grace, step, 'stopped')]);
  expect(outcomes.map(({ ending }) => ending?.outcome)).toEqual(['stopped', 'stopped']);
  await end(grace, step, 'done');
  expect((await read(tomasz, step)).ending?.outcome).toBe('stopped');
  const { rows } = await server.context.pool.query(
    "select person_id from activity where subject_id = $1 and kind = 'stepChanged' order by at desc, feed_id limit 2",
    [step.id],
  );
  expect(rows).toEqual([{ person_id: null }, { person_id: null }]);
  expect(await listed(tomasz, 'past')).toContain(step.id);
  expect(await listed(tomasz, 'open')).not.toContain(step.id);
  expect(await listed(amina, 'past')).not.toContain(step.id);
});

test('a proposal lapses after fourteen days, and then it cannot be accepted', async () => {
  const step = await propose(amina, [ana]);
  server.clock.advance(14 * DAY_MS + 1000);
  const accepting = { params: { stepId: step.id }, body: { benefit: '', ...NOTHING_BIG } };
  expect(await cast.as(ana).refused(acceptStep, accepting)).toMatchObject({ code: 'proposalLapsed' });
  expect(await listed(amina, 'open')).not.toContain(step.id);
});

test('a step whose time is over asks to be looked back on', async () => {
  const step = await begun(amina, ana, { timeBox: 'day' });
  server.clock.advance(DAY_MS + 1000);
  expect(await waiting(ana)).toEqual(['stepReflection']);
  await end(ana, step, 'changed');
  expect(
    await cast
      .as(ana)
      .refused(changeMyWords, { params: { stepId: step.id }, body: { benefit: '', ...NOTHING_BIG } }),
  ).toMatchObject({ code: 'stepEnded' });
});

test('a pair that met by chance starts at once, and what came from where is found by its people only', async () => {
  const id = randomUUID();
  const { stepId } = await change(server.context, (tx) =>
    startPairedStep(tx, {
      title: 'Half an hour to meet',
      personIds: [megan.id, cast.sunil.id],
      organisationIds: [megan.organisationId, cast.sunil.organisationId],
      minutes: 30,
      origin: { kind: 'pairing', id },
    }),
  );
  expect(await read(megan, { id: stepId })).toMatchObject({ state: 'underWay', timeBox: 'halfHour' });
  const { db } = server.context;
  expect(await listStepsFrom(db, 'pairing', [id], megan.id)).toMatchObject([
    { originId: id, stepId, state: 'underWay' },
  ]);
  expect(await listStepsFrom(db, 'pairing', [id], amina.id)).toEqual([]);
});

test("a finished step suggests one notch up, and 'not now' is kept to me for ninety days", async () => {
  const step = await begun(cast.lena, cast.sunil);
  await end(cast.lena, step, 'done');
  const ask = async (person: CastPerson) =>
    (await cast.as(person).call(listStepSuggestions)).suggestions.filter(
      (one) => one.because?.id === step.id,
    );
  expect(await ask(cast.lena)).toMatchObject([
    {
      kind: 'notchUp',
      with: { id: cast.sunil.id },
      href: `/steps/new?with=${cast.sunil.id}&from=step:${step.id}`,
    },
  ]);
  await cast.as(cast.lena).call(refuseSuggestion, { body: { personId: cast.sunil.id } });
  expect(await ask(cast.lena)).toEqual([]);
  expect(await ask(cast.sunil)).toHaveLength(1);
  server.clock.advance(90 * DAY_MS);
  expect(await ask(cast.lena)).toHaveLength(1);
});

test('only so many proposals wait at once, and the limit is named', async () => {
  for (let count = 0; count < PROPOSALS_OPEN_MAX; count += 1) await propose(ana, [tomasz]);
  expect(
    await cast.as(ana).refused(proposeStep, { body: { ...proposal(), personIds: [tomasz.id] } }),
  ).toMatchObject({ code: 'tooManyProposals', limit: PROPOSALS_OPEN_MAX });
});
