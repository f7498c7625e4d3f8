import { randomUUID } from 'node:crypto';
import {
  OFFERS_STANDING_MAX,
  type Offer,
  changeOffer,
  finishOffer,
  getOffer,
  listMyOffers,
  listOffers,
  makeOffer,
  proposeOnOffer,
  removeOffer,
  renewOffer,
} from '@footbridge/contract/offers.ts';
import { declineStep, refuseSuggestion } from '@footbridge/contract/steps.ts';
import { beforeAll, expect, test } from 'vitest';
import { type CastPerson, createCast } from '../../../test/cast.ts';
import { openSpace } from '../../../test/spaces.ts';
import { startTestServer } from '../../../test/server.ts';
import { listSuggestions } from './queries.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, tomasz, ana, grace, megan, bea, lena } = cast;

/** Megan shares a space with Tomasz, and with nobody else of another organisation. Bea is a guest and in no space. */
beforeAll(async () => {
  await openSpace(cast, tomasz, [megan]);
});

const offer = (person: CastPerson, text: string, more: object = {}) =>
  cast.as(person).call(makeOffer, {
    body: { kind: 'bring', text, details: '', size: 'halfDay', audience: 'everyone', ...more },
  });
const list = async (person: CastPerson, query: Parameters<typeof asking>[0] = {}) =>
  (await cast.as(person).call(listOffers, asking(query))).offers.map(({ id }) => id);
const asking = (query: {
  kind?: 'bring' | 'learn';
  words?: string;
  organisationId?: string;
  size?: 'hour' | 'halfDay';
  personId?: string;
  after?: string;
}) => ({ query });
const seers = async ({ id }: Offer) => {
  const everybody = [amina, tomasz, ana, grace, megan, bea, lena];
  const lists = await Promise.all(everybody.map((person) => list(person)));
  return everybody.filter((_, place) => lists[place]?.includes(id)).map(({ name }) => name);
};

test('an offer is shown to the people its owner chose, and to nobody else', async () => {
  const all = await offer(tomasz, 'Sit in on a benefits check', { audience: 'everyone' });
  const team = await offer(tomasz, 'Rota swap', { audience: 'organisation' });
  const shared = await offer(tomasz, 'Tea after the meeting', { audience: 'sharedSpaces' });
  expect(await seers(all)).toEqual([amina, tomasz, ana, grace, megan, lena].map(({ name }) => name));
  expect(await seers(team)).toEqual([tomasz, ana].map(({ name }) => name));
  expect(await seers(shared)).toEqual([tomasz, megan].map(({ name }) => name));
  const hidden = await cast.as(grace).refused(getOffer, { params: { offerId: shared.id } });
  const unknown = await cast.as(grace).refused(getOffer, { params: { offerId: randomUUID() } });
  expect(hidden).toEqual(unknown);
  expect((await cast.as(megan).call(getOffer, { params: { offerId: shared.id } })).mine).toBeNull();
});

test('it is found by the beginnings of words, by organisation, by size and by person', async () => {
  const found = await offer(lena, 'Show how meters are read', {
    size: 'hour',
    details: 'Half a morning in the field',
  });
  const organisationId = cast.organisations.meridian.id;
  expect(await list(amina, { words: 'meter FIELD' })).toEqual([found.id]);
  expect(await list(amina, { words: 'meter office' })).toEqual([]);
  expect(await list(amina, { words: "'; | & !:*" })).not.toEqual([]);
  expect(await list(amina, { organisationId, size: 'hour', kind: 'bring' })).toEqual([found.id]);
  expect(await list(amina, { organisationId, size: 'halfDay' })).toEqual([]);
  expect(await list(amina, { personId: lena.id })).toEqual([found.id]);
});

