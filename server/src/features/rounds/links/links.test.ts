import { randomUUID } from 'node:crypto';
import * as rounds from '@footbridge/contract/rounds.ts';
import { expect, test } from 'vitest';
import { createCast } from '../../../../test/cast.ts';
import { secretIn } from '../../../../test/mailbox.ts';
import { startTestServer } from '../../../../test/server.ts';
import { openSpace } from '../../../../test/spaces.ts';
import { change } from '../../../kit/activity/activity.ts';
import { DAY_MS } from '../../../kit/clock.ts';
import { forgetOldAddresses } from '../addressees/changes.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, tomasz } = cast;
const nobody = cast.as();
const space = await openSpace(cast, amina, [tomasz]);

const inDays = (days: number) => new Date(server.clock.now() + days * DAY_MS).toISOString();
const open = (emails: string[]) =>
  cast.as(amina).call(rounds.openRoundInSpace, {
    params: { spaceId: space.id },
    body: { question: 'What can I bring?', endsAt: inDays(7), emails, clientId: randomUUID() },
  });
const secretFor = async (email: string) => secretIn(await server.mailbox.next(email));
const read = (secret: string) => nobody.call(rounds.readLinkedRound, { body: { secret } });
const words = (brings: string) => ({ brings, bettersMe: '', easyBecause: '' });
const answer = (secret: string, brings: string) =>
  nobody.call(rounds.answerLinkedRound, {
    body: { secret, name: 'Dilys Hughes', organisation: 'Fairfield College', ...words(brings) },
  });
const ofAmina = (roundId: string) => cast.as(amina).call(rounds.getRound, { params: { roundId } });
const endIt = (roundId: string) => cast.as(amina).call(rounds.endRound, { params: { roundId } });

test('somebody without an account answers by the link in a mail, under the name they write, and sees the others after it', async () => {
  const { id } = await open([' Dilys@Fairfield.example ']);
  const mail = await server.mailbox.next('dilys@fairfield.example');
  expect(mail.subject).toBe('Amina Yusuf asks you a question');
  expect(mail.text).toContain('What can I bring?');
  const secret = secretIn(mail);
  await cast.as(tomasz).call(rounds.answerRound, { params: { roundId: id }, body: words('A minibus') });
  expect(await read(secret)).toMatchObject({
    answers: null,
    facilitator: { name: 'Amina Yusuf' },
    over: false,
  });
  const { answers } = await answer(secret, 'A kitchen');
  expect(answers?.map((one) => [one.brings, one.mine])).toEqual([
    ['A minibus', false],
    ['A kitchen', true],
  ]);
  const inside = await cast.as(tomasz).call(rounds.getRound, { params: { roundId: id } });
  expect(inside.answers?.[1]).toMatchObject({
    mine: false,
    author: {
      name: 'Dilys Hughes',
      organisation: { name: 'Fairfield College', shortName: 'FC' },
      account: false,
    },
  });
  expect((await answer(secret, 'A larger kitchen')).answers).toHaveLength(2);
  expect(await nobody.call(rounds.withdrawLinkedAnswer, { body: { secret } })).toMatchObject({
    answers: null,
  });
});

test('the link opens nothing else: it is no session, and its secret is not stored', async () => {
  await open(['eve@example.net']);
  const secret = await secretFor('eve@example.net');
  for (const path of ['/api/me', '/api/spaces', '/api/rounds?which=open', '/api/people']) {
    const asked = { headers: { cookie: `footbridge_session=${secret}`, authorization: `Bearer ${secret}` } };
    expect((await nobody.request('GET', path, asked)).status).toBe(401);
  }
  const { rows } = await server.context.pool.query(
    "select from round_addressees where token_hash::text like '%' || $1 || '%'",
    [secret],
  );
  expect(rows).toEqual([]);
});

test('only the facilitator sees the addresses, and nobody whether they answered', async () => {
  const { id, addressees } = await open(['quiet@example.net', 'said@example.net', 'Said@example.net']);
  expect(addressees?.map((one) => one.email)).toEqual(['quiet@example.net', 'said@example.net']);
  const before = await ofAmina(id);
  await answer(await secretFor('said@example.net'), 'A hall');
  expect(await ofAmina(id)).toEqual(before);
  expect((await cast.as(tomasz).call(rounds.getRound, { params: { roundId: id } })).addressees).toBeNull();
  const body = { email: 'more@example.net' };
  expect((await cast.as(tomasz).refused(rounds.addAddressee, { params: { roundId: id }, body })).status).toBe(
    403,
  );
});

