import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { plainText } from '@footbridge/contract/kit/plainText.ts';
import { changeCharter } from '@footbridge/contract/spaces.ts';
import * as contract from '@footbridge/contract/stories.ts';
import { type CastPerson, createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { CHARTER, openSpace, say } from '../../../test/spaces.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, rhys, megan, tomasz, ana, bea, grace, sunil } = cast;

const draft = (who: CastPerson, spaceId: string, clientId: string = randomUUID()) =>
  cast.as(who).call(contract.draftStory, { params: { spaceId }, body: { clientId } });
const read = (who: CastPerson, storyId: string) =>
  cast.as(who).call(contract.getStory, { params: { storyId } });
const cannotRead = async (who: CastPerson, storyId: string) =>
  (await cast.as(who).refused(contract.getStory, { params: { storyId } })).code;
const keep = (who: CastPerson, messageId: string) =>
  cast.as(who).call(contract.keepMessage, { params: { messageId } });
const write = (who: CastPerson, storyId: string, source: string, more: object = {}) =>
  cast.as(who).call(contract.changeStory, {
    params: { storyId },
    body: { title: 'Warm by December', source, contactIds: [], fromVersion: 1, ...more },
  });
const publish = (
  who: CastPerson,
  storyId: string,
  audience: contract.StoryAudience,
  organisationIds: string[] = [],
  version = 1,
) =>
  cast
    .as(who)
    .call(contract.publishStory, { params: { storyId }, body: { audience, organisationIds, version } });
const listed = async (who: CastPerson, words?: string) =>
  (
    await cast.as(who).call(contract.listStories, { query: words === undefined ? {} : { words } })
  ).stories.map(({ id }) => id);

const winter = await openSpace(cast, amina, [tomasz, grace, bea], { name: 'Winter warmth' });

describe('a draft', () => {
  test('holds who took part and what was decided, in order, with one call', async () => {
    await say(cast, tomasz, winter.id, 'We start with the twelve cold homes', { title: 'Where to begin' });
    const decided = await say(cast, grace, winter.id, 'Decided: **forty radiators**, on loan');
    await keep(bea, decided.id);
    const gone = await say(cast, grace, winter.id, 'Wrong place');
    await keep(grace, gone.id);
    await cast.as(grace).request('DELETE', `/api/messages/${gone.id}`);
    await cast.as(amina).call(changeCharter, {
      params: { spaceId: winter.id },
      body: { ...CHARTER, channels: '', answerTimes: '', conflicts: '', fromVersion: 1 },
    });
    const story = await draft(tomasz, winter.id);
    const text = plainText(story.body);
    const places = [
      'Who took part',
      'Bea Novak, Harbour Care',
      'Where to begin',
      'forty radiators',
      'charter was changed',
    ].map((words) => text.indexOf(words));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(text).not.toContain('Wrong place');
    expect(story).toMatchObject({
      title: 'Winter warmth',
      publication: null,
      contacts: [{ person: { name: 'Amina Yusuf' } }, { person: { name: 'Tomasz Zieliński' } }],
      editing: { version: 1, mayPublish: true },
    });
    expect(await cannotRead(sunil, story.id)).toBe('notFound');
  });

  test('a double click drafts it once', async () => {
    const clientId = randomUUID();
    const [one, two] = await Promise.all([0, 1].map(() => draft(amina, winter.id, clientId)));
    expect(one?.id).toBe(two?.id);
  });

  test('is read only by members who may read all that it was made from', async () => {
    const space = await openSpace(cast, amina, [tomasz], { historyRule: 'sinceJoining' });
    const early = await say(cast, tomasz, space.id, 'Before Grace came');
    await keep(tomasz, early.id);
    const story = await draft(tomasz, space.id);
    await cast.bringIn(space.id, grace);
    expect(plainText(story.body)).toContain('Before Grace came');
    expect(await cannotRead(grace, story.id)).toBe('notFound');
    const hers = await draft(grace, space.id);
    expect(plainText(hers.body)).not.toContain('Before Grace came');
    expect((await read(amina, hers.id)).editing).not.toBeNull();
    expect(await listed(grace)).not.toContain(story.id);
  });
});

describe('writing together', () => {
  test('nobody overwrites what they have not seen, and what was before is kept', async () => {
    const { id } = await draft(amina, winter.id);
    const outcomes = await Promise.allSettled([
      write(tomasz, id, 'The text of Tomasz'),
      write(grace, id, 'The text of Grace'),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const input = { title: 'T', source: 'S', contactIds: [], fromVersion: 1 };
    expect(
      (await cast.as(bea).refused(contract.changeStory, { params: { storyId: id }, body: input })).code,
    ).toBe('storyChanged');
    const { versions } = await cast.as(bea).call(contract.listStoryVersions, { params: { storyId: id } });
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  test('people to ask are people of the space', async () => {
    const { id } = await draft(amina, winter.id);
    await write(amina, id, 'Ask Grace', { contactIds: [grace.id] });
    expect((await read(tomasz, id)).contacts).toMatchObject([
      { person: { name: 'Grace Okafor' }, visible: true },
    ]);
    const body = { title: 'T', source: 'S', contactIds: [sunil.id], fromVersion: 2 };
    expect(
      (await cast.as(amina).refused(contract.changeStory, { params: { storyId: id }, body })).status,
    ).toBe(404);
  });
});

describe('publishing', () => {
  test('reaches the chosen readers and nobody else, and can be taken back', async () => {
    const { id } = await draft(amina, winter.id);
    await publish(amina, id, 'organisations', [cast.organisations.harbour.id]);
    const seen = await read(ana, id);
    expect(seen).toMatchObject({ editing: null, space: null, publication: { audience: 'organisations' } });
    expect(await cannotRead(sunil, id)).toBe('notFound');
    expect(await cannotRead(megan, id)).toBe('notFound');
    await publish(amina, id, 'everyone');
    expect((await read(sunil, id)).contacts[0]).toMatchObject({
      person: { name: 'Amina Yusuf' },
      visible: false,
    });
    const input = { title: 'T', source: 'S', contactIds: [], fromVersion: 1 };
    expect(
      (await cast.as(sunil).refused(contract.changeStory, { params: { storyId: id }, body: input })).status,
    ).toBe(403);
    await cast.as(tomasz).call(contract.unpublishStory, { params: { storyId: id } });
    expect(await cannotRead(sunil, id)).toBe('notFound');
    expect(await listed(ana)).not.toContain(id);
  });

  test('readers elsewhere keep what was published until it is published again', async () => {
    const { id } = await draft(amina, winter.id);
    await publish(amina, id, 'everyone');
    await write(tomasz, id, 'Half a sentence');
    expect(plainText((await read(sunil, id)).body)).not.toContain('Half a sentence');
    expect(await listed(sunil, 'sentence')).not.toContain(id);
    expect(plainText((await read(grace, id)).body)).toContain('Half a sentence');
    const stale = { audience: 'everyone' as const, organisationIds: [], version: 1 };
    expect(
      (await cast.as(amina).refused(contract.publishStory, { params: { storyId: id }, body: stale })).code,
    ).toBe('storyChanged');
    await publish(amina, id, 'everyone', [], 2);
    expect(await listed(sunil, 'half sentences')).toContain(id);
  });

  test('a guest writes with the others and does not decide who reads it; guests elsewhere do not read it', async () => {
    const { id } = await draft(bea, winter.id);
    const body = { audience: 'everyone' as const, organisationIds: [], version: 1 };
    expect(
      (await cast.as(bea).refused(contract.publishStory, { params: { storyId: id }, body })).status,
    ).toBe(403);
    const own = await openSpace(cast, grace, []);
    const other = await draft(grace, own.id);
    await publish(grace, other.id, 'everyone');
    expect(await cannotRead(bea, other.id)).toBe('notFound');
  });
});

describe('a parked plan', () => {
  test('is found by words of its subject before somebody starts again, with its reason', async () => {
    const space = await openSpace(cast, amina, [], { name: 'Heat maps from the air' });
    const plan = await cast.as(amina).call(contract.parkPlan, {
      params: { spaceId: space.id },
      body: { clientId: randomUUID(), reason: 'No drone licence', reviveIf: 'somebody holds a licence' },
    });
    const ask = async (who: CastPerson, words: string) =>
      (await cast.as(who).call(contract.listParkedPlans, { query: { words } })).plans.map(({ id }) => id);
    expect(await ask(rhys, 'a map of heat')).not.toContain(plan.id);
    await publish(amina, plan.id, 'everyone');
    expect(await ask(rhys, 'could we map the heat of roofs?')).toContain(plan.id);
    expect(await ask(rhys, 'of the and')).toEqual([]);
    expect(await ask(rhys, 'football')).toEqual([]);
    expect((await read(rhys, plan.id)).parkings).toMatchObject([
      { reason: 'No drone licence', reviveIf: 'somebody holds a licence', revivedBy: null },
    ]);
  });

  test('taken up again it keeps its history, by whoever may read it, once', async () => {
    const space = await openSpace(cast, amina, [], { name: 'Swap shop' });
    const plan = await cast.as(amina).call(contract.parkPlan, {
      params: { spaceId: space.id },
      body: { clientId: randomUUID(), reason: 'No room', reviveIf: '' },
    });
    const params = { storyId: plan.id };
    expect((await cast.as(ana).refused(contract.revivePlan, { params })).status).toBe(404);
    await publish(amina, plan.id, 'everyone');
    await Promise.all([ana, sunil].map((who) => cast.as(who).call(contract.revivePlan, { params })));
    const [parking, ...others] = (await read(amina, plan.id)).parkings;
    expect(others).toEqual([]);
    expect(parking).toMatchObject({
      reason: 'No room',
    });
    expect(['Ana Lima', 'Sunil Rao']).toContain(parking?.revivedBy?.name);
    const reasons = { reason: 'The room is let again', reviveIf: 'the old library stays open' };
    expect((await cast.as(ana).refused(contract.parkAgain, { params, body: reasons })).status).toBe(403);
    await cast.as(amina).call(contract.parkAgain, { params, body: reasons });
    expect((await read(ana, plan.id)).parkings.map(({ reason }) => reason)).toEqual([
      'The room is let again',
      'No room',
    ]);
  });

  test('a story cannot be parked', async () => {
    const { id } = await draft(amina, winter.id);
    const body = { reason: 'x', reviveIf: '' };
    expect((await cast.as(amina).refused(contract.parkAgain, { params: { storyId: id }, body })).status).toBe(
      409,
    );
  });
});
