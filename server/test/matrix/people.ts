import type { TestServer } from '../server.ts';
import { change, record } from '../../src/kit/activity/activity.ts';
import { openSession } from '../../src/features/auth/changes.ts';
import { createToken } from '../../src/features/auth/tokens/changes.ts';
import { createOrganisation } from '../../src/features/organisations/changes.ts';
import { addPerson, affiliate } from '../../src/features/people/changes.ts';
import type { Canaries } from './canaries.ts';
import { mayKnow, mayReadNameOf, maySee } from './relations.ts';
import { ORGANISATIONS, type Organisation, type PersonKey, type PersonShape, personShape } from './shape.ts';

export interface MatrixPerson {
  id: string;
  organisationId: string;
  email: string;
  /** Of a session. */
  secret: string;
  sessionId: string;
  /** A second session and a token, so that there is something of theirs to end. */
  spareSessionId: string;
  tokenId: string;
  token: string;
}

export async function makeOrganisations(
  server: TestServer,
  canaries: Canaries,
): Promise<Record<Organisation, string>> {
  const made = await Promise.all(
    ORGANISATIONS.map(async (key, at) => {
      const name = `${key} ${canaries.add(`the name of ${key}`, (viewer) => mayKnow(viewer, key))}`;
      const { id } = await change(server.context, (tx) =>
        createOrganisation(tx, { name, shortName: key.slice(0, 3), hue: at * 100 }, null),
      );
      return [key, id] as const;
    }),
  );
  return Object.fromEntries(made) as Record<Organisation, string>;
}

/** What a person is called, with the words that only those who may see them may read. */
export function canaryTexts(canaries: Canaries, key: PersonKey) {
  const own = (viewer: PersonKey) => viewer === key;
  return {
    name: `Person ${canaries.add(`the name of ${key}`, (viewer) => mayReadNameOf(viewer, key))}`,
    roleTitle: canaries.add(`the role title of ${key}`, (viewer) => maySee(viewer, key)),
    email: `${canaries.add(`the e-mail address of ${key}`, own)}@example.org`,
    device: canaries.add(`a device of ${key}`, own),
    tokenName: canaries.add(`the name of a token of ${key}`, own),
  };
}

let made = 0;

/** For throw-away people, whom nobody watches for. */
export function plainTexts() {
  made += 1;
  return {
    name: `Passer-by ${made}`,
    roleTitle: '',
    email: `passer-by-${made}@example.org`,
    device: '',
    tokenName: 'A token',
  };
}

export type PersonTexts = ReturnType<typeof plainTexts>;

export async function makePerson(
  server: TestServer,
  shape: PersonShape,
  organisationId: string,
  texts: PersonTexts,
): Promise<MatrixPerson> {
  const { name, email, roleTitle, device, tokenName } = texts;
  const { context } = server;
  const person = await change(context, async (tx) => {
    const id = await addPerson(tx, {
      kind: 'person',
      name,
      email,
      timeZone: 'Europe/London',
      passwordHash: null,
      emailConfirmedAt: tx.at,
    });
    const joined = await affiliate(tx, {
      personId: id,
      organisationId,
      role: shape.role,
      roleTitle,
      by: { personId: null, organisationId },
    });
    const { secret, sessionId, activities } = await openSession(tx, id, device);
    const spare = await openSession(tx, id, device);
    await record(tx, [...joined, ...activities]);
    return { id, secret, sessionId, spareSessionId: spare.sessionId };
  });
  const token = await change(context, (tx) =>
    createToken(tx, { personId: person.id, name: tokenName, by: person.id }),
  );
  if (shape.kind === 'profile') await turnIntoProfile(server, person.id);
  return { ...person, organisationId, email, tokenId: token.id, token: token.secret };
}

/** As an import makes them: no address, nothing to sign in with. */
async function turnIntoProfile({ context: { pool } }: TestServer, personId: string): Promise<void> {
  await pool.query(
    "update people set kind = 'profile', email = null, email_confirmed_at = null where id = $1",
    [personId],
  );
  await pool.query('delete from sessions where person_id = $1', [personId]);
  await pool.query('delete from tokens where person_id = $1', [personId]);
}

export async function makeAdministrator({ context: { pool } }: TestServer, personId: string): Promise<void> {
  await pool.query('insert into server_administrators (person_id, granted_at) values ($1, now())', [
    personId,
  ]);
}

export const isProfile = (key: PersonKey): boolean => personShape(key).kind === 'profile';
