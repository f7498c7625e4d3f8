import { addReaction, removeReaction } from '@footbridge/contract/chat.ts';
import { openDirectSpace } from '@footbridge/contract/spaces.ts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCast } from '../../../test/cast.ts';
import { createSearching } from '../../../test/searching.ts';
import { startTestServer } from '../../../test/server.ts';
import { openSpace, say } from '../../../test/spaces.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { settled, find, ids } = createSearching(server, cast);
const { rhys, megan, grace } = cast;
const warmth = (await openSpace(cast, rhys, [megan, grace], { name: 'Winter warmth' })).id;
const café = (await openSpace(cast, megan, [rhys], { name: 'Repair Café' })).id;
const said: Record<'root' | 'reply' | 'link' | 'cafe' | 'direct', string> = {
  root: '',
  reply: '',
  link: '',
  cafe: '',
  direct: '',
};

/** The moment in the middle of a day in November, in UTC. */
const wroteAt = (messageId: string, at: string) =>
  sql`with m as (update messages set created_at = ${at} where id = ${messageId} returning id) insert into search_queue (message_id) select id from m`.execute(
    server.context.db,
  );

beforeAll(async () => {
  said.root = (await say(cast, rhys, warmth, 'rota for the first week')).id;
  said.reply = (await say(cast, grace, warmth, 'rota looks good', { threadRootId: said.root })).id;
  said.link = (await say(cast, megan, warmth, 'rota as a sheet: https://example.org/rota')).id;
  said.cafe = (await say(cast, megan, café, 'rota of the café')).id;
  const direct = await cast.as(rhys).call(openDirectSpace, { body: { personIds: [megan.id] } });
  said.direct = (await say(cast, megan, direct.id, 'rota between us')).id;
  await cast.as(grace).call(addReaction, { params: { messageId: said.root, emoji: '👍' } });
  await settled();
});

const names = async (text: string) => {
  const found = await ids(rhys, text);
  return Object.entries(said)
    .filter(([, id]) => found.includes(id))
    .map(([name]) => name);
};

describe('a filter', () => {
  it.each([
    ['from:grace', ['reply']],
    ['from:GRA', ['reply']],
    ['from:@grace', ['reply']],
    ['from:"Grace Okafor"', ['reply']],
    ['from:"Grace Oka"', []],
    ['from:okafor', ['reply']],
    ['from:me', ['root']],
    ['from:me from:grace', ['root', 'reply']],
    ['-from:megan', ['root', 'reply']],
    ['-from:megan -from:me', ['reply']],
    ['from:nobody', []],
    ['in:winter', ['root', 'reply', 'link']],
    ['in:"Winter warmth"', ['root', 'reply', 'link']],
    ['in:cafe', ['cafe']],
    ['in:#café', ['cafe']],
    ['in:megan', ['direct']],
    ['in:cafe in:megan', ['cafe', 'direct']],
    ['-in:winter', ['cafe', 'direct']],
    ['in:nowhere', []],
    ['has:link', ['link']],
    ['has:links -in:cafe', ['link']],
    ['-has:link in:winter', ['root', 'reply']],
    ['has:reaction', ['root']],
    ['-has:reaction in:winter', ['reply', 'link']],
    ['has:thread', ['root']],
    ['-has:thread in:winter', ['reply', 'link']],
    ['has:file', []],
    ['has:wings', []],
    ['has:link -has:link', []],
    ['in:winter from:me has:reaction has:thread', ['root']],
  ])('%s keeps %j', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
    expect(await names(`rota ${filter}`)).toEqual(expected);
  });

  it('goes by id too, so that equal names can be told apart', async () => {
    expect(await names(`in:${café} from:${megan.id}`)).toEqual(['cafe']);
  });

  it('of people and spaces leaves only messages in the reply', async () => {
    expect(await find(rhys, 'winter from:megan')).toMatchObject({ people: [], spaces: [] });
  });

  it('follows a reaction that is taken back', async () => {
    await cast.as(grace).call(addReaction, { params: { messageId: said.link, emoji: '👍' } });
    expect(await names('has:reaction')).toEqual(['root', 'link']);
    await cast.as(grace).call(removeReaction, { params: { messageId: said.link, emoji: '👍' } });
    expect(await names('has:reaction')).toEqual(['root']);
  });
});

describe('dates', () => {
  beforeAll(async () => {
    await wroteAt(said.root, '2025-06-30T22:30:00Z');
    await wroteAt(said.reply, '2025-06-30T23:30:00Z');
    await wroteAt(said.link, '2025-07-02T12:00:00Z');
    await settled();
  });

  // The asker lives in London, where 23:30 in UTC is half past midnight of the next day in summer.
  it.each([
    ['before:2025-07-01', ['root']],
    ['after:2025-06-30 before:2025-07-02', ['reply']],
    ['-before:2025-07-01 -after:2025-07-01', ['reply']],
    ['after:2025-07-01 before:2026', ['link']],
    ['before:2025-07', ['root']],
    ['after:2025', ['cafe', 'direct']],
    ['before:2025-07-03 before:2025-07-01', ['root']],
    ['before:2025-02-30', []],
    ['before:soon', []],
  ])('%s keeps %j', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
    expect(await names(`rota ${filter}`)).toEqual(expected);
  });
});
