import { describe, expect, test } from 'vitest';
import * as chat from '@footbridge/contract/chat.ts';
import * as charters from '@footbridge/contract/charters.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import { createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { CHARTER, openSpace, say } from '../../../test/spaces.ts';
import { listWaiting } from '../spaces/charter/queries.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, rhys, tomasz, ana, grace } = cast;
const { harbour, meridian } = cast.organisations;

/** Amina knows all organisations, because she administers the server. */
const openWith = (...organisations: { id: string }[]) =>
  cast.as(amina).call(spaces.createSpace, {
    body: {
      kind: 'working',
      reach: 'shared',
      name: 'Between us',
      leadOrganisationId: amina.organisationId,
      historyRule: 'all',
      charter: CHARTER,
      withOrganisationIds: organisations.map(({ id }) => id),
    },
  });
const acceptAs = (person: typeof ana, spaceId: string, version = 1) => ({
  params: { spaceId },
  body: { organisationId: person.organisationId, version },
});
const waitingOf = (person: typeof ana) =>
  listWaiting(server.context.db, person.id, new Date(server.clock.now()).toISOString());

describe('a shared space that names organisations', () => {
  test('opens only when a steward of each has accepted its charter; who is waited for is said until then', async () => {
    const space = await openWith(harbour, meridian);
    expect(space.awaiting.map(({ shortName }) => shortName)).toEqual(['HC', 'ME']);
    const refused = await cast.as(amina).refused(chat.postMessage, {
      params: { spaceId: space.id },
      body: { clientId: crypto.randomUUID(), source: 'too early' },
    });
    expect(refused).toMatchObject({ status: 409, code: 'awaiting' });
    expect((await waitingOf(tomasz)).map(({ subjectId, href }) => [subjectId, href])).toEqual([
      [space.id, `/spaces/${space.id}/about`],
    ]);
    const read = await cast
      .as(tomasz)
      .call(charters.listCharterAcceptances, { params: { spaceId: space.id } });
    expect(read.mayAcceptFor.map(({ shortName }) => shortName)).toEqual(['HC']);

    const after = await cast.as(tomasz).call(charters.acceptCharter, acceptAs(tomasz, space.id));
    expect(after).toMatchObject({ mine: { role: 'steward', charterRead: 1 } });
    expect(after.awaiting.map(({ shortName }) => shortName)).toEqual(['ME']);
    await expect(say(cast, tomasz, space.id, 'still closed')).rejects.toThrow('awaiting');
    const live = await cast.live(amina);
    await live.follow([space.id, after.feedSeq]);
    await cast.as(grace).call(charters.acceptCharter, acceptAs(grace, space.id));
    expect(await live.next('charterAccepted')).toMatchObject({ awaiting: [] });
    await say(cast, amina, space.id, 'now we can talk');
    const { acceptances } = await cast
      .as(grace)
      .call(charters.listCharterAcceptances, { params: { spaceId: space.id } });
    expect(
      acceptances.map(({ organisation, acceptedBy }) => [organisation.shortName, acceptedBy?.name]),
    ).toEqual([
      ['HC', 'Tomasz Zieliński'],
      ['ME', 'Grace Okafor'],
      ['NC', 'Amina Yusuf'],
    ]);
    expect(await waitingOf(tomasz)).toEqual([]);
  });

  test('who leads no named organisation learns nothing of it, and cannot accept for another', async () => {
    const space = await openWith(harbour);
    expect((await cast.as(grace).refused(spaces.getCharter, { params: { spaceId: space.id } })).status).toBe(
      404,
    );
    expect((await cast.as(ana).refused(charters.acceptCharter, acceptAs(ana, space.id))).status).toBe(404);
    expect(
      (await cast.as(tomasz).refused(spaces.joinSpace, { params: { spaceId: space.id }, body: {} })).status,
    ).toBe(404);
    expect((await cast.as(amina).refused(charters.acceptCharter, acceptAs(tomasz, space.id))).status).toBe(
      403,
    );
  });

  test('a charter that changes while it is waited for asks those again who had accepted', async () => {
    const space = await openWith(harbour, meridian);
    await cast.as(tomasz).call(charters.acceptCharter, acceptAs(tomasz, space.id));
    await cast.as(amina).call(spaces.changeCharter, {
      params: { spaceId: space.id },
      body: { ...CHARTER, keptDays: 30, fromVersion: 1 },
    });
    expect(await cast.as(grace).refused(charters.acceptCharter, acceptAs(grace, space.id))).toMatchObject({
      status: 409,
      code: 'charterChanged',
    });
    await cast.as(grace).call(charters.acceptCharter, acceptAs(grace, space.id, 2));
    await expect(say(cast, grace, space.id, 'not yet')).rejects.toThrow('awaiting');
    await cast.as(tomasz).call(charters.acceptCharter, acceptAs(tomasz, space.id, 2));
    await say(cast, grace, space.id, 'open');
  });

  test('two stewards who accept at the same moment open it once', async () => {
    const space = await openWith(harbour, meridian);
    await Promise.all(
      [tomasz, grace, tomasz].map((person) =>
        cast.as(person).call(charters.acceptCharter, acceptAs(person, space.id)),
      ),
    );
    const { members } = await cast.as(amina).call(spaces.listMembers, { params: { spaceId: space.id } });
    expect(members.map(({ person, role }) => [person.name, role])).toEqual([
      ['Amina Yusuf', 'steward'],
      ['Grace Okafor', 'steward'],
      ['Tomasz Zieliński', 'steward'],
    ]);
    await say(cast, tomasz, space.id, 'open');
  });

  test('an organisation that the opener may not know of is like one that does not exist', async () => {
    const body = {
      kind: 'working' as const,
      reach: 'shared' as const,
      name: 'Guess',
      leadOrganisationId: rhys.organisationId,
      historyRule: 'all' as const,
      charter: CHARTER,
    };
    const ask = (id: string) =>
      cast.as(rhys).refused(spaces.createSpace, { body: { ...body, withOrganisationIds: [id] } });
    expect(await ask(meridian.id)).toEqual(await ask('01890000-0000-7000-8000-000000000000'));
  });
});

