import { changePassword } from '@footbridge/contract/auth.ts';
import { changeAffiliation } from '@footbridge/contract/accounts.ts';
import {
  acceptInvitation,
  invite,
  listInvitations,
  readInvitation,
  revokeInvitation,
} from '@footbridge/contract/invitations.ts';
import { type AffiliationRole, getMe } from '@footbridge/contract/people.ts';
import { archiveSpace, createSpace, listSpaces } from '@footbridge/contract/spaces.ts';
import { beforeAll, expect, test } from 'vitest';
import { emailOf } from '../../../seeds/cast.ts';
import { type CastPerson, createCast } from '../../../test/cast.ts';
import { secretIn } from '../../../test/mailbox.ts';
import { startTestServer } from '../../../test/server.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { northbrook, harbour } = cast.organisations;
const nobody = cast.as();
const spaces: Record<'led' | 'joined' | 'listed' | 'foreign', string> = {
  led: '',
  joined: '',
  listed: '',
  foreign: '',
};

async function openSpace(
  person: CastPerson,
  name: string,
  reach: 'organisation' | 'shared' | 'listed',
): Promise<string> {
  const charter = { purpose: '', norms: '', keptDays: null, disclosable: true };
  const body = {
    kind: 'working' as const,
    reach,
    name,
    leadOrganisationId: person.organisationId,
    historyRule: 'all' as const,
    charter,
  };
  return (await cast.as(person).call(createSpace, { body })).id;
}

/** Tomasz leads one space, is a plain member of another, and is not in Meridian's. */
beforeAll(async () => {
  spaces.led = await openSpace(cast.tomasz, 'Warm homes', 'shared');
  spaces.joined = await openSpace(cast.amina, 'Flood watch', 'shared');
  spaces.listed = await openSpace(cast.amina, 'Tea', 'listed');
  spaces.foreign = await openSpace(cast.grace, 'Meters', 'shared');
  for (const spaceId of [spaces.joined, spaces.listed]) await bringIn(cast.tomasz, spaceId);
});

const bringIn = (person: CastPerson, spaceId: string) =>
  server.context.pool.query(
    "insert into memberships (id, space_id, person_id, organisation_id, role, from_seq, joined_at) values (gen_random_uuid(), $1, $2, $3, 'member', 1, now())",
    [spaceId, person.id, person.organisationId],
  );

const inviteBy = (
  person: CastPerson,
  wanted: { email?: string; role?: AffiliationRole; spaceIds?: string[]; days?: number } = {},
  organisationId = person.organisationId,
) => ({
  params: { organisationId },
  body: { role: 'member' as const, spaceIds: [], ...wanted },
});
const secretOf = (link: string) => link.split('#')[1] ?? '';
const account = (name: string, email: string) => ({
  name,
  email,
  timeZone: 'Europe/London',
  roleTitle: 'Nurse',
});
const accept = (secret: string, body: object = {}) =>
  nobody.request('POST', '/api/invitations/acceptance', { body: { secret, ...body } });

