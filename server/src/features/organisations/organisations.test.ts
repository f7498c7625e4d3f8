import {
  changeOrganisation,
  createOrganisation,
  listOrganisations,
} from '@footbridge/contract/organisations.ts';
import { getMe } from '@footbridge/contract/people.ts';
import { createSpace } from '@footbridge/contract/spaces.ts';
import { expect, test } from 'vitest';
import { type CastPerson, createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { northbrook, harbour, meridian } = cast.organisations;

const known = async (person: CastPerson) =>
  (await cast.as(person).call(listOrganisations)).organisations.map((one) => one.shortName);
const openSpace = (person: CastPerson, reach: 'shared' | 'listed') =>
  cast.as(person).call(createSpace, {
    body: {
      kind: 'social',
      reach,
      name: 'Tea',
      leadOrganisationId: person.organisationId,
      historyRule: 'all',
      charter: { purpose: '', norms: '', keptDays: null, disclosable: true },
    },
  });

test('an administrator adds an organisation; a name stands once, whatever its case', async () => {
  const body = { name: 'Riverside Trust', shortName: 'RT', hue: 120 };
  const made = await cast.as(cast.amina).call(createOrganisation, { body });
  expect(made).toMatchObject(body);
  const again = { ...body, name: 'RIVERSIDE trust' };
  expect(await cast.as(cast.amina).refused(createOrganisation, { body: again })).toMatchObject({
    status: 409,
    code: 'organisationNameTaken',
  });
  expect(
    (await cast.as(cast.tomasz).refused(createOrganisation, { body: { ...body, name: 'Another' } })).status,
  ).toBe(403);
});

test('a steward changes their organisation, its members and strangers do not', async () => {
  const change = { params: { organisationId: harbour.id }, body: { hue: 41 } };
  expect(await cast.as(cast.tomasz).call(changeOrganisation, change)).toEqual({ ...harbour, hue: 41 });
  expect((await cast.as(cast.ana).refused(changeOrganisation, change)).status).toBe(403);
  const foreign = await cast
    .as(cast.grace)
    .request('PATCH', `/api/organisations/${harbour.id}`, { body: { hue: 1 } });
  const unknown = await cast
    .as(cast.grace)
    .request('PATCH', `/api/organisations/${crypto.randomUUID()}`, { body: { hue: 1 } });
  expect(foreign).toMatchObject({ status: 404, text: unknown.text });
  expect(
    (await cast.as(cast.tomasz).refused(changeOrganisation, { ...change, body: { name: northbrook.name } }))
      .status,
  ).toBe(409);
  expect(
    (await cast.as(cast.tomasz).refused(changeOrganisation, { ...change, body: { hue: 360 } })).status,
  ).toBe(422);
});

test('a new badge reaches its people and the spaces they are shown in', async () => {
  const space = await openSpace(cast.grace, 'shared');
  const [colleague, member] = [await cast.live(cast.sunil), await cast.live(cast.grace)];
  await colleague.follow([cast.sunil.id, (await cast.as(cast.sunil).call(getMe)).feedSeq]);
  await member.follow([space.id, space.feedSeq]);
  await cast.as(cast.grace).call(changeOrganisation, {
    params: { organisationId: meridian.id },
    body: { name: 'Meridian Power', shortName: 'MP' },
  });
  const badge = { name: 'Meridian Power', shortName: 'MP', hue: 300 };
  expect(await colleague.next('meChanged')).toMatchObject({
    me: { affiliations: [{ organisation: badge }] },
  });
  expect(await member.next('personChanged')).toMatchObject({ person: { organisation: badge } });
  await Promise.all([colleague.close(), member.close()]);
});

test('people know their own organisation and those they meet; a listed space makes its leader known to members', async () => {
  expect(await known(cast.rhys)).toEqual(['NC']);
  expect(await known(cast.bea)).toEqual(['HC']);
  await openSpace(cast.tomasz, 'listed');
  expect(await known(cast.rhys)).toEqual(['HC', 'NC']);
  expect(await known(cast.bea)).toEqual(['HC']);
  expect(await known(cast.amina)).toHaveLength(4);
});
