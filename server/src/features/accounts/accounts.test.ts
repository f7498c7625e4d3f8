import {
  changeAffiliation,
  claimProfile,
  deactivatePerson,
  reactivatePerson,
} from '@footbridge/contract/accounts.ts';
import { createToken, signInWithLink } from '@footbridge/contract/auth.ts';
import { invite } from '@footbridge/contract/invitations.ts';
import { getMe, getPerson, listPeople } from '@footbridge/contract/people.ts';
import { createSpace, listMembers } from '@footbridge/contract/spaces.ts';
import { expect, test } from 'vitest';
import { change, record } from '../../kit/activity/activity.ts';
import { createCast } from '../../../test/cast.ts';
import { secretIn } from '../../../test/mailbox.ts';
import { startTestServer } from '../../../test/server.ts';
import { createSignInLink } from '../auth/links/changes.ts';
import { createOrganisation } from '../organisations/changes.ts';
import { addPerson, affiliate } from '../people/changes.ts';
import { addToSpace } from '../spaces/membership/changes.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { northbrook, harbour, meridian } = cast.organisations;
const nobody = cast.as();
const by = { personId: null, organisationId: null };

const space = await cast.as(cast.tomasz).call(createSpace, {
  body: {
    kind: 'working',
    reach: 'shared',
    name: 'Warm homes',
    leadOrganisationId: harbour.id,
    historyRule: 'all',
    charter: { purpose: '', norms: '', keptDays: null, disclosable: true },
  },
});

test('closing an account ends everything that stands for it, and takes it out of its spaces', async () => {
  const { ana } = cast;
  await change(server.context, async (tx) =>
    record(
      tx,
      await addToSpace(tx, {
        spaceId: space.id,
        personId: ana.id,
        organisationId: harbour.id,
        role: 'member',
        by,
      }),
    ),
  );
  const { secret: token } = await cast.as(ana).call(createToken, { body: { name: 'Report' } });
  const link = await change(server.context, (tx) => createSignInLink(tx, ana.id));
  const sockets = [await cast.live(ana), await cast.live({ token })];
  const steward = await cast.live(cast.tomasz);
  await steward.follow([space.id, space.feedSeq]);
  await cast.as(cast.amina).call(deactivatePerson, { params: { personId: ana.id } });
  for (const socket of sockets) {
    expect(await socket.next('goodbye')).toMatchObject({ again: false, reason: 'deactivated' });
    await socket.closed;
  }
  expect(await steward.next('memberLeft')).toMatchObject({ personId: ana.id });
  for (const identity of [ana, { token }]) expect((await cast.as(identity).refused(getMe)).status).toBe(401);
  expect((await nobody.refused(signInWithLink, { body: { secret: link } })).status).toBe(410);
  expect(
    (await cast.as(cast.tomasz).call(listMembers, { params: { spaceId: space.id } })).members,
  ).toHaveLength(1);
  expect((await cast.as(cast.tomasz).call(listPeople, { query: { name: 'Ana' } })).people).toEqual([]);
  expect(
    (await cast.as(cast.tomasz).call(getPerson, { params: { personId: ana.id } })).deactivatedAt,
  ).toMatch(/Z$/);
  await steward.close();
});

test('an account that is opened again signs in anew and joins spaces anew', async () => {
  await cast.as(cast.amina).call(reactivatePerson, { params: { personId: cast.ana.id } });
  expect((await cast.as(cast.ana).refused(getMe)).status).toBe(401);
  const link = await change(server.context, (tx) => createSignInLink(tx, cast.ana.id));
  const answer = await nobody.request('POST', '/api/sign-in/with-link', { body: { secret: link } });
  expect(await cast.as({ secret: answer.secret ?? '' }).call(getMe)).toMatchObject({ id: cast.ana.id });
});