test('a mailed invitation makes an account in the organisation and the spaces named, once', async () => {
  const made = await cast
    .as(cast.tomasz)
    .call(invite, inviteBy(cast.tomasz, { email: ' Nora@Example.org', spaceIds: [spaces.led] }));
  expect(made).toMatchObject({
    email: 'nora@example.org',
    role: 'member',
    invitedBy: { name: 'Tomasz Zieliński' },
    spaces: [{ name: 'Warm homes' }],
  });
  const mail = await server.mailbox.next('nora@example.org');
  expect(mail.subject).toBe('Tomasz Zieliński invites you to Harbour Care');
  expect(mail.messageId).toBe(`<invitation-${made.id}@localhost>`);
  const secret = secretIn(mail);
  expect(secret).toBe(secretOf(made.link));
  const read = {
    organisation: { name: 'Harbour Care' },
    invitedBy: 'Tomasz Zieliński',
    spaces: [{ name: 'Warm homes' }],
    claims: null,
  };
  expect(await nobody.call(readInvitation, { body: { secret } })).toMatchObject(read);
  expect(await nobody.call(readInvitation, { body: { secret } })).toMatchObject(read);
  const answer = await accept(secret, {
    account: { ...account('Nora Lund', 'nora@example.org'), password: 'a bridge has two ends' },
  });
  expect(answer.status).toBe(200);
  const nora = cast.as({ secret: answer.secret ?? '' });
  expect(await nora.call(getMe)).toMatchObject({
    name: 'Nora Lund',
    hasPassword: true,
    affiliations: [{ organisation: { shortName: 'HC' }, role: 'member', roleTitle: 'Nurse' }],
  });
  expect((await nora.call(listSpaces)).spaces).toMatchObject([
    { name: 'Warm homes', mine: { role: 'member' } },
  ]);
  expect((await accept(secret, { account: account('Second', 'second@example.org') })).status).toBe(410);
  expect((await nobody.refused(readInvitation, { body: { secret } })).status).toBe(410);
});

test('of all who use a link at once one joins', async () => {
  const { link } = await cast.as(cast.tomasz).call(invite, inviteBy(cast.tomasz));
  const answers = await Promise.all(
    Array.from({ length: 4 }, (_, at) =>
      accept(secretOf(link), { account: account(`Racer ${at}`, `racer${at}@example.org`) }),
    ),
  );
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 410, 410, 410]);
  const { rows } = await server.context.pool.query("select from people where name like 'Racer %'");
  expect(rows).toHaveLength(1);
});

test('what was sent to one address works for no other, signed in or not', async () => {
  const { link } = await cast
    .as(cast.tomasz)
    .call(invite, inviteBy(cast.tomasz, { email: 'iris@example.org' }));
  const secret = secretOf(link);
  expect((await accept(secret, { account: account('Mallory', 'mallory@example.org') })).status).toBe(403);
  expect((await cast.as(cast.grace).refused(acceptInvitation, { body: { secret } })).status).toBe(403);
  expect((await accept(secret, { account: account('Iris', 'iris@example.org') })).status).toBe(200);
});

test('somebody signed in joins with the account they have', async () => {
  const { link } = await cast.as(cast.tomasz).call(invite, inviteBy(cast.tomasz, { spaceIds: [spaces.led] }));
  const live = await cast.live(cast.sunil);
  await live.follow([cast.sunil.id, (await cast.as(cast.sunil).call(getMe)).feedSeq]);
  expect(await cast.as(cast.sunil).call(acceptInvitation, { body: { secret: secretOf(link) } })).toEqual({
    done: true,
  });
  expect(await live.next('meChanged')).toMatchObject({
    me: { affiliations: [{ organisation: { shortName: 'ME' } }, { organisation: { shortName: 'HC' } }] },
  });
  expect(await live.next('spaceAdded')).toMatchObject({
    space: { name: 'Warm homes', mine: { organisation: { shortName: 'HC' } } },
  });
  await live.close();
});

test('nobody signed in and no account given is refused, and the link stays good', async () => {
  const { link } = await cast.as(cast.tomasz).call(invite, inviteBy(cast.tomasz));
  const secret = secretOf(link);
  expect(await nobody.refused(acceptInvitation, { body: { secret } })).toMatchObject({
    status: 422,
    field: 'body.account',
  });
  expect(
    (await accept(secret, { account: { ...account('X', 'x@example.org'), role: 'steward' } })).status,
  ).toBe(422);
  expect((await accept(secret, { account: account('X', emailOf('ana')) })).status).toBe(409);
  expect((await accept(secret, { account: account('Xenia', 'x@example.org') })).status).toBe(200);
});

