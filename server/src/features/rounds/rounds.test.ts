import { randomUUID } from 'node:crypto';
import { getHome } from '@footbridge/contract/home.ts';
import { getMe } from '@footbridge/contract/people.ts';
import * as rounds from '@footbridge/contract/rounds.ts';
import { archiveSpace, leaveSpace } from '@footbridge/contract/spaces.ts';
import { describe, expect, test } from 'vitest';
import { type CastPerson, createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { openSpace } from '../../../test/spaces.ts';
import { DAY_MS } from '../../kit/clock.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, tomasz, grace, sunil, bea, rhys } = cast;
const space = await openSpace(cast, amina, [tomasz, grace, bea]);

const inDays = (days: number) => new Date(server.clock.now() + days * DAY_MS).toISOString();
const opening = (emails: string[] = []) => ({
  question: 'What can I bring?',
  endsAt: inDays(7),
  emails,
  clientId: randomUUID(),
});
const openInSpace = (emails: string[] = [], by = amina) =>
  cast.as(by).call(rounds.openRoundInSpace, { params: { spaceId: space.id }, body: opening(emails) });
const openFor = (...people: CastPerson[]) =>
  cast
    .as(amina)
    .call(rounds.openRound, { body: { ...opening(), personIds: people.map((person) => person.id) } });
const brings = (words: string) => ({ brings: words, bettersMe: 'I learn', easyBecause: 'it is near' });
const answer = (person: CastPerson, roundId: string, words: string) =>
  cast.as(person).call(rounds.answerRound, { params: { roundId }, body: brings(words) });
const read = (person: CastPerson, roundId: string) =>
  cast.as(person).call(rounds.getRound, { params: { roundId } });
const end = (roundId: string) => cast.as(amina).call(rounds.endRound, { params: { roundId } });
const wordsOf = (answers: rounds.RoundAnswer[] | null) => answers?.map((one) => one.brings) ?? null;
const waitingFor = async (person: CastPerson, roundId: string) => {
  const { waiting } = await cast.as(person).call(getHome);
  return waiting.filter((one) => one.subjectId === roundId).map((one) => one.kind);
};

async function openOver(...answers: [CastPerson, string][]) {
  const { id } = await openInSpace();
  for (const [person, words] of answers) await answer(person, id, words);
  return { id, last: await end(id) };
}

describe('answering', () => {
  test('everybody sees the answers of others only after their own, the facilitator too', async () => {
    const { id } = await openInSpace();
    await answer(tomasz, id, 'A minibus on Tuesdays');
    expect((await read(amina, id)).answers).toBeNull();
    expect((await read(grace, id)).answers).toBeNull();
    expect(wordsOf((await answer(amina, id, 'A room')).answers)).toEqual(['A minibus on Tuesdays', 'A room']);
    expect((await read(grace, id)).answers).toBeNull();
    const withdrawn = await cast.as(amina).call(rounds.withdrawAnswer, { params: { roundId: id } });
    expect(withdrawn).toMatchObject({ answered: false, answers: null });
  });

  test('an answer is changed until the end, and after it everybody who was asked reads all', async () => {
    const { id } = await openInSpace();
    await answer(tomasz, id, 'A minibus');
    const changed = await answer(tomasz, id, 'A minibus with a ramp');
    expect(changed.answers).toMatchObject([
      { brings: 'A minibus with a ramp', mine: true, author: { name: 'Tomasz Zieliński', account: true } },
    ]);
    server.clock.advance(8 * DAY_MS);
    expect(wordsOf((await read(bea, id)).answers)).toEqual(['A minibus with a ramp']);
    const late = { params: { roundId: id }, body: brings('Late') };
    expect(await cast.as(grace).refused(rounds.answerRound, late)).toMatchObject({
      status: 409,
      code: 'roundOver',
    });
    await cast.as(tomasz).call(rounds.withdrawAnswer, { params: { roundId: id } });
    expect((await read(bea, id)).answers).toEqual([]);
  });

  test('the same answer sent many times at once is one, and leaves no trace of a change', async () => {
    const { id } = await openInSpace();
    await Promise.all(Array.from({ length: 5 }, () => answer(grace, id, 'Meters')));
    expect((await read(grace, id)).answers).toMatchObject([{ brings: 'Meters', changedAt: null }]);
  });

  test('an answer and the end at the same moment: it is in, or its author is told that it is not', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const { id } = await openInSpace();
      const [given] = await Promise.allSettled([answer(grace, id, 'Just in time'), end(id), end(id)]);
      const { answers, over } = await read(amina, id);
      expect(over).toBe(true);
      expect(answers).toHaveLength(given.status === 'fulfilled' ? 1 : 0);
    }
  });

  test('a round opened twice by a double click is one', async () => {
    const body = opening();
    const open = () => cast.as(amina).call(rounds.openRoundInSpace, { params: { spaceId: space.id }, body });
    const [one, other] = await Promise.all([open(), open()]);
    expect(one.id).toBe(other.id);
  });

  test('too far ahead, in the past, or in an archived space none is opened', async () => {
    const at = (endsAt: string) => ({ params: { spaceId: space.id }, body: { ...opening(), endsAt } });
    for (const days of [-1, 100]) {
      expect(await cast.as(amina).refused(rounds.openRoundInSpace, at(inDays(days)))).toMatchObject({
        status: 422,
        field: 'body.endsAt',
      });
    }
    const old = await openSpace(cast, amina, []);
    await cast.as(amina).call(archiveSpace, { params: { spaceId: old.id } });
    const refused = { params: { spaceId: old.id }, body: opening() };
    expect((await cast.as(amina).refused(rounds.openRoundInSpace, refused)).code).toBe('archived');
  });
});

