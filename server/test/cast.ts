import { change, record } from '../src/kit/activity/activity.ts';
import type { Context } from '../src/kit/context.ts';
import { openSession } from '../src/features/auth/changes.ts';
import { createOrganisation } from '../src/features/organisations/changes.ts';
import { addToSpace } from '../src/features/spaces/membership/changes.ts';
import { addPerson, affiliate } from '../src/features/people/changes.ts';
import type { AffiliationRole } from '@footbridge/contract/people.ts';
import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import { type CastName, ORGANISATIONS, type OrganisationName, PEOPLE, emailOf } from '../seeds/cast.ts';
import { type Client, type Identity, createClient } from './client.ts';
import { type LiveClient, openLive } from './live.ts';
import type { TestServer } from './server.ts';

/** A person of the story, signed in. */
export interface CastPerson extends Required<Pick<Identity, 'secret'>> {
  id: string;
  name: string;
  email: string;
  organisationId: string;
  role: AffiliationRole;
  sessionId: string;
}

export type Cast = Record<CastName, CastPerson> & {
  organisations: Record<OrganisationName, OrganisationRef>;
  /** A client of the server as this person; nobody when left out. */
  as(person?: Identity): Client;
  live(person: Identity): Promise<LiveClient>;
  /** Puts somebody into a space as the program would, whoever sees whom. */
  bringIn(spaceId: string, person: CastPerson): Promise<void>;
};

/** Three organisations and nine people, each signed in. Nobody is in a space yet and nobody has a password. */
export async function createCast(server: TestServer): Promise<Cast> {
  const { context } = server;
  const organisations = {} as Record<OrganisationName, OrganisationRef>;
  for (const [key, fields] of Object.entries(ORGANISATIONS)) {
    organisations[key as OrganisationName] = await change(context, (tx) =>
      createOrganisation(tx, fields, null),
    );
  }
  const people = {} as Record<CastName, CastPerson>;
  for (const key of Object.keys(PEOPLE) as CastName[]) {
    people[key] = await bringIn(context, key, organisations[PEOPLE[key][1]].id);
  }
  await context.db
    .insertInto('server_administrators')
    .values({ person_id: people.amina.id, granted_at: new Date().toISOString() })
    .execute();
  return {
    ...people,
    organisations,
    as: (identity = {}) => createClient(server.url, identity),
    live: (identity) => openLive(server.url, identity),
    bringIn: async (spaceId, person) => {
      const { id: personId, organisationId } = person;
      const role = person.role === 'guest' ? ('guest' as const) : ('member' as const);
      const by = { personId: null, organisationId };
      await change(context, async (tx) =>
        record(tx, await addToSpace(tx, { spaceId, personId, organisationId, role, by })),
      );
    },
  };
}

function bringIn(context: Context, key: CastName, organisationId: string): Promise<CastPerson> {
  const [name, , role, roleTitle] = PEOPLE[key];
  const email = emailOf(key);
  return change(context, async (tx) => {
    const id = await addPerson(tx, {
      kind: 'person',
      name,
      email,
      timeZone: 'Europe/London',
      passwordHash: null,
      emailConfirmedAt: tx.at,
    });
    const by = { personId: null, organisationId };
    const joined = await affiliate(tx, { personId: id, organisationId, role, roleTitle, by });
    const { secret, sessionId, activities } = await openSession(tx, id, 'Firefox on Linux');
    await record(tx, [...joined, ...activities]);
    return { id, name, email, organisationId, role, secret, sessionId };
  });
}