test('an invitation stops working when it is revoked and when it is too old', async () => {
  const revoked = await cast.as(cast.tomasz).call(invite, inviteBy(cast.tomasz));
  await cast.as(cast.tomasz).call(revokeInvitation, { params: { invitationId: revoked.id } });
  expect((await accept(secretOf(revoked.link), { account: account('Y', 'y@example.org') })).status).toBe(410);
  expect(
    (await cast.as(cast.tomasz).refused(revokeInvitation, { params: { invitationId: revoked.id } })).status,
  ).toBe(404);
  const short = await cast.as(cast.tomasz).call(invite, inviteBy(cast.tomasz, { days: 1 }));
  server.clock.advance(25 * 3_600_000);
  expect((await accept(secretOf(short.link), { account: account('Y', 'y@example.org') })).status).toBe(410);
});

test('a revoked invitation is not mailed any more', async () => {
  const { db } = server.context;
  const made = await cast.as(cast.tomasz).call(invite, inviteBy(cast.tomasz, { email: 'early@example.org' }));
  await server.mailbox.next('early@example.org');
  await cast.as(cast.tomasz).call(revokeInvitation, { params: { invitationId: made.id } });
  await db.transaction().execute(async (tx) => {
    const { addJob } = await import('../../kit/jobs/jobs.ts');
    await addJob(tx, 'sendInvitation', { id: made.id, secret: secretOf(made.link) });
  });
  await cast.as(cast.tomasz).call(invite, inviteBy(cast.tomasz, { email: 'after@example.org' }));
  await server.mailbox.next('after@example.org');
  await expect
    .poll(async () => (await server.context.pool.query('select from graphile_worker.jobs')).rowCount)
    .toBe(0);
  expect(server.mailbox.mails.filter((mail) => mail.to === 'early@example.org')).toHaveLength(1);
});

test('only stewards of the organisation and administrators invite into it, see its invitations and revoke them', async () => {
  const { id } = await cast.as(cast.tomasz).call(invite, inviteBy(cast.tomasz));
  expect((await cast.as(cast.ana).refused(invite, inviteBy(cast.ana))).status).toBe(403);
  for (const stranger of [cast.grace, cast.rhys]) {
    expect((await cast.as(stranger).refused(invite, inviteBy(stranger, {}, harbour.id))).status).toBe(404);
    expect(
      (await cast.as(stranger).refused(listInvitations, { params: { organisationId: harbour.id } })).status,
    ).toBe(404);
  }
  for (const other of [cast.ana, cast.grace]) {
    expect((await cast.as(other).refused(revokeInvitation, { params: { invitationId: id } })).status).toBe(
      404,
    );
  }
  await cast.as(cast.amina).call(invite, inviteBy(cast.amina, {}, harbour.id));
  const { invitations } = await cast
    .as(cast.tomasz)
    .call(listInvitations, { params: { organisationId: harbour.id } });
  expect(invitations.map((one) => one.id)).toContain(id);
});

test('nobody invites into a space that they do not lead and that the person could not join, or that they are not in', async () => {
  const into = (spaceId: string, role: AffiliationRole = 'member') =>
    cast.as(cast.tomasz).request('POST', `/api/organisations/${harbour.id}/invitations`, {
      body: { role, spaceIds: [spaceId] },
    });
  expect((await into(spaces.joined)).status).toBe(403);
  expect((await into(spaces.listed)).status).toBe(200);
  expect((await into(spaces.listed, 'guest')).status).toBe(403);
  expect((await into(spaces.led, 'guest')).status).toBe(200);
  const [foreign, unknown] = [await into(spaces.foreign), await into(crypto.randomUUID())];
  expect(foreign).toMatchObject({ status: 403, text: unknown.text });
});

