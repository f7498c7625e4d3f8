import { changeMe, getMe, getPerson, listPeople } from '@footbridge/contract/people.ts';
import { createSpace } from '@footbridge/contract/spaces.ts';
import { beforeAll, expect, test } from 'vitest';
import { change, record } from '../../kit/activity/activity.ts';
import { type CastPerson, createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { addToSpace, endMembership } from '../spaces/membership/changes.ts';

const server = await startTestServer();
const cast = await createCast(server);
let spaceId: string;

const charter = { purpose: 'Warm homes', norms: '', keptDays: 730, disclosable: true };
const by = { personId: null, organisationId: null };

/** Amina of Northbrook opens a shared space with Ana and the guest Bea of Harbour Care. Meridian Energy is not in it. */
beforeAll(async () => {
  const space = await cast.as(cast.amina).call(createSpace, {
    body: {
      kind: 'working',
      reach: 'shared',
      name: 'Warm homes',
      leadOrganisationId: cast.organisations.northbrook.id,
      historyRule: 'all',
      charter,
    },
  });
  spaceId = space.id;
  for (const person of [cast.ana, cast.bea]) await bring(person);
});

const bring = ({ id: personId, organisationId, role }: CastPerson) =>
  change(server.context, async (tx) =>
    record(tx, await addToSpace(tx, { spaceId, personId, organisationId, role, by })),
  );

const namesSeenBy = async (person: CastPerson, query = {}) =>
  (await cast.as(person).call(listPeople, { query })).people.map((one) => one.name);

test('people of an organisation see each other, and others in shared spaces only', async () => {
  expect(await namesSeenBy(cast.rhys)).toEqual(['Amina Yusuf', 'Megan Price', 'Rhys Bevan']);
  expect(await namesSeenBy(cast.grace)).toEqual(['Grace Okafor', 'Lena Fischer', 'Sunil Rao']);
  expect(await namesSeenBy(cast.ana)).toEqual(['Amina Yusuf', 'Ana Lima', 'Bea Novak', 'Tomasz Zieliński']);
});

test('a guest sees the people of the spaces they are in, and not their own organisation', async () => {
  expect(await namesSeenBy(cast.bea)).toEqual(['Amina Yusuf', 'Ana Lima', 'Bea Novak']);
  for (const hidden of [cast.tomasz, cast.rhys, cast.grace]) {
    expect((await cast.as(cast.bea).refused(getPerson, { params: { personId: hidden.id } })).status).toBe(
      404,
    );
  }
});

test('stewards see the guests of their organisation; members do not', async () => {
  expect(await namesSeenBy(cast.tomasz)).toEqual(['Ana Lima', 'Bea Novak', 'Tomasz Zieliński']);
});

test('administrators see every account', async () => {
  expect(await namesSeenBy(cast.amina)).toHaveLength(9);
});

test('a person one may not see answers as one who does not exist', async () => {
  const ask = (id: string) => cast.as(cast.grace).request('GET', `/api/people/${id}`);
  const [foreign, unknown, noId] = [
    await ask(cast.amina.id),
    await ask(crypto.randomUUID()),
    await ask('amina'),
  ];
  expect(foreign.status).toBe(404);
  expect(unknown.text).toBe(foreign.text);
  expect(noId.text).toBe(foreign.text);
});

test('the card tells what both share and nothing of the other affiliations', async () => {
  const card = await cast.as(cast.ana).call(getPerson, { params: { personId: cast.amina.id } });
  expect(card).toMatchObject({
    name: 'Amina Yusuf',
    deactivatedAt: null,
    sharedSpaces: [{ id: spaceId, name: 'Warm homes' }],
  });
  expect(card.affiliations).toMatchObject([
    { organisation: { shortName: 'NC' }, role: 'steward', roleTitle: 'Partnerships lead' },
  ]);
  const colleague = await cast.as(cast.rhys).call(getPerson, { params: { personId: cast.amina.id } });
  expect(colleague.sharedSpaces).toEqual([]);
});

test('somebody who acts for another organisation in the space is seen with that one alone', async () => {
  const { sunil, organisations } = cast;
  await server.context.pool.query(
    "insert into affiliations (person_id, organisation_id, role, since) values ($1, $2, 'member', now())",
    [sunil.id, organisations.harbour.id],
  );
  await bring({ ...sunil, organisationId: organisations.harbour.id });
  const card = await cast.as(cast.bea).call(getPerson, { params: { personId: sunil.id } });
  expect(card.affiliations.map((one) => one.organisation.shortName)).toEqual(['HC']);
  await change(server.context, async (tx) =>
    record(tx, await endMembership(tx, { spaceId, personId: sunil.id, by, successorNeeded: false })),
  );
});

test('the card of somebody who left can still be opened by those who read what they wrote; the one who left sees nobody any more', async () => {
  const past = await cast.as(cast.bea).call(getPerson, { params: { personId: cast.sunil.id } });
  expect(past.sharedSpaces).toEqual([]);
  expect(await namesSeenBy(cast.bea)).not.toContain('Sunil Rao');
  await server.context.pool.query('delete from affiliations where person_id = $1 and organisation_id = $2', [
    cast.sunil.id,
    cast.organisations.harbour.id,
  ]);
  expect((await cast.as(cast.sunil).refused(getPerson, { params: { personId: cast.bea.id } })).status).toBe(
    404,
  );
});

test('people are found by part of a name and by organisation, and what looks like a pattern is text', async () => {
  expect(await namesSeenBy(cast.amina, { name: 'zieli' })).toEqual(['Tomasz Zieliński']);
  expect(await namesSeenBy(cast.amina, { name: '%' })).toEqual([]);
  expect(await namesSeenBy(cast.amina, { organisationId: cast.organisations.meridian.id })).toHaveLength(3);
  expect(await namesSeenBy(cast.rhys, { organisationId: cast.organisations.meridian.id })).toEqual([]);
});

test('pages of people follow each other without a gap', async () => {
  await server.context.pool.query(
    `with made as (insert into people (id, name, created_at) select gen_random_uuid(), 'Worker ' || lpad(n::text, 3, '0'), now() from generate_series(1, 120) n returning id)
     insert into affiliations (person_id, organisation_id, role, since) select id, $1, 'member', now() from made`,
    [cast.organisations.meridian.id],
  );
  const seen: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await cast.as(cast.grace).call(listPeople, { query: after === undefined ? {} : { after } });
    seen.push(...page.people.map((one) => one.name));
    if (page.next === null) break;
    after = page.next;
  }
  expect(seen).toHaveLength(123);
  expect(new Set(seen).size).toBe(123);
  expect((await cast.as(cast.grace).refused(listPeople, { query: { after: 'nonsense' } })).status).toBe(422);
});

