import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as contract from '@footbridge/contract/thanks.ts';
import { getHome } from '@footbridge/contract/home.ts';
import { type CastPerson, createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { openSpace, say } from '../../../test/spaces.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, rhys, tomasz, ana, bea, grace, sunil } = cast;
const shared = await openSpace(cast, amina, [tomasz, grace, bea], { name: 'Winter warmth' });

const given = { act: 'Lent us forty radiators', helped: 'people on the winter list' };
const thank = (from: CastPerson, to: CastPerson, more: object = {}) =>
  cast.as(from).call(contract.giveThanks, {
    body: { clientId: randomUUID(), personId: to.id, ...given, ...more },
  });
const show = (who: CastPerson, thanksId: string, audience: 'us' | 'space' | 'card', spaceId?: string) =>
  cast.as(who).call(contract.showThanks, {
    params: { thanksId },
    body: { audience, ...(spaceId === undefined ? {} : { spaceId }) },
  });
const onCard = (viewer: CastPerson, of: CastPerson) =>
  cast.as(viewer).request('GET', `/api/people/${of.id}/thanks`);
const inSpace = (viewer: CastPerson) =>
  cast.as(viewer).call(contract.listThanksIn, { params: { spaceId: shared.id } });
const remove = (who: CastPerson, thanksId: string) =>
  cast.as(who).call(contract.deleteThanks, { params: { thanksId } });

describe('giving', () => {
  test('somebody of another organisation is thanked for an act and whom it helped, and it waits for them', async () => {
    const { id } = await thank(amina, grace);
    const { received } = await cast.as(grace).call(contract.listMyThanks);
    expect(received.find((one) => one.id === id)).toMatchObject({
      ...given,
      from: { name: 'Amina Yusuf', organisation: { shortName: 'NC' } },
      decision: null,
      spaces: [{ id: shared.id, name: 'Winter warmth' }],
    });
    const { waiting } = await cast.as(grace).call(getHome);
    expect(waiting).toContainEqual(
      expect.objectContaining({ kind: 'thanksReceived', subjectId: id, href: '/thanks' }),
    );
    await remove(amina, id);
  });

  test('only somebody the giver may see can be thanked, and nobody thanks themselves', async () => {
    const strangers = await Promise.all(
      [sunil.id, randomUUID()].map((personId) =>
        cast.as(bea).request('POST', '/api/thanks', { body: { clientId: randomUUID(), personId, ...given } }),
      ),
    );
    expect(strangers[0]).toMatchObject({ status: 404, text: strangers[1]?.text });
    const self = { clientId: randomUUID(), personId: amina.id, ...given };
    expect((await cast.as(amina).refused(contract.giveThanks, { body: self })).code).toBe('badInput');
  });

  test('a double click gives them once', async () => {
    const body = { clientId: randomUUID(), personId: grace.id, ...given };
    const [one, two] = await Promise.all(
      [0, 1].map(() => cast.as(amina).call(contract.giveThanks, { body })),
    );
    expect(one).toEqual(two);
    await remove(amina, one?.id ?? '');
  });

  test('a message is named to those who may read it, and must be theirs', async () => {
    const said = await say(cast, grace, shared.id, 'The radiators are on their way');
    const { id, about } = await thank(amina, grace, { messageId: said.id });
    expect(about).toEqual({ kind: 'message', id: said.id });
    await show(grace, id, 'card');
    expect(JSON.parse((await onCard(sunil, grace)).text)).toEqual({ thanks: [] });
    expect((await inSpace(tomasz)).thanks).toEqual([]);
    const [seen] = (JSON.parse((await onCard(tomasz, grace)).text) as { thanks: contract.Thanks[] }).thanks;
    expect(seen?.about).toEqual({ kind: 'message', id: said.id });
    const body = { clientId: randomUUID(), personId: tomasz.id, messageId: said.id, ...given };
    expect((await cast.as(amina).refused(contract.giveThanks, { body })).field).toBe('body.messageId');
    await remove(grace, id);
  });
});

describe('showing', () => {
  test('the receiver alone sees it first, then whoever they choose, and can take that back at any time', async () => {
    const { id } = await thank(amina, grace);
    const never = (await onCard(tomasz, grace)).text;
    await show(grace, id, 'us');
    expect((await onCard(tomasz, grace)).text).toBe(never);
    expect((await onCard(amina, grace)).text).toContain(id);
    await show(grace, id, 'space', shared.id);
    expect((await inSpace(tomasz)).thanks).toMatchObject([{ id, to: { name: 'Grace Okafor' } }]);
    await show(grace, id, 'card');
    expect((await inSpace(tomasz)).thanks).toEqual([]);
    expect((await onCard(tomasz, grace)).text).toContain(id);
    // Who does not see Amina does not learn of her by it.
    expect((await onCard(sunil, grace)).text).toBe(never);
    await cast.as(grace).call(contract.hideThanks, { params: { thanksId: id } });
    expect((await onCard(tomasz, grace)).text).toBe(never);
    await remove(amina, id);
  });

  test('hidden, taken back, deleted and never given are the same to others, byte for byte', async () => {
    const never = await onCard(tomasz, grace);
    for (const decide of [
      async (id: string) =>
        void (await cast.as(grace).call(contract.hideThanks, { params: { thanksId: id } })),
      async (id: string) => void (await remove(amina, id)),
      async (id: string) => void (await remove(grace, id)),
    ]) {
      const { id } = await thank(amina, grace);
      expect((await onCard(tomasz, grace)).text).toBe(never.text);
      await show(grace, id, 'card');
      expect((await onCard(tomasz, grace)).text).not.toBe(never.text);
      await decide(id);
      expect((await onCard(tomasz, grace)).text).toBe(never.text);
      await remove(grace, id).catch(() => undefined);
    }
    const { rows } = await server.context.pool.query(
      "select count(*)::int as named from activity where kind = 'thanksChanged' and person_id is not null",
    );
    expect(rows).toEqual([{ named: 0 }]);
  });

  test('the giver does not learn whether it was hidden or left undecided, and cannot decide', async () => {
    const { id } = await thank(amina, grace);
    const undecided = await cast.as(amina).request('GET', '/api/my-thanks');
    await cast.as(grace).call(contract.hideThanks, { params: { thanksId: id } });
    expect((await cast.as(amina).request('GET', '/api/my-thanks')).text).toBe(undecided.text);
    const body = { audience: 'card' as const };
    const refused = await cast.as(amina).refused(contract.showThanks, { params: { thanksId: id }, body });
    expect(refused.status).toBe(404);
    await remove(amina, id);
  });

  test('a space that the two do not share is as unknown as none', async () => {
    const own = await openSpace(cast, grace, [sunil]);
    const { id } = await thank(amina, grace);
    const body = { audience: 'space' as const, spaceId: own.id };
    expect(
      (await cast.as(grace).refused(contract.showThanks, { params: { thanksId: id }, body })).status,
    ).toBe(404);
    await remove(amina, id);
  });

  test('taking back while the receiver shows it leaves nothing shown', async () => {
    const { id } = await thank(amina, grace);
    await Promise.allSettled([show(grace, id, 'space', shared.id), remove(amina, id)]);
    expect((await inSpace(tomasz)).thanks).toEqual([]);
    expect((await cast.as(grace).call(contract.listMyThanks)).received).toEqual([]);
  });
});

test('no answer about thanks holds a number of them', async () => {
  const { id } = await thank(amina, grace);
  const texts = [
    (await cast.as(grace).request('GET', '/api/my-thanks')).text,
    (await onCard(tomasz, grace)).text,
  ];
  for (const text of texts) expect(text).not.toMatch(/"(?:count|total|number|received|given)":\s*\d/);
  await remove(grace, id);
});

test('people of an organisation see what one of them shows on the card when they see the giver', async () => {
  const { id } = await thank(rhys, amina);
  await show(amina, id, 'card');
  expect((await onCard(cast.megan, amina)).text).toContain(id);
  expect((await onCard(tomasz, amina)).text).not.toContain(id);
  expect((await onCard(ana, amina)).status).toBe(404);
});

test('nobody is flooded: after many in a day from one person the next is refused, and says so', async () => {
  const ids: string[] = [];
  for (let at = 0; at < contract.THANKS_A_DAY_MAX; at += 1) ids.push((await thank(tomasz, amina)).id);
  const body = { clientId: randomUUID(), personId: amina.id, ...given };
  const refused = await cast.as(tomasz).refused(contract.giveThanks, { body });
  expect(refused).toMatchObject({ status: 429, limit: contract.THANKS_A_DAY_MAX });
  for (const id of ids) await remove(tomasz, id);
});
