import { openDirectSpace, removeMember } from '@footbridge/contract/spaces.ts';
import { expect, it } from 'vitest';
import { createCast } from '../../../test/cast.ts';
import { createSearching } from '../../../test/searching.ts';
import { startTestServer } from '../../../test/server.ts';
import { openSpace, say } from '../../../test/spaces.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { settled, find, ids } = createSearching(server, cast);
const { rhys, megan, ana, bea, grace, tomasz } = cast;

const NOTHING = { people: [], spaces: [], messages: [], next: null, mended: [] };

it('tells an outsider nothing: no message, no count, no word, no space, whatever is asked', async () => {
  const hidden = await openSpace(cast, rhys, [megan], { name: 'Quarrelsome' });
  for (let number = 0; number < 25; number += 1) await say(cast, rhys, hidden.id, `pomegranate ${number}`);
  // She has somewhere to look, or nothing would be looked for at all.
  await openSpace(cast, grace, [], { name: 'Elsewhere' });
  await settled();
  const insider = await find(megan, 'pomegranate');
  expect([insider.messages.length, insider.next === null]).toEqual([20, false]);
  const asked = [
    'pomegranate',
    'pomegranat',
    'omegran',
    'pomegarnate',
    '"pomegranate 3"',
    'from:rhys',
    `in:${hidden.id}`,
    'in:quarrelsome',
    'quarrelsome',
    'quarelsome',
    '-nothing',
    'has:reaction',
    'after:2020',
  ];
  for (const text of asked) expect(await find(grace, text), text).toEqual(NOTHING);
  expect(await find(grace, 'pomegranate', insider.next ?? '')).toEqual(NOTHING);
});

it('mends a word only by words of messages that the person may read', async () => {
  const theirs = await openSpace(cast, rhys, []);
  const ours = await openSpace(cast, grace, []);
  await say(cast, rhys, theirs.id, 'the word is chrysalis');
  const id = (await say(cast, grace, ours.id, 'the word is chrysanthemum')).id;
  await settled();
  expect(await find(grace, 'chrysalsi')).toEqual(NOTHING);
  // Known to the server, but not to her: for her it is as good as a typo.
  expect((await find(rhys, 'chrysalsi')).mended).toEqual([{ written: 'chrysalsi', used: ['chrysalis'] }]);
  const reply = await find(grace, 'chrysanthemun');
  expect(reply.messages.map(({ messageId }) => messageId)).toEqual([id]);
  expect(reply.mended).toEqual([{ written: 'chrysanthemun', used: ['chrysanthemum'] }]);
});

it('shows who joined later only what was said since, where that is the rule', async () => {
  const since = await openSpace(cast, rhys, [], { historyRule: 'sinceJoining' });
  const all = await openSpace(cast, rhys, []);
  await say(cast, rhys, since.id, 'umbrella before');
  const before = (await say(cast, rhys, all.id, 'umbrella before')).id;
  for (const space of [since, all]) await cast.bringIn(space.id, ana);
  const after = (await say(cast, rhys, since.id, 'umbrella after')).id;
  await settled();
  expect(await ids(ana, 'umbrella')).toEqual([after, before]);
  expect(await ids(ana, 'umbrella before')).toEqual([before]);
  expect((await ids(rhys, 'umbrella')).length).toBe(3);
});

it('shows nothing any more to somebody who was removed', async () => {
  const space = await openSpace(cast, rhys, [megan]);
  await say(cast, megan, space.id, 'my own marmalade');
  await settled();
  expect((await ids(megan, 'marmalade')).length).toBe(1);
  await cast.as(rhys).call(removeMember, { params: { spaceId: space.id, personId: megan.id } });
  expect(await find(megan, 'marmalade')).toEqual(NOTHING);
  expect(await find(megan, 'from:me marmalade')).toEqual(NOTHING);
});

it('keeps direct talks to those in them, and calls them by their other people', async () => {
  const direct = await cast.as(rhys).call(openDirectSpace, { body: { personIds: [megan.id] } });
  await say(cast, rhys, direct.id, 'whispered sassafras');
  await settled();
  expect((await find(megan, 'sassafras')).messages).toMatchObject([{ spaceName: 'Rhys Bevan' }]);
  expect(await find(cast.amina, 'sassafras')).toEqual(NOTHING);
});

it('finds people by parts of their name and with typos, as far as one may see them', async () => {
  const named = async (person: typeof rhys, text: string) =>
    (await find(person, text)).people.map(({ name }) => name);
  expect(await named(ana, 'tomasz')).toEqual(['Tomasz Zieliński']);
  expect(await named(ana, 'ZIELINSKI')).toEqual(['Tomasz Zieliński']);
  expect(await named(ana, 'linsk')).toEqual(['Tomasz Zieliński']);
  expect(await named(ana, 'Zelinski')).toEqual(['Tomasz Zieliński']);
  expect((await find(ana, 'tomasz')).people).toMatchObject([
    { id: tomasz.id, organisation: cast.organisations.harbour },
  ]);
  expect(await named(rhys, 'tomasz')).toEqual([]);
  expect(await named(rhys, 'Zelinski')).toEqual([]);
  expect(await named(bea, 'ana')).toEqual([]);
  const shared = await openSpace(cast, ana, [bea], { name: 'Volunteers' });
  expect(await named(bea, 'ana')).toEqual(['Ana Lima']);
  await cast.as(ana).call(removeMember, { params: { spaceId: shared.id, personId: bea.id } });
  expect(await named(bea, 'ana')).toEqual([]);
});

it('finds spaces that one is in or may join, and no others', async () => {
  const spaces = async (person: typeof rhys, text: string) =>
    (await find(person, text)).spaces.map(({ name, joined }) => `${name}${joined ? '' : '?'}`);
  await openSpace(cast, rhys, [ana], { name: 'Léchwedd shared' });
  await openSpace(cast, rhys, [], { name: 'Lechwedd of ours', reach: 'organisation' });
  await openSpace(cast, rhys, [], { name: 'Lechwedd for all', reach: 'listed' });
  expect(await spaces(rhys, 'lechwedd')).toEqual(['Lechwedd for all', 'Lechwedd of ours', 'Léchwedd shared']);
  expect(await spaces(megan, 'lechw')).toEqual(['Lechwedd for all?', 'Lechwedd of ours?']);
  expect(await spaces(ana, 'chwedd')).toEqual(['Léchwedd shared', 'Lechwedd for all?']);
  expect(await spaces(grace, 'lechwed')).toEqual(['Lechwedd for all?']);
  expect(await spaces(grace, 'lecwhedd')).toEqual(['Lechwedd for all?']);
  expect(await spaces(bea, 'lechwedd')).toEqual([]);
});

it('names people and spaces on the first page only', async () => {
  const space = await openSpace(cast, rhys, [], { name: 'Gooseberry' });
  for (let number = 0; number < 21; number += 1) await say(cast, rhys, space.id, 'gooseberry jam');
  await settled();
  const first = await find(rhys, 'gooseberry');
  expect(first.spaces.map(({ name }) => name)).toEqual(['Gooseberry']);
  expect(await find(rhys, 'gooseberry', first.next ?? '')).toMatchObject({
    people: [],
    spaces: [],
    messages: [{}],
  });
});

it('asks for a sign-in', async () => {
  expect((await cast.as().request('GET', '/api/search?text=pomegranate')).status).toBe(401);
});