test('a link that was replaced, removed, given back, ran out or never was is answered alike', async () => {
  const { id } = await open(['old@example.net', 'gone@example.net', 'me@example.net', 'late@example.net']);
  const [old, gone, mine, late] = [
    await secretFor('old@example.net'),
    await secretFor('gone@example.net'),
    await secretFor('me@example.net'),
    await secretFor('late@example.net'),
  ];
  for (const secret of [gone, mine]) await answer(secret, 'A hall');
  const params = { roundId: id };
  await cast.as(amina).call(rounds.addAddressee, { params, body: { email: 'old@example.net' } });
  const addresseeId =
    (await ofAmina(id)).addressees?.find((one) => one.email === 'gone@example.net')?.id ?? '';
  const removal = { params: { addresseeId } };
  expect((await cast.as(tomasz).refused(rounds.removeAddressee, removal)).status).toBe(404);
  await cast.as(amina).call(rounds.removeAddressee, removal);
  await nobody.call(rounds.forgetMe, { body: { secret: mine } });
  await answer(late, 'Late words');
  server.clock.advance(7 * DAY_MS + rounds.LINK_DAYS_AFTER_END * DAY_MS);
  await change(server.context, forgetOldAddresses);
  const refusals = await Promise.all(
    [old, gone, mine, late, 'A'.repeat(43)].map((secret) =>
      nobody.request('POST', '/api/round-links/reading', { body: { secret } }),
    ),
  );
  expect(new Set(refusals.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(refusals[0]?.status).toBe(410);
  const { answers, addressees } = await ofAmina(id);
  expect(answers?.map((one) => one.brings)).toEqual(['Late words']);
  expect(addressees).toEqual([]);
});

test('asked again at the same address, they say what became of their answer, and of nobody else’s', async () => {
  const { id } = await open(['dilys@fairfield.example']);
  await answer(await secretFor('dilys@fairfield.example'), 'A kitchen');
  await cast.as(tomasz).call(rounds.answerRound, { params: { roundId: id }, body: words('A minibus') });
  await endIt(id);
  const again = {
    question: 'And now?',
    endsAt: inDays(7),
    emails: ['dilys@fairfield.example', 'new@example.net'],
  };
  const next = await cast.as(amina).call(rounds.askAgain, { params: { roundId: id }, body: again });
  const secret = await secretFor('dilys@fairfield.example');
  const { lastTime, answers } = await read(secret);
  expect(answers).toBeNull();
  const [mine, other] = [lastTime?.find((one) => one.mine), lastTime?.find((one) => !one.mine)];
  const outcome = { secret, outcome: 'stillOpen' as const, line: 'In spring' };
  const say = (answerId = '') => ({ body: { ...outcome, answerId } });
  expect((await nobody.refused(rounds.sayLinkedOutcome, say(other?.id))).status).toBe(404);
  await nobody.call(rounds.sayLinkedOutcome, say(mine?.id));
  expect((await ofAmina(next.id)).lastTime?.find((one) => one.id === mine?.id)?.outcome).toMatchObject({
    kind: 'stillOpen',
    line: 'In spring',
  });
  expect((await read(await secretFor('new@example.net'))).lastTime).toBeNull();
});

test("'yes please' to an answer without an account goes by mail, once, and cannot be taken back", async () => {
  const { id } = await open(['dilys@fairfield.example']);
  const { answers } = await answer(await secretFor('dilys@fairfield.example'), 'A kitchen');
  await endIt(id);
  const params = { answerId: answers?.[0]?.id ?? '' };
  await Promise.all([1, 2].map(() => cast.as(tomasz).call(rounds.sayYes, { params })));
  const mail = await server.mailbox.next('dilys@fairfield.example');
  expect(mail.subject).toBe('Tomasz Zieliński says yes please');
  expect(mail.text).toContain('mailto:tomasz@example.org');
  expect((await cast.as(tomasz).refused(rounds.takeYesBack, { params })).code).toBe('mailSent');
  const sent = server.mailbox.mails.filter((one) => one.subject.endsWith('says yes please'));
  expect(sent).toHaveLength(1);
});

test('links that somebody tries are limited', async () => {
  const secret = 'B'.repeat(43);
  const tries = Array.from({ length: 210 }, () =>
    nobody.request('POST', '/api/round-links/reading', { body: { secret } }),
  );
  const statuses = new Set((await Promise.all(tries)).map((one) => one.status));
  expect([...statuses].toSorted((a, b) => a - b)).toEqual([410, 429]);
});