test('finished, it leaves every list and says so to its owner, who may let it stand again or delete it', async () => {
  const made = await offer(ana, 'Read a draft aloud');
  const params = { offerId: made.id };
  expect(await seers(made)).toContain(amina.name);
  const ended = await cast.as(ana).call(finishOffer, { params });
  expect(ended.mine?.finishedAt).not.toBeNull();
  expect(await seers(made)).toEqual([]);
  expect((await cast.as(ana).call(listMyOffers)).offers).toMatchObject([{ id: made.id }]);
  expect(await cast.as(amina).refused(getOffer, { params })).toMatchObject({ status: 404 });
  expect(await cast.as(amina).refused(renewOffer, { params })).toMatchObject({ status: 404 });
  await cast.as(ana).call(renewOffer, { params });
  expect(await seers(made)).toContain(amina.name);
  const body = { text: 'Read a letter aloud', details: '', size: 'hour', audience: 'organisation' } as const;
  expect(await cast.as(ana).call(changeOffer, { params, body })).toMatchObject({ text: body.text });
  expect(await seers(made)).toEqual([tomasz, ana].map(({ name }) => name));
  await cast.as(ana).call(removeOffer, { params });
  expect((await cast.as(ana).call(listMyOffers)).offers).toEqual([]);
});

const PROPOSAL = {
  title: 'One morning with the meters',
  purpose: '',
  timeBox: 'twoWeeks',
  hoursLimit: 4,
  money: 'none',
  reputation: 'betweenUs',
  data: 'none',
  startsAt: null,
  benefit: '',
  atStake: 'Nothing big is at stake.',
} as const;

test('from an offer somebody who shares no space with its owner proposes a step', async () => {
  const made = await offer(grace, 'A tour of the depot');
  const body = { ...PROPOSAL, clientId: randomUUID() };
  const step = await cast.as(amina).call(proposeOnOffer, { params: { offerId: made.id }, body });
  expect(step).toMatchObject({ origin: { kind: 'offer', id: made.id }, state: 'proposed' });
  expect(step.people.map(({ person }) => person.name)).toEqual([amina.name, grace.name]);
  const refused = await cast.as(bea).refused(proposeOnOffer, { params: { offerId: made.id }, body });
  expect(refused.status).toBe(404);
  const own = await cast.as(grace).refused(proposeOnOffer, { params: { offerId: made.id }, body });
  expect(own.status).toBe(403);
  await cast.as(grace).call(declineStep, { params: { stepId: step.id } });
});

test("what I would like to learn suggests who brings it, until I say 'not now'", async () => {
  const made = await offer(lena, 'Teach reading a heating plan');
  await offer(tomasz, 'How to read a heating bill', { kind: 'learn', audience: 'organisation' });
  const suggested = await listSuggestions(server.context.db, tomasz.id);
  expect(suggested).toMatchObject([
    {
      kind: 'offerForAsk',
      with: { id: lena.id },
      because: { id: made.id },
      href: `/steps/new?with=${lena.id}&from=offer:${made.id}`,
    },
  ]);
  await cast.as(tomasz).call(refuseSuggestion, { body: { personId: lena.id } });
  expect(await listSuggestions(server.context.db, tomasz.id)).toEqual([]);
});

test('a guest offers to people they share a space with only', async () => {
  const body = { kind: 'bring', text: 'Time', details: '', size: 'hour', audience: 'everyone' } as const;
  expect(await cast.as(bea).refused(makeOffer, { body })).toMatchObject({ status: 403 });
  expect(await offer(bea, 'Time', { audience: 'sharedSpaces' })).toMatchObject({ text: 'Time' });
});

test('lists are paged without a gap, and only so many stand at once', async () => {
  for (let count = 0; count < OFFERS_STANDING_MAX; count += 1) await offer(megan, `Thing ${count}`);
  const over = { kind: 'bring', text: 'More', details: '', size: 'hour', audience: 'everyone' } as const;
  expect(await cast.as(megan).refused(makeOffer, { body: over })).toMatchObject({
    code: 'tooManyOffers',
    limit: OFFERS_STANDING_MAX,
  });
  const first = await cast.as(amina).call(listOffers, { query: {} });
  const second = await cast.as(amina).call(listOffers, { query: { after: first.next ?? '' } });
  const ids = [...first.offers, ...second.offers].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(second.next).toBeNull();
  expect(ids.length).toBeGreaterThan(OFFERS_STANDING_MAX);
});
