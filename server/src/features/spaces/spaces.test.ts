import { describe, expect, test } from 'vitest';
import * as spaces from '@footbridge/contract/spaces.ts';
import { createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { CHARTER, openSpace, say } from '../../../test/spaces.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, rhys, tomasz, grace, bea, sunil } = cast;

const named = (list: { id: string }[], id: string) => list.find((entry) => entry.id === id);

describe('finding and joining', () => {
  test('people of the lead organisation find its space and join it; others do not know of it', async () => {
    const space = await openSpace(cast, amina, [], { reach: 'organisation' });
    const found = await cast.as(rhys).call(spaces.listFindableSpaces);
    expect(named(found.spaces, space.id)).toMatchObject({
      joined: false,
      audience: { people: 1, organisations: 1 },
    });
    expect(named((await cast.as(grace).call(spaces.listFindableSpaces)).spaces, space.id)).toBeUndefined();
    const unknown = '01890000-0000-7000-8000-000000000000';
    const refusals = await Promise.all(
      [space.id, unknown].map((spaceId) =>
        cast.as(grace).request('POST', `/api/spaces/${spaceId}/membership`, { body: {} }),
      ),
    );
    expect(refusals[0]).toMatchObject({ status: 404, text: refusals[1]?.text });
    expect(
      (await cast.as(rhys).call(spaces.joinSpace, { params: { spaceId: space.id }, body: {} })).mine.role,
    ).toBe('member');
  });

  test('a listed space is found by members of every organisation, not by guests', async () => {
    const space = await openSpace(cast, amina, [], { reach: 'listed' });
    expect(named((await cast.as(grace).call(spaces.listFindableSpaces)).spaces, space.id)).toBeDefined();
    expect(named((await cast.as(bea).call(spaces.listFindableSpaces)).spaces, space.id)).toBeUndefined();
    expect(
      (await cast.as(bea).refused(spaces.joinSpace, { params: { spaceId: space.id }, body: {} })).status,
    ).toBe(404);
  });

  test('joining twice is joining once', async () => {
    const space = await openSpace(cast, amina, [], { reach: 'listed' });
    const join = () => cast.as(grace).call(spaces.joinSpace, { params: { spaceId: space.id }, body: {} });
    await Promise.all([join(), join(), join()]);
    const { members } = await cast.as(grace).call(spaces.listMembers, { params: { spaceId: space.id } });
    expect(members.filter((member) => member.person.id === grace.id)).toHaveLength(1);
  });
});

describe('members', () => {
  test('a member sees who is there with organisation; an outsider of the space gets the answer of an unknown one', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    const { members } = await cast.as(tomasz).call(spaces.listMembers, { params: { spaceId: space.id } });
    expect(members.map((member) => [member.person.name, member.person.organisation.shortName])).toEqual([
      ['Amina Yusuf', 'NC'],
      ['Tomasz Zieliński', 'HC'],
    ]);
    expect((await cast.as(grace).refused(spaces.listMembers, { params: { spaceId: space.id } })).code).toBe(
      'notFound',
    );
  });

  test('a removed member is out at once: in lists, in reading and in writing', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    await cast.as(amina).call(spaces.removeMember, { params: { spaceId: space.id, personId: tomasz.id } });
    expect(named((await cast.as(tomasz).call(spaces.listSpaces)).spaces, space.id)).toBeUndefined();
    expect((await cast.as(tomasz).refused(spaces.getSpace, { params: { spaceId: space.id } })).status).toBe(
      404,
    );
    await expect(say(cast, tomasz, space.id, 'still here?')).rejects.toThrow('notFound');
  });

  test('only a steward brings in and removes; a member is told so', async () => {
    const space = await openSpace(cast, amina, [tomasz, grace]);
    expect(
      (
        await cast
          .as(tomasz)
          .refused(spaces.removeMember, { params: { spaceId: space.id, personId: grace.id } })
      ).status,
    ).toBe(403);
    expect(
      (
        await cast
          .as(sunil)
          .refused(spaces.removeMember, { params: { spaceId: space.id, personId: grace.id } })
      ).status,
    ).toBe(404);
  });

  test('the last steward cannot leave people behind without another one', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    expect((await cast.as(amina).refused(spaces.leaveSpace, { params: { spaceId: space.id } })).code).toBe(
      'lastSteward',
    );
    await cast.as(amina).call(spaces.changeMemberRole, {
      params: { spaceId: space.id, personId: tomasz.id },
      body: { role: 'steward' },
    });
    await cast.as(amina).call(spaces.leaveSpace, { params: { spaceId: space.id } });
    expect(
      (await cast.as(tomasz).call(spaces.listMembers, { params: { spaceId: space.id } })).members,
    ).toHaveLength(1);
  });

  test('two stewards who leave at the same moment do not leave a space without one', async () => {
    const space = await openSpace(cast, amina, [tomasz, grace]);
    await cast.as(amina).call(spaces.changeMemberRole, {
      params: { spaceId: space.id, personId: tomasz.id },
      body: { role: 'steward' },
    });
    const outcomes = await Promise.allSettled(
      [amina, tomasz].map((person) =>
        cast.as(person).call(spaces.leaveSpace, { params: { spaceId: space.id } }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  });

  test('the line above the composer counts people and organisations as they come and go', async () => {
    const space = await openSpace(cast, amina, [rhys, tomasz]);
    const audience = async () =>
      (await cast.as(amina).call(spaces.getSpace, { params: { spaceId: space.id } })).audience;
    expect(await audience()).toEqual({ people: 3, organisations: 2, keptDays: 730, disclosable: true });
    await cast.as(amina).call(spaces.removeMember, { params: { spaceId: space.id, personId: tomasz.id } });
    expect(await audience()).toMatchObject({ people: 2, organisations: 1 });
  });
});

describe('charter', () => {
  test('a change makes a new version, keeps the old ones, and says who changed it', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    await cast.as(amina).call(spaces.changeCharter, {
      params: { spaceId: space.id },
      body: { ...CHARTER, keptDays: 365, fromVersion: 1 },
    });
    const read = await cast.as(tomasz).call(spaces.getCharter, { params: { spaceId: space.id } });
    expect(read.charter).toMatchObject({ version: 2, keptDays: 365, changedBy: { name: 'Amina Yusuf' } });
    expect(read.versions.map((version) => version.keptDays)).toEqual([730]);
  });

  test('a change made from an older version is refused and nothing is lost', async () => {
    const space = await openSpace(cast, amina, []);
    const change = (keptDays: number) =>
      cast.as(amina).call(spaces.changeCharter, {
        params: { spaceId: space.id },
        body: { ...CHARTER, keptDays, fromVersion: 1 },
      });
    await change(10);
    await expect(change(20)).rejects.toThrow('charterChanged');
    expect(
      (await cast.as(amina).call(spaces.getCharter, { params: { spaceId: space.id } })).charter.keptDays,
    ).toBe(10);
  });

  test('somebody who may join reads the charter before; a member cannot change it', async () => {
    const space = await openSpace(cast, amina, [tomasz], { reach: 'listed' });
    expect(
      (await cast.as(grace).call(spaces.getCharter, { params: { spaceId: space.id } })).space.joined,
    ).toBe(false);
    expect(
      (
        await cast.as(tomasz).refused(spaces.changeCharter, {
          params: { spaceId: space.id },
          body: { ...CHARTER, fromVersion: 1 },
        })
      ).status,
    ).toBe(403);
  });
});