test('a session that is opened while the account is being closed does not outlive it', async () => {
  const { lena } = cast;
  const links = await Promise.all(
    Array.from({ length: 8 }, () => change(server.context, (tx) => createSignInLink(tx, lena.id))),
  );
  const [, ...answers] = await Promise.all([
    cast.as(cast.amina).call(deactivatePerson, { params: { personId: lena.id } }),
    ...links.map((secret) => nobody.request('POST', '/api/sign-in/with-link', { body: { secret } })),
  ]);
  for (const answer of answers) {
    if (answer.secret !== undefined) {
      expect((await cast.as({ secret: answer.secret }).refused(getMe)).status).toBe(401);
    }
  }
  const { rowCount } = await server.context.pool.query(
    'select from sessions where person_id = $1 and ended_at is null',
    [lena.id],
  );
  expect(rowCount).toBe(0);
});

test('only administrators close accounts', async () => {
  for (const person of [cast.tomasz, cast.bea]) {
    expect(
      (await cast.as(person).refused(deactivatePerson, { params: { personId: cast.sunil.id } })).status,
    ).toBe(403);
    expect(
      (await cast.as(person).refused(reactivatePerson, { params: { personId: cast.sunil.id } })).status,
    ).toBe(403);
  }
  expect(
    (await cast.as(cast.amina).refused(deactivatePerson, { params: { personId: crypto.randomUUID() } }))
      .status,
  ).toBe(404);
});

test('the last administrator and the last steward stay', async () => {
  expect(
    await cast.as(cast.amina).refused(deactivatePerson, { params: { personId: cast.amina.id } }),
  ).toMatchObject({ status: 409, code: 'lastAdministrator' });
  expect(
    await cast.as(cast.amina).refused(deactivatePerson, { params: { personId: cast.grace.id } }),
  ).toMatchObject({ status: 409, code: 'lastSteward' });
  const demotion = {
    params: { organisationId: meridian.id, personId: cast.grace.id },
    body: { role: 'member' as const },
  };
  expect(await cast.as(cast.grace).refused(changeAffiliation, demotion)).toMatchObject({
    status: 409,
    code: 'lastSteward',
  });
});

test('the account of somebody who is alone in their organisation can be closed', async () => {
  const organisation = await change(server.context, (tx) =>
    createOrganisation(tx, { name: 'One', shortName: 'ONE', hue: 1 }, null),
  );
  const id = await change(server.context, async (tx) => {
    const personId = await addPerson(tx, {
      kind: 'person',
      name: 'Only One',
      email: null,
      timeZone: 'UTC',
      passwordHash: null,
      emailConfirmedAt: null,
    });
    await record(
      tx,
      await affiliate(tx, { personId, organisationId: organisation.id, role: 'steward', roleTitle: '', by }),
    );
    return personId;
  });
  await cast.as(cast.amina).call(deactivatePerson, { params: { personId: id } });
});

test('of two stewards who step down at once, one stays', async () => {
  const role = (personId: string, role: 'steward' | 'member') => ({
    params: { organisationId: meridian.id, personId },
    body: { role },
  });
  await cast.as(cast.grace).call(changeAffiliation, role(cast.sunil.id, 'steward'));
  const outcomes = await Promise.allSettled([
    cast.as(cast.grace).call(changeAffiliation, role(cast.grace.id, 'member')),
    cast.as(cast.sunil).call(changeAffiliation, role(cast.sunil.id, 'member')),
  ]);
  expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a steward changes roles in their own organisation only', async () => {
  const change = (organisationId: string, personId: string) => ({
    params: { organisationId, personId },
    body: { role: 'steward' as const },
  });
  const live = await cast.live(cast.bea);
  await live.follow([cast.bea.id, (await cast.as(cast.bea).call(getMe)).feedSeq]);
  await cast.as(cast.tomasz).call(changeAffiliation, {
    params: { organisationId: harbour.id, personId: cast.bea.id },
    body: { role: 'member' },
  });
  expect(await live.next('meChanged')).toMatchObject({ me: { affiliations: [{ role: 'member' }] } });
  await live.close();
  expect(
    (await cast.as(cast.rhys).refused(changeAffiliation, change(northbrook.id, cast.rhys.id))).status,
  ).toBe(403);
  expect(
    (await cast.as(cast.tomasz).refused(changeAffiliation, change(northbrook.id, cast.rhys.id))).status,
  ).toBe(404);
  expect(
    (await cast.as(cast.tomasz).refused(changeAffiliation, change(harbour.id, cast.rhys.id))).status,
  ).toBe(404);
});