describe('who is asked', () => {
  test('for an outsider a round of a space, and one of a list, answer like none', async () => {
    const ofSpace = await openInSpace();
    const ofList = await openFor(tomasz, grace);
    expect((await read(tomasz, ofList.id)).people.map((person) => person.name)).toEqual([
      'Amina Yusuf',
      'Grace Okafor',
      'Tomasz Zieliński',
    ]);
    const asked = (id: string) => cast.as(sunil).request('GET', `/api/rounds/${id}`);
    const unknown = await asked(randomUUID());
    for (const id of [ofSpace.id, ofList.id]) {
      expect(await asked(id)).toMatchObject({ status: 404, text: unknown.text });
    }
    expect((await cast.as(bea).request('GET', `/api/rounds/${ofList.id}`)).status).toBe(404);
  });

  test('a list holds only people that its maker sees; a guest opens rounds in their spaces alone', async () => {
    const body = { ...opening(), personIds: [tomasz.id, randomUUID()] };
    expect((await cast.as(amina).refused(rounds.openRound, { body })).status).toBe(404);
    expect(
      (await cast.as(rhys).refused(rounds.openRound, { body: { ...body, personIds: [sunil.id] } })).status,
    ).toBe(404);
    expect(
      (await cast.as(bea).refused(rounds.openRound, { body: { ...body, personIds: [tomasz.id] } })).status,
    ).toBe(403);
    expect((await openInSpace([], bea)).facilitator.name).toBe('Bea Novak');
  });

  test('who leaves the space is asked no more, and who joins later can answer', async () => {
    const late = await openSpace(cast, amina, [tomasz]);
    const { id } = await cast
      .as(amina)
      .call(rounds.openRoundInSpace, { params: { spaceId: late.id }, body: opening() });
    await cast.bringIn(late.id, sunil);
    await answer(sunil, id, 'An hour');
    await cast.as(tomasz).call(leaveSpace, { params: { spaceId: late.id } });
    expect((await cast.as(tomasz).refused(rounds.getRound, { params: { roundId: id } })).status).toBe(404);
  });

  test('a space without a past for newcomers shows them no round that was over before they came', async () => {
    const closed = await openSpace(cast, amina, [tomasz], { historyRule: 'sinceJoining' });
    const open = () =>
      cast.as(amina).call(rounds.openRoundInSpace, { params: { spaceId: closed.id }, body: opening() });
    const [before, now] = [await open(), await open()];
    await end(before.id);
    await cast.bringIn(closed.id, sunil);
    expect((await cast.as(sunil).refused(rounds.getRound, { params: { roundId: before.id } })).status).toBe(
      404,
    );
    expect((await read(sunil, now.id)).over).toBe(false);
  });
});

describe('what waits and what is heard', () => {
  test('an open round waits until it is answered or waved away, and waving is seen by nobody', async () => {
    const { id } = await openInSpace();
    expect(await waitingFor(tomasz, id)).toEqual(['roundAnswer']);
    const [before, heardBefore] = [await read(amina, id), (await cast.as(amina).call(getMe)).feedSeq];
    await cast.as(tomasz).call(rounds.waveRoundAway, { params: { roundId: id } });
    await cast.as(tomasz).call(rounds.waveRoundAway, { params: { roundId: id } });
    expect(await waitingFor(tomasz, id)).toEqual([]);
    expect(await read(amina, id)).toEqual(before);
    expect((await cast.as(amina).call(getMe)).feedSeq).toBe(heardBefore);
    await answer(grace, id, 'Meters');
    expect(await waitingFor(grace, id)).toEqual([]);
    await end(id);
    expect(await waitingFor(amina, id)).toEqual([]);
  });

  test('the lists tell open ones, mine and those that are over, page by page', async () => {
    const { id } = await openFor(tomasz);
    const list = (person: CastPerson, which: 'open' | 'mine' | 'over') =>
      cast.as(person).call(rounds.listRounds, { query: { which } });
    expect((await list(tomasz, 'open')).rounds[0]).toMatchObject({ id, facilitating: false, space: null });
    expect((await list(tomasz, 'mine')).rounds).toEqual([]);
    expect((await list(amina, 'mine')).rounds[0]).toMatchObject({ id, facilitating: true });
    await end(id);
    expect((await list(tomasz, 'over')).rounds[0]?.id).toBe(id);
    const alone = await openSpace(cast, amina, []);
    for (let more = 0; more < rounds.ROUNDS_PAGE; more += 1) {
      await cast.as(amina).call(rounds.openRoundInSpace, { params: { spaceId: alone.id }, body: opening() });
    }
    const first = await list(amina, 'mine');
    expect(first.rounds).toHaveLength(rounds.ROUNDS_PAGE);
    const rest = await cast
      .as(amina)
      .call(rounds.listRounds, { query: { which: 'mine', after: first.next ?? '' } });
    expect(rest.rounds[0]?.id).toBe(id);
  });

  test('those who are asked hear that a round changed, with its id and nothing else', async () => {
    const { id } = await openFor(tomasz);
    const live = await cast.live(tomasz);
    const outsider = await cast.live(grace);
    await live.follow([tomasz.id, (await cast.as(tomasz).call(getMe)).feedSeq]);
    await outsider.follow([grace.id, (await cast.as(grace).call(getMe)).feedSeq]);
    await answer(amina, id, 'A room');
    const frame = await live.next('roundChanged');
    expect(Object.keys(frame).toSorted()).toEqual(['at', 'feed', 'kind', 'roundId', 'seq', 'type']);
    expect(frame).toMatchObject({ feed: tomasz.id, roundId: id });
    const theirs = await openFor(grace);
    expect(await outsider.next('roundChanged')).toMatchObject({ roundId: theirs.id });
    await live.close();
    await outsider.close();
  });
});