describe('reading the charter', () => {
  test('a newcomer has not been shown it, until they were; a change is shown once more, on all devices', async () => {
    const space = await openSpace(cast, amina, [ana]);
    const seen = async () =>
      (await cast.as(ana).call(spaces.getSpace, { params: { spaceId: space.id } })).mine.charterRead;
    expect(space).toMatchObject({ charterVersion: 1, mine: { charterRead: 1 } });
    expect(await seen()).toBe(0);
    const other = await cast.live(ana);
    await other.follow([ana.id, 0]);
    await cast.as(ana).call(charters.readCharter, { params: { spaceId: space.id }, body: { version: 1 } });
    await other.next((frame) => (frame['space'] as spaces.Space | undefined)?.mine.charterRead === 1);
    await cast.as(amina).call(spaces.changeCharter, {
      params: { spaceId: space.id },
      body: { ...CHARTER, channels: 'Urgent: call.', disclosable: false, fromVersion: 1 },
    });
    expect(await cast.as(ana).call(spaces.getSpace, { params: { spaceId: space.id } })).toMatchObject({
      charterVersion: 2,
      mine: { charterRead: 1 },
    });
    // What is not said in a change stays.
    await cast.as(amina).call(spaces.changeCharter, {
      params: { spaceId: space.id },
      body: { ...CHARTER, fromVersion: 2 },
    });
    const { charter } = await cast.as(ana).call(spaces.getCharter, { params: { spaceId: space.id } });
    expect(charter).toMatchObject({ version: 3, channels: 'Urgent: call.', conflicts: '' });
    await cast.as(ana).call(charters.readCharter, { params: { spaceId: space.id }, body: { version: 9 } });
    expect(await seen()).toBe(3);
  });

  test('a change of the record label is written down as one, and told to every member', async () => {
    const space = await openSpace(cast, amina, [ana]);
    const live = await cast.live(ana);
    await live.follow([space.id, 0]);
    await cast.as(amina).call(spaces.changeCharter, {
      params: { spaceId: space.id },
      body: { ...CHARTER, keptDays: 90, fromVersion: 1 },
    });
    expect(await live.next('charterChanged')).toMatchObject({ charter: { keptDays: 90 } });
    await cast.as(amina).call(spaces.changeCharter, {
      params: { spaceId: space.id },
      body: { ...CHARTER, keptDays: 90, norms: 'Other words', fromVersion: 2 },
    });
    const rows = await server.context.db
      .selectFrom('activity')
      .select('facts')
      .where('feed_id', '=', space.id)
      .where('kind', '=', 'charterChanged')
      .orderBy('seq')
      .execute();
    expect(rows.map(({ facts }) => facts)).toEqual([
      { version: 2, label: true },
      { version: 3, label: false },
    ]);
  });
});