async function importProfile(name: string): Promise<string> {
  return change(server.context, async (tx) => {
    const id = await addPerson(tx, {
      kind: 'profile',
      name,
      email: null,
      timeZone: 'UTC',
      passwordHash: null,
      emailConfirmedAt: null,
    });
    const joined = await affiliate(tx, {
      personId: id,
      organisationId: harbour.id,
      role: 'member',
      roleTitle: '',
      by,
    });
    const inSpace = await addToSpace(tx, {
      spaceId: space.id,
      personId: id,
      organisationId: harbour.id,
      role: 'member',
      by,
    });
    await record(tx, [...inSpace, ...joined]);
    return id;
  });
}

test('the person behind an imported profile takes it over and keeps its id; the space sees it at once', async () => {
  const id = await importProfile('kasia');
  const head = (await cast.as(cast.tomasz).call(listMembers, { params: { spaceId: space.id } })).members;
  expect(head.find((member) => member.person.id === id)?.person.kind).toBe('profile');
  const first = await cast
    .as(cast.tomasz)
    .call(claimProfile, { params: { personId: id }, body: { email: 'kasia@example.org' } });
  await server.mailbox.next('kasia@example.org');
  await cast
    .as(cast.tomasz)
    .call(claimProfile, { params: { personId: id }, body: { email: 'kasia@example.org' } });
  const mail = await server.mailbox.next('kasia@example.org');
  expect(mail.text).toContain('under the name kasia becomes yours');
  const account = {
    name: 'Katarzyna Nowak',
    email: 'kasia@example.org',
    timeZone: 'Europe/Warsaw',
    roleTitle: 'Nurse',
  };
  const accept = (secret: string) =>
    nobody.request('POST', '/api/invitations/acceptance', { body: { secret, account } });
  expect((await accept(first.link.split('#')[1] ?? '')).status).toBe(410);
  const live = await cast.live(cast.tomasz);
  await live.follow([space.id, 0]);
  const answer = await accept(secretIn(mail));
  expect(await cast.as({ secret: answer.secret ?? '' }).call(getMe)).toMatchObject({
    id,
    name: 'Katarzyna Nowak',
    affiliations: [{ role: 'member' }],
  });
  expect(await live.next('personChanged')).toMatchObject({
    person: { id, kind: 'person', name: 'Katarzyna Nowak' },
  });
  await live.close();
  expect(
    await cast
      .as(cast.tomasz)
      .refused(claimProfile, { params: { personId: id }, body: { email: 'x@example.org' } }),
  ).toMatchObject({ status: 409, code: 'notAProfile' });
});

test('an imported profile is offered by stewards of its organisation only, and joins no other account', async () => {
  const id = await importProfile('piotr');
  const claim = { params: { personId: id }, body: { email: 'sunil@example.org' } };
  for (const other of [cast.grace, cast.rhys, cast.bea]) {
    expect((await cast.as(other).refused(claimProfile, claim)).status).toBe(404);
  }
  const { link } = await cast.as(cast.tomasz).call(claimProfile, claim);
  const answer = await cast
    .as(cast.sunil)
    .request('POST', '/api/invitations/acceptance', { body: { secret: link.split('#')[1] } });
  expect(JSON.parse(answer.text)).toMatchObject({ status: 409, code: 'ownAccount' });
});

test('an administrator whose account was closed has left no working invitation behind', async () => {
  await server.context.pool.query(
    'insert into server_administrators (person_id, granted_at) values ($1, now())',
    [cast.rhys.id],
  );
  const { link } = await cast
    .as(cast.rhys)
    .call(invite, { params: { organisationId: harbour.id }, body: { role: 'steward', spaceIds: [] } });
  await cast.as(cast.amina).call(deactivatePerson, { params: { personId: cast.rhys.id } });
  const account = { name: 'Q', email: 'q@example.org', timeZone: 'UTC', roleTitle: '' };
  expect(
    (
      await nobody.request('POST', '/api/invitations/acceptance', {
        body: { secret: link.split('#')[1], account },
      })
    ).status,
  ).toBe(410);
});
