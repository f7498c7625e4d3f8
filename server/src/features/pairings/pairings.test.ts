import * as pairings from '@footbridge/contract/pairings.ts';
import { getHome } from '@footbridge/contract/home.ts';
import { getMe, getPerson } from '@footbridge/contract/people.ts';
import { getStep } from '@footbridge/contract/steps.ts';
import { beforeEach, expect, test } from 'vitest';
import { type CastPerson, createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { change } from '../../kit/activity/activity.ts';
import { DAY_MS } from '../../kit/clock.ts';
import { bringTogether } from './matching/changes.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { ana, rhys, megan, grace, amina, bea, sunil } = cast;

const HOURS = pairings.Weekday.options.map((weekday) => ({ weekday, half: 'morning' as const }));
const join = (person: CastPerson, hours = HOURS) =>
  cast.as(person).call(pairings.joinPairings, { body: { hours } });
const look = (person: CastPerson) => cast.as(person).call(pairings.listPairings);
const about = (pairingId: string) => ({ params: { pairingId } });
const known = (person: CastPerson) => ({ params: { personId: person.id } });
const accept = (person: CastPerson, pairing: { id: string }, times: string[]) =>
  cast.as(person).call(pairings.acceptPairing, { ...about(pairing.id), body: { times } });

async function nextFortnight(): Promise<void> {
  server.clock.advance(14 * DAY_MS);
  await change(server.context, bringTogether);
}

/** Past six months, so that each test begins as if nobody had met; nobody takes part. */
beforeEach(async () => {
  server.clock.advance(200 * DAY_MS);
  for (const person of [ana, rhys, megan, grace, amina, sunil]) {
    await cast.as(person).call(pairings.leavePairings);
  }
});

/** As if they had joined before this fortnight began. */
async function joinedBefore(...people: CastPerson[]): Promise<void> {
  const { pool } = server.context;
  for (const { id } of people) {
    await pool.query('insert into pairing_participants (person_id, joined_at) values ($1, now())', [id]);
    await pool.query(
      "insert into pairing_hours values ($1, 'tuesday', 'morning'), ($1, 'friday', 'afternoon')",
      [id],
    );
  }
}

/** The second to join is brought together with the first at once. */
async function meetingOf(one: CastPerson, other: CastPerson) {
  await join(one);
  await join(other);
  const [mine] = (await look(one)).pairings;
  const [theirs] = (await look(other)).pairings;
  if (mine === undefined || theirs === undefined) throw new Error('They were not brought together.');
  return { mine, theirs };
}

test('whoever takes part gets somebody of another organisation, with three times that suit both and a name to each', async () => {
  const { mine, theirs } = await meetingOf(rhys, ana);
  expect(mine.with).toMatchObject({ id: ana.id, organisation: { id: ana.organisationId } });
  expect(theirs.with).toMatchObject({ id: rhys.id });
  expect(mine.times).toHaveLength(pairings.TIMES_OFFERED);
  expect(mine.times.map(({ startsAt }) => startsAt)).toEqual(theirs.times.map(({ startsAt }) => startsAt));
  const { waiting } = await cast.as(rhys).call(getHome);
  expect(waiting.filter(({ kind }) => kind === 'pairingOffered')).toMatchObject([
    { subjectId: mine.id, from: { id: ana.id }, href: '/meetings' },
  ]);
});

test('when both say yes to the same time it becomes a step of half an hour, and both hear it', async () => {
  const { mine } = await meetingOf(rhys, ana);
  const live = await cast.live(ana);
  await live.follow([ana.id, (await cast.as(ana).call(getMe)).feedSeq]);
  const [first, second, third] = mine.times.map(({ startsAt }) => startsAt) as [string, string, string];
  expect((await accept(rhys, mine, [second, third])).agreed).toBeNull();
  await live.next('pairingChanged');
  expect((await look(ana)).pairings[0]?.times.map(({ theirs }) => theirs)).toEqual([false, true, true]);
  const done = await accept(ana, mine, [first, third]);
  expect(done.agreed?.startsAt).toBe(third);
  await live.next('stepChanged');
  await live.next('pairingChanged');
  const params = { stepId: done.agreed?.stepId ?? '' };
  for (const person of [ana, rhys]) {
    const step = await cast.as(person).call(getStep, { params });
    expect(step).toMatchObject({ timeBox: 'halfHour', startsAt: third, state: 'underWay' });
  }
  expect((await accept(rhys, mine, [first])).agreed).toEqual(done.agreed);
  await live.close();
});

test('two yeses at the same moment make one step', async () => {
  const { mine } = await meetingOf(rhys, ana);
  const times = mine.times.map(({ startsAt }) => startsAt);
  const both = await Promise.all([rhys, ana, rhys, ana].map((person) => accept(person, mine, times)));
  const made = new Set(both.flatMap(({ agreed }) => (agreed === null ? [] : [agreed.stepId])));
  expect(made.size).toBe(1);
  const steps = await server.context.pool.query('select 1 from steps where origin_id = $1', [mine.id]);
  expect(steps.rowCount).toBe(1);
});

test('other times are other ones, for both, and an answer to the earlier ones is refused', async () => {
  const { mine } = await meetingOf(rhys, ana);
  const before = mine.times.map(({ startsAt }) => startsAt);
  await accept(ana, mine, before);
  const other = await cast.as(rhys).call(pairings.offerOtherTimes, about(mine.id));
  expect(other.times).toHaveLength(pairings.TIMES_OFFERED);
  expect(other.times.some(({ startsAt }) => before.includes(startsAt))).toBe(false);
  expect((await look(ana)).pairings[0]?.times.map(({ mine: said }) => said)).toEqual([false, false, false]);
  const { code } = await cast
    .as(ana)
    .refused(pairings.acceptPairing, { ...about(mine.id), body: { times: before } });
  expect(code).toBe('otherTimes');
});

test('who skips leaves nothing behind: the other reads the same bytes as before, and nobody else reads anything', async () => {
  const { mine } = await meetingOf(rhys, ana);
  const bytes = async (person: CastPerson) => (await cast.as(person).request('GET', '/api/pairings')).text;
  const [before, head] = [await bytes(ana), (await cast.as(ana).call(getMe)).feedSeq];
  await cast.as(rhys).call(pairings.skipPairing, about(mine.id));
  await cast.as(rhys).call(pairings.skipPairing, about(mine.id));
  expect(await bytes(ana)).toBe(before);
  expect((await cast.as(ana).call(getMe)).feedSeq).toBe(head);
  expect((await look(rhys)).pairings).toEqual([]);
  // The other's yes is taken as always, and nothing comes of it.
  const said = await accept(
    ana,
    mine,
    mine.times.map(({ startsAt }) => startsAt),
  );
  expect(said.agreed).toBeNull();
  const stranger = await cast.as(amina).refused(pairings.skipPairing, about(mine.id));
  expect(stranger).toEqual(await cast.as(amina).refused(pairings.skipPairing, about(amina.id)));
});

test('somebody on a silent list is never met, whichever of the two keeps it, and nobody else can read it', async () => {
  await cast.as(ana).call(pairings.avoidPerson, known(cast.tomasz));
  const { mine } = await meetingOf(rhys, ana);
  await cast.as(rhys).call(pairings.avoidPerson, known(ana));
  expect((await look(rhys)).pairings.map(({ id }) => id)).not.toContain(mine.id);
  server.clock.advance(200 * DAY_MS);
  for (const person of [rhys, ana]) {
    await join(person);
    expect((await look(person)).pairings).toEqual([]);
    await nextFortnight();
    expect((await look(person)).pairings).toEqual([]);
  }
  const { people } = await cast.as(rhys).call(pairings.listAvoided);
  expect(people.map(({ id }) => id)).toEqual([ana.id]);
  expect((await cast.as(amina).call(pairings.listAvoided)).people).toEqual([]);
  const logged = await server.context.pool.query(
    'select 1 from activity where kind like $1 and (subject_id = $2 or person_id is not null or facts is not null)',
    ['pairing%', ana.id],
  );
  expect(logged.rowCount).toBe(0);
  await cast.as(rhys).call(pairings.stopAvoiding, known(ana));
  await cast.as(ana).call(pairings.stopAvoiding, known(cast.tomasz));
  expect((await cast.as(rhys).call(pairings.listAvoided)).people).toEqual([]);
});

test('a person one may not see cannot be put on the list, and answers as one who does not exist', async () => {
  const foreign = await cast.as(bea).refused(pairings.avoidPerson, known(sunil));
  expect(foreign).toEqual(
    await cast.as(bea).refused(pairings.avoidPerson, { params: { personId: cast.organisations.harbour.id } }),
  );
  // To somebody one was brought together with, it can be done though their card stays closed.
  await meetingOf(rhys, grace);
  await cast.as(rhys).refused(getPerson, known(grace));
  await cast.as(rhys).call(pairings.avoidPerson, known(grace));
  await cast.as(rhys).call(pairings.stopAvoiding, known(grace));
});

test('the same two are not brought together again within six months, and once a fortnight only', async () => {
  await joinedBefore(megan, ana);
  await nextFortnight();
  await change(server.context, bringTogether);
  expect((await look(megan)).pairings).toHaveLength(1);
  for (let fortnight = 0; fortnight < 12; fortnight += 1) await nextFortnight();
  expect((await look(megan)).pairings).toEqual([]);
  await nextFortnight();
  await nextFortnight();
  expect((await look(megan)).pairings).toHaveLength(1);
});

test('who joins while somebody is without a meeting in this fortnight meets them at once, and nobody is offered twice', async () => {
  await join(rhys);
  expect((await look(rhys)).pairings).toEqual([]);
  await Promise.all([join(ana), join(grace), join(ana)]);
  const offered = await Promise.all([rhys, ana, grace].map(look));
  expect(offered.flatMap(({ pairings: mine }) => mine)).toHaveLength(2);
  expect(offered.every(({ pairings: mine }) => mine.length <= 1)).toBe(true);
});

test('several processes bring people together once', async () => {
  await joinedBefore(rhys, ana);
  server.clock.advance(14 * DAY_MS);
  await Promise.all([1, 2, 3].map(() => change(server.context, bringTogether)));
  expect((await look(rhys)).pairings).toHaveLength(1);
});

test('guests are not brought together, people of one organisation neither, and who leaves is out at once', async () => {
  const { status } = await cast.as(bea).refused(pairings.joinPairings, { body: { hours: HOURS } });
  expect(status).toBe(403);
  await join(rhys);
  await join(megan);
  await nextFortnight();
  expect((await look(rhys)).pairings).toEqual([]);
  await joinedBefore(ana);
  const left = await cast.as(ana).call(pairings.leavePairings);
  expect(left.participation).toBeNull();
  await nextFortnight();
  expect([...(await look(ana)).pairings, ...(await look(rhys)).pairings]).toEqual([]);
  const kept = await server.context.pool.query('select 1 from pairing_hours where person_id = $1', [ana.id]);
  expect(kept.rowCount).toBe(0);
});

test('without an hour that suits there is nothing to meet in, and it is said which field', async () => {
  const { status, field } = await cast.as(ana).refused(pairings.joinPairings, { body: { hours: [] } });
  expect([status, field]).toEqual([422, 'body.hours']);
});