describe('direct talks', () => {
  test('the same people always meet in the same one, also when both open it at once', async () => {
    await openSpace(cast, amina, [tomasz]);
    const open = (from: typeof amina, to: typeof amina) =>
      cast.as(from).call(spaces.openDirectSpace, { body: { personIds: [to.id] } });
    const [one, other] = await Promise.all([open(amina, tomasz), open(tomasz, amina)]);
    expect(one.id).toBe(other.id);
    expect(other.others.map((person) => person.name)).toEqual(['Amina Yusuf']);
  });

  test('with somebody I cannot see none is opened', async () => {
    await openSpace(cast, grace, []);
    const problem = await cast.as(bea).refused(spaces.openDirectSpace, { body: { personIds: [sunil.id] } });
    expect(problem.code).toBe('notFound');
  });
});

test('an archived space is read and found by its members, and nobody writes in it', async () => {
  const space = await openSpace(cast, amina, [tomasz]);
  await say(cast, tomasz, space.id, 'before');
  await cast.as(amina).call(spaces.archiveSpace, { params: { spaceId: space.id } });
  await expect(say(cast, tomasz, space.id, 'after')).rejects.toThrow('archived');
  expect(
    (await cast.as(tomasz).call(spaces.getSpace, { params: { spaceId: space.id } })).archivedAt,
  ).not.toBeNull();
  await cast.as(amina).call(spaces.reopenSpace, { params: { spaceId: space.id } });
  await say(cast, tomasz, space.id, 'after');
});

test('unread is what others wrote since my position, and a position after the end is refused', async () => {
  const space = await openSpace(cast, amina, [tomasz]);
  const mine = async () =>
    (await cast.as(amina).call(spaces.getSpace, { params: { spaceId: space.id } })).mine;
  await say(cast, amina, space.id, 'mine does not count');
  const first = await say(cast, tomasz, space.id, 'one');
  const second = await say(cast, tomasz, space.id, `two @[Amina Yusuf](person:${amina.id}) and @everyone`);
  expect(await mine()).toMatchObject({ unread: 2, mentions: 1 });
  const moved = await cast
    .as(amina)
    .call(spaces.moveReadPosition, { params: { spaceId: space.id }, body: { seq: first.seq } });
  expect(moved).toEqual({ readSeq: first.seq, unread: 1, mentions: 1 });
  await cast
    .as(amina)
    .call(spaces.moveReadPosition, { params: { spaceId: space.id }, body: { seq: second.seq } });
  expect(await mine()).toMatchObject({ unread: 0, mentions: 0 });
  const problem = await cast
    .as(amina)
    .refused(spaces.moveReadPosition, { params: { spaceId: space.id }, body: { seq: second.seq + 1000 } });
  expect(problem.field).toBe('body.seq');
});
