import { setUp } from '@footbridge/contract/auth.ts';
import { acceptInvitation, invite } from '@footbridge/contract/invitations.ts';
import { type AnyEndpoint, type CallInput } from '@footbridge/contract/kit/endpoint.ts';
import { createOrganisation, listOrganisations } from '@footbridge/contract/organisations.ts';
import { type Space, createSpace } from '@footbridge/contract/spaces.ts';
import { type CastName, ORGANISATIONS, PEOPLE, emailOf } from '../server/seeds/cast.ts';
import { type Client, createClient, pathOf } from '../server/test/client.ts';
import type { ServerProcess } from './server.ts';

/** Amina's; the others have none until they set one. */
export const ADMINISTRATOR_PASSWORD = 'a bridge over the river';

/** Somebody of the cast, with an account made as the pages make it. */
export interface Person {
  name: string;
  /** Of their session: opens a browser as this person. */
  secret: string;
  /** Does things as this person without a browser. */
  client: Client;
}

export interface Gathering<Name extends CastName> {
  people: Record<Name | 'amina', Person>;
  /** A working space that all of them are in, with Amina as its steward. */
  space: Space;
}

const secretIn = (link: string): string => link.slice(link.indexOf('#') + 1);

/** Makes a call that signs in, and gives the person it signed in. */
export async function signIn<E extends AnyEndpoint>(
  url: string,
  name: CastName,
  endpoint: E,
  body: CallInput<E>['body'],
): Promise<Person> {
  const path = pathOf(endpoint, {});
  const { status, text, secret } = await createClient(url).request(endpoint.method, path, { body });
  if (secret === undefined) throw new Error(`${endpoint.name} answered ${status}: ${text}`);
  return { name: PEOPLE[name][0], secret, client: createClient(url, { secret }) };
}

/** Sets a server up as Amina. */
async function begin({ url, link }: ServerProcess): Promise<Person> {
  return signIn(url, 'amina', setUp, {
    secret: secretIn(link),
    name: PEOPLE.amina[0],
    email: emailOf('amina'),
    password: ADMINISTRATOR_PASSWORD,
    timeZone: 'Europe/London',
    organisation: ORGANISATIONS.northbrook,
  });
}

async function organisationOf(name: CastName, { client }: Person): Promise<string> {
  const fields = ORGANISATIONS[PEOPLE[name][1]];
  const { organisations } = await client.call(listOrganisations);
  const known = organisations.find((one) => one.name === fields.name);
  return known?.id ?? (await client.call(createOrganisation, { body: fields })).id;
}

async function bringIn(url: string, name: CastName, amina: Person, spaceId: string): Promise<Person> {
  const organisationId = await organisationOf(name, amina);
  const [fullName, , role, roleTitle] = PEOPLE[name];
  const { link } = await amina.client.call(invite, {
    params: { organisationId },
    body: { role, spaceIds: [spaceId] },
  });
  return signIn(url, name, acceptInvitation, {
    secret: secretIn(link),
    account: { name: fullName, email: emailOf(name), timeZone: 'Europe/London', roleTitle },
  });
}

/** Sets a server up: Amina and the others, each in their organisation, together in the space Winter warmth. */
export async function gather<Name extends CastName>(
  server: ServerProcess,
  ...names: Exclude<Name, 'amina'>[]
): Promise<Gathering<Name>> {
  const amina = await begin(server);
  const space = await amina.client.call(createSpace, {
    body: {
      kind: 'working',
      reach: 'shared',
      name: 'Winter warmth',
      leadOrganisationId: await organisationOf('amina', amina),
      historyRule: 'all',
      charter: { purpose: 'Warm homes for everybody.', norms: '', keptDays: 730, disclosable: true },
    },
  });
  const people: Partial<Record<CastName, Person>> = { amina };
  for (const name of names) people[name] = await bringIn(server.url, name, amina, space.id);
  return { people: people as Record<Name | 'amina', Person>, space };
}
