import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as contract from '@footbridge/contract/thanks.ts';
import { getHome } from '@footbridge/contract/home.ts';
import { type CastPerson, createCast } from '../../../../test/cast.ts';
import { startTestServer } from '../../../../test/server.ts';
import { openSpace, say } from '../../../../test/spaces.ts';
import { DAY_MS } from '../../../kit/clock.ts';
import { change } from '../../../kit/activity/activity.ts';
import { forgetUnanswered } from './changes.ts';
import { mailLastWeek } from './jobs.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, tomasz, ana, bea, grace, sunil } = cast;
const shared = await openSpace(cast, amina, [tomasz, grace, bea]);

const name = (from: CastPerson, to: CastPerson, line: string, more: object = {}) =>
  cast.as(from).call(contract.nameGoodWork, {
    body: { clientId: randomUUID(), personId: to.id, line, ...more },
  });
const agree = (who: CastPerson, goodWorkId: string, line: string) =>
  cast.as(who).call(contract.agreeGoodWork, { params: { goodWorkId }, body: { line } });
const remove = (who: CastPerson, goodWorkId: string) =>
  cast.as(who).call(contract.removeGoodWork, { params: { goodWorkId } });
const week = (who: CastPerson) => cast.as(who).call(contract.getGoodWorkWeek);
const mine = (who: CastPerson) => cast.as(who).call(contract.listMyGoodWork);

describe('naming', () => {
  test('the person sees it first, changes the line and agrees; then everybody here reads it, also of another team', async () => {
    const { id } = await name(amina, grace, 'Grace moved the boilers');
    expect((await week(ana)).works).toEqual([]);
    expect((await cast.as(grace).call(getHome)).waiting).toContainEqual(
      expect.objectContaining({ kind: 'goodWorkNamed', subjectId: id }),
    );
    await agree(grace, id, 'Our crew moved the boilers in two days');
    expect((await week(ana)).works).toMatchObject([
      {
        id,
        line: 'Our crew moved the boilers in two days',
        person: { name: 'Grace Okafor', organisation: { shortName: 'ME' } },
        namedBy: { name: 'Amina Yusuf' },
        link: null,
      },
    ]);
    await remove(grace, id);
    expect((await week(ana)).works).toEqual([]);
  });

  test('whoever named it cannot tell a no from no answer', async () => {
    const { id } = await name(amina, grace, 'Grace answers at night');
    const unanswered = await cast.as(amina).request('GET', '/api/my-good-work');
    await remove(grace, id);
    expect((await cast.as(amina).request('GET', '/api/my-good-work')).text).toBe(unanswered.text);
    expect((await mine(grace)).ofMe).toEqual([]);
    expect(
      (
        await cast
          .as(grace)
          .refused(contract.agreeGoodWork, { params: { goodWorkId: id }, body: { line: 'Yes' } })
      ).status,
    ).toBe(404);
    await remove(amina, id);
  });

  test('only the person agrees; to everybody else it does not exist', async () => {
    const { id } = await name(amina, grace, 'Grace moved the boilers');
    for (const who of [amina, tomasz]) {
      const input = { params: { goodWorkId: id }, body: { line: 'Hers' } };
      expect((await cast.as(who).refused(contract.agreeGoodWork, input)).status).toBe(404);
    }
    expect(
      (await cast.as(tomasz).refused(contract.removeGoodWork, { params: { goodWorkId: id } })).status,
    ).toBe(404);
    await remove(amina, id);
  });

  test('a message is linked when both may read it, and shown to those who may', async () => {
    const here = await say(cast, grace, shared.id, 'Two boilers are in');
    const own = await openSpace(cast, amina, []);
    const elsewhere = await say(cast, amina, own.id, 'For ourselves');
    const body = { clientId: randomUUID(), personId: grace.id, line: 'Boilers', messageId: elsewhere.id };
    expect((await cast.as(amina).refused(contract.nameGoodWork, { body })).field).toBe('body.messageId');
    const { id } = await name(amina, grace, 'Grace moved the boilers', { messageId: here.id });
    await agree(grace, id, 'Moved the boilers');
    expect((await week(tomasz)).works[0]?.link).toEqual({ kind: 'message', id: here.id });
    expect((await week(sunil)).works[0]?.link).toBeNull();
    await remove(grace, id);
  });

  test('the page of the week is for members, not for guests', async () => {
    expect((await cast.as(bea).refused(contract.getGoodWorkWeek)).status).toBe(403);
  });

  test('it is read by day and then name, with no number of anything', async () => {
    const ids = await Promise.all([
      name(amina, tomasz, 'Tomasz read the rota to us'),
      name(amina, grace, 'Grace moved the boilers'),
    ]);
    await agree(tomasz, ids[0].id, 'Read the rota to us');
    await agree(grace, ids[1].id, 'Moved the boilers');
    const page = await week(sunil);
    expect(page.works.map(({ person }) => person.name)).toEqual(['Grace Okafor', 'Tomasz Zieliński']);
    expect(Object.keys(page)).toEqual(['week', 'from', 'to', 'earlier', 'later', 'works']);
    await remove(tomasz, ids[0].id);
    await remove(grace, ids[1].id);
  });
});

test('agreeing and saying no at once end in one of the two', async () => {
  const { id } = await name(amina, grace, 'Grace moved the boilers');
  await Promise.allSettled([agree(grace, id, 'Moved the boilers'), remove(grace, id), remove(grace, id)]);
  const shown = (await week(sunil)).works.some((work) => work.id === id);
  const waits = (await mine(grace)).ofMe.some((work) => work.id === id);
  expect(shown).toBe(waits);
  await remove(amina, id);
});

test('a mail brings the week to members beyond the team, not to guests and not to who said no', async () => {
  const { id } = await name(amina, grace, 'Grace moved the boilers');
  await agree(grace, id, 'Moved the boilers in two days');
  await cast.as(sunil).call(contract.changeGoodWorkMail, { body: { wanted: false } });
  server.clock.advance(7 * DAY_MS);
  await mailLastWeek(server.context);
  const mail = await server.mailbox.next(ana.email);
  expect(mail.text).toContain(
    'Grace Okafor, Meridian Energy: Moved the boilers in two days (named by Amina Yusuf)',
  );
  expect(mail.text).toMatch(/\/thanks\/week\/\d{4}-W\d{2}/);
  await Promise.all(
    [amina, tomasz, grace, cast.lena, cast.rhys, cast.megan].map((one) => server.mailbox.next(one.email)),
  );
  const reached = server.mailbox.mails.map(({ to }) => to);
  expect(reached).not.toContain(sunil.email);
  expect(reached).not.toContain(bea.email);
});

test('what nobody agreed to is forgotten after 30 days, a no like a silence', async () => {
  const [no, silence] = [await name(amina, grace, 'One'), await name(amina, tomasz, 'Two')];
  await remove(grace, no.id);
  server.clock.advance(31 * DAY_MS);
  await change(server.context, forgetUnanswered);
  const left = (await mine(amina)).byMe.map(({ id }) => id);
  expect(left).not.toContain(no.id);
  expect(left).not.toContain(silence.id);
});

test('one person names a limited number in a day', async () => {
  for (let at = 0; at < contract.GOOD_WORK_A_DAY_MAX; at += 1) await name(tomasz, grace, `Work ${at}`);
  const body = { clientId: randomUUID(), personId: grace.id, line: 'One more' };
  expect((await cast.as(tomasz).refused(contract.nameGoodWork, { body })).status).toBe(429);
});