describe('yes please', () => {
  test('is known to the one who said it and to the author, and can be taken back', async () => {
    const { id } = await openInSpace();
    const [given] = (await answer(tomasz, id, 'A minibus')).answers ?? [];
    const params = { answerId: given?.id ?? '' };
    expect((await cast.as(grace).refused(rounds.sayYes, { params })).status).toBe(404);
    await answer(grace, id, 'Meters');
    await answer(amina, id, 'A room');
    await Promise.all([1, 2, 3].map(() => cast.as(grace).call(rounds.sayYes, { params })));
    const of = async (person: CastPerson) =>
      (await read(person, id)).answers?.find((one) => one.id === params.answerId);
    expect((await of(tomasz))?.yesBy).toMatchObject([{ name: 'Grace Okafor' }]);
    expect(await of(grace)).toMatchObject({ yesByMe: true, yesBy: [] });
    expect(await of(amina)).toMatchObject({ yesByMe: false, yesBy: [] });
    expect((await cast.as(tomasz).refused(rounds.sayYes, { params })).status).toBe(403);
    await cast.as(grace).call(rounds.takeYesBack, { params });
    expect((await of(tomasz))?.yesBy).toEqual([]);
  });
});

describe('asked again', () => {
  const again = (roundId: string) => ({
    params: { roundId },
    body: { question: 'And now?', endsAt: inDays(7), emails: [] },
  });

  test('it carries the answers of last time, and only their authors say what became of them', async () => {
    const { id, last } = await openOver([tomasz, 'A minibus'], [grace, 'Meters']);
    const [first] = last.answers ?? [];
    const params = { answerId: first?.id ?? '' };
    const next = await cast.as(grace).call(rounds.askAgain, again(id));
    expect(next).toMatchObject({ previousId: id, question: 'And now?', facilitating: true, answers: null });
    expect(wordsOf(next.lastTime)).toEqual(['A minibus', 'Meters']);
    expect((await read(bea, id)).nextId).toBe(next.id);
    expect(await waitingFor(tomasz, next.id)).toEqual(['roundAnswer', 'roundOutcome']);
    const became = { outcome: 'becameSomething' as const, line: 'Two trips in March' };
    expect((await cast.as(amina).refused(rounds.sayOutcome, { params, body: became })).status).toBe(403);
    await cast.as(tomasz).call(rounds.sayOutcome, { params, body: became });
    expect(await waitingFor(tomasz, next.id)).toEqual(['roundAnswer']);
    expect((await read(bea, next.id)).lastTime?.[0]).toMatchObject({
      outcome: { kind: 'becameSomething', line: 'Two trips in March' },
    });
  });

  test('while it is open it is not asked again, and twice at once it is one new round', async () => {
    const { id } = await openInSpace();
    expect((await cast.as(amina).refused(rounds.askAgain, again(id))).code).toBe('roundOpen');
    await end(id);
    const [one, other] = await Promise.all([
      cast.as(amina).call(rounds.askAgain, again(id)),
      cast.as(grace).call(rounds.askAgain, again(id)),
    ]);
    expect(one.id).toBe(other.id);
  });

  test('a list of people is asked again by the one who made it, and ended by them alone', async () => {
    const { id } = await openFor(tomasz);
    expect((await cast.as(tomasz).refused(rounds.endRound, { params: { roundId: id } })).status).toBe(403);
    await end(id);
    expect((await read(tomasz, id)).mayAskAgain).toBe(false);
    expect((await cast.as(tomasz).refused(rounds.askAgain, again(id))).status).toBe(403);
    const next = await cast.as(amina).call(rounds.askAgain, again(id));
    expect(next.people.map((person) => person.name)).toEqual(['Amina Yusuf', 'Tomasz Zieliński']);
  });
});