test('a new name and role title reach everybody who has the person before their eyes, and nobody else', async () => {
  const [member, self, outsider] = [
    await cast.live(cast.bea),
    await cast.live(cast.ana),
    await cast.live(cast.grace),
  ];
  const me = await cast.as(cast.ana).call(getMe);
  await member.follow([spaceId, await headOf(spaceId)]);
  await self.follow([cast.ana.id, me.feedSeq]);
  await outsider.follow([spaceId, 0], [cast.ana.id, 0]);
  const roleTitle = { organisationId: cast.organisations.harbour.id, title: 'Head of care' };
  const changed = await cast
    .as(cast.ana)
    .call(changeMe, { body: { name: 'Ana Lima-Silva', roleTitle, timeZone: 'Europe/Lisbon' } });
  expect(await member.next('personChanged')).toMatchObject({
    person: { id: cast.ana.id, name: 'Ana Lima-Silva' },
    roleTitle: 'Head of care',
  });
  expect(await self.next('meChanged')).toMatchObject({
    me: { ...changed, feedSeq: expect.any(Number) as number },
  });
  expect(await cast.as(cast.ana).call(getMe)).toEqual(changed);
  expect(await outsider.during(150, 'personChanged')).toEqual([]);
  for (const live of [member, self, outsider]) await live.close();
});

test('nobody gives themselves a title in an organisation that is not theirs, or an unknown time zone', async () => {
  const roleTitle = { organisationId: cast.organisations.northbrook.id, title: 'Chief' };
  expect((await cast.as(cast.ana).refused(changeMe, { body: { roleTitle } })).status).toBe(404);
  expect((await cast.as(cast.ana).refused(changeMe, { body: { timeZone: 'Nowhere' } })).status).toBe(422);
  expect((await cast.as(cast.ana).refused(changeMe, { body: { name: 'a\nb' } })).status).toBe(422);
  const hidden = await cast.as(cast.ana).request('PATCH', '/api/me', { body: { administrator: true } });
  expect(hidden.status).toBe(422);
});

async function headOf(feedId: string): Promise<number> {
  const feed = await server.context.db
    .selectFrom('feeds')
    .select('last_seq')
    .where('id', '=', feedId)
    .executeTakeFirstOrThrow();
  return feed.last_seq;
}