test('another steward sees the invitation, but not the name of a space they are not in', async () => {
  await cast.as(cast.amina).call(changeAffiliation, {
    params: { organisationId: harbour.id, personId: cast.ana.id },
    body: { role: 'steward' },
  });
  const made = await cast.as(cast.tomasz).call(invite, inviteBy(cast.tomasz, { spaceIds: [spaces.led] }));
  const { invitations } = await cast
    .as(cast.ana)
    .call(listInvitations, { params: { organisationId: harbour.id } });
  expect(invitations.find((one) => one.id === made.id)).toMatchObject({ spaces: [] });
});

test('an inviter who is no steward any more, or no longer leads a space, invites nobody with what they sent before', async () => {
  const before = await cast.as(cast.ana).call(invite, inviteBy(cast.ana));
  const role = { params: { organisationId: harbour.id, personId: cast.ana.id } };
  await cast.as(cast.tomasz).call(changeAffiliation, { ...role, body: { role: 'member' } });
  expect((await accept(secretOf(before.link), { account: account('Z', 'z@example.org') })).status).toBe(410);
  const late = await openSpace(cast.tomasz, 'Soon closed', 'shared');
  const { link } = await cast
    .as(cast.tomasz)
    .call(invite, inviteBy(cast.tomasz, { spaceIds: [late, spaces.led] }));
  await cast.as(cast.tomasz).call(archiveSpace, { params: { spaceId: late } });
  const answer = await accept(secretOf(link), { account: account('Zoe', 'zoe@example.org') });
  const { spaces: joined } = await cast.as({ secret: answer.secret ?? '' }).call(listSpaces);
  expect(joined.map((space) => space.name)).toEqual(['Warm homes']);
});

test('who makes an account with the address of somebody else is out when its owner comes by mail', async () => {
  const { link } = await cast.as(cast.tomasz).call(invite, inviteBy(cast.tomasz));
  const answer = await accept(secretOf(link), {
    account: { ...account('Mallory', 'victim@example.org'), password: 'known to mallory' },
  });
  const mallory = cast.as({ secret: answer.secret ?? '' });
  const owner = await nobody.request('POST', '/api/sign-in/with-link', {
    body: { secret: secretIn(await server.mailbox.next('victim@example.org')) },
  });
  expect((await mallory.refused(getMe)).status).toBe(401);
  expect(await cast.as({ secret: owner.secret ?? '' }).call(getMe)).toMatchObject({ hasPassword: false });
});

test('who opens the mailed link while signed in keeps the password', async () => {
  const { link } = await cast.as(cast.tomasz).call(invite, inviteBy(cast.tomasz));
  const answer = await accept(secretOf(link), {
    account: { ...account('Olga', 'olga@example.org'), password: 'a bridge has two ends' },
  });
  const olga = cast.as({ secret: answer.secret ?? '' });
  await olga.request('POST', '/api/sign-in/with-link', {
    body: { secret: secretIn(await server.mailbox.next('olga@example.org')) },
  });
  expect(await olga.call(getMe)).toMatchObject({ hasPassword: true });
  await olga.call(changePassword, {
    body: { current: 'a bridge has two ends', password: 'another one of mine' },
  });
});

test('an invitation as guest gives a place in the named spaces and no more', async () => {
  const { link } = await cast
    .as(cast.tomasz)
    .call(invite, inviteBy(cast.tomasz, { role: 'guest', spaceIds: [spaces.led] }));
  const answer = await accept(secretOf(link), { account: account('Gus', 'gus@example.org') });
  const gus = cast.as({ secret: answer.secret ?? '' });
  expect((await gus.call(listSpaces)).spaces).toMatchObject([
    { name: 'Warm homes', mine: { role: 'guest' } },
  ]);
  expect((await gus.refused(invite, inviteBy(cast.tomasz))).status).toBe(403);
  expect(
    (
      await gus.refused(createSpace, {
        body: {
          kind: 'social',
          reach: 'shared',
          name: 'Mine',
          leadOrganisationId: northbrook.id,
          historyRule: 'all',
          charter: { purpose: '', norms: '', keptDays: null, disclosable: true },
        },
      })
    ).status,
  ).toBe(403);
});
