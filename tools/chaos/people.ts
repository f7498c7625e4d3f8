import { randomBytes } from 'node:crypto';
import { acceptInvitation, invite } from '../../contract/src/invitations.ts';
import { getMe } from '../../contract/src/people.ts';
import { createOrganisation } from '../../contract/src/organisations.ts';
import { type HistoryRule, addMember, createSpace } from '../../contract/src/spaces.ts';
import { type Call, createCaller } from '../../web/src/kit/api/call.ts';

export interface Person {
  id: string;
  name: string;
  email: string;
  password: string;
  organisationId: string;
}

export interface SpaceOfRun {
  id: string;
  name: string;
  historyRule: HistoryRule;
  /** Who talks in it. The witness is its steward and stays in it for the whole run. */
  memberIds: string[];
}

/** Who takes part in a run, and where they talk. */
export interface Cast {
  /** Administrator of the server and steward of every space: sees everything that is said. */
  witness: Person;
  people: Person[];
  spaces: SpaceOfRun[];
  /** The space of long texts, for readers that do not keep up. */
  reports: SpaceOfRun;
}

const FIRST = [
  'Rhys',
  'Megan',
  'Tomasz',
  'Ana',
  'Bea',
  'Grace',
  'Sunil',
  'Lena',
  'Idris',
  'Carys',
  'Marek',
  'Joana',
  'Femi',
  'Priya',
  'Karin',
  'Owen',
  'Sian',
  'Pavel',
  'Ines',
  'Ade',
  'Asha',
  'Ruth',
  'Emyr',
  'Nia',
];
const LAST = ['Bevan', 'Price', 'Zielinski', 'Lima', 'Novak', 'Okafor', 'Rao', 'Fischer'];
const SPACES: { name: string; historyRule: HistoryRule }[] = [
  { name: 'Winter warmth', historyRule: 'all' },
  { name: 'Data sharing', historyRule: 'sinceJoining' },
  { name: 'The corridor', historyRule: 'all' },
  { name: 'Visits', historyRule: 'sinceJoining' },
  { name: 'Supply faults', historyRule: 'all' },
  { name: 'Friday walk', historyRule: 'all' },
];

export const signedIn = (origin: string, secret: string): Record<string, string> => ({
  origin,
  cookie: `footbridge_session=${secret}`,
});

/** Asks for a session the way the sign-in page does; answers the secret of its cookie. */
export async function signIn(
  origin: string,
  { email, password }: Pick<Person, 'email' | 'password'>,
): Promise<string> {
  return cookieOf(origin, '/api/sign-in/with-password', { email, password });
}

async function cookieOf(origin: string, path: string, body: object): Promise<string> {
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  const secret = /^footbridge_session=([^;]+);/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
  if (secret === undefined) throw new Error(`Nobody was signed in by ${path}: ${answer.status} ${text}`);
  return secret;
}

/** Sets the server up through its own pages' calls: three organisations, people who accept invitations, spaces across organisations. */
export async function createCast(
  origin: string,
  setupSecret: string,
  size: { people: number; spaces: number },
): Promise<Cast> {
  const account = { name: 'Amina Yusuf', email: 'amina@example.org', password: newPassword() };
  const secret = await cookieOf(origin, '/api/setup', {
    ...account,
    secret: setupSecret,
    timeZone: 'Europe/London',
    organisation: { name: 'Northbrook Council', shortName: 'NC', hue: 200 },
  });
  const call = createCaller({ origin, headers: signedIn(origin, secret) });
  const me = await call(getMe);
  const [own] = me.affiliations;
  if (own === undefined) throw new Error('The first administrator belongs to no organisation.');
  const witness: Person = { ...account, id: me.id, organisationId: own.organisation.id };
  const harbour = await call(createOrganisation, {
    body: { name: 'Harbour Care', shortName: 'HC', hue: 40 },
  });
  const meridian = await call(createOrganisation, {
    body: { name: 'Meridian Energy', shortName: 'ME', hue: 300 },
  });
  const organisationIds = [own.organisation.id, harbour.id, meridian.id];
  const people = await Promise.all(
    Array.from({ length: size.people }, (_, at) => bringIn(origin, call, at, organisationIds)),
  );
  const spaces: SpaceOfRun[] = [];
  for (const [at, { name, historyRule }] of SPACES.slice(0, size.spaces).entries()) {
    // Two of three people are in each space, so that everybody is kept out of something.
    const members = people.filter((_, place) => (place + at) % 3 !== 0);
    spaces.push(await openSpace(call, witness, { name, historyRule, members }));
  }
  const reports = await openSpace(call, witness, {
    name: 'Field reports',
    historyRule: 'all',
    members: people.slice(0, 3),
  });
  return { witness, people, spaces, reports };
}

const newPassword = (): string => randomBytes(12).toString('base64url');

async function bringIn(origin: string, call: Call, at: number, organisationIds: string[]): Promise<Person> {
  const organisationId = organisationIds[at % organisationIds.length] ?? '';
  const name = `${FIRST[at % FIRST.length]} ${LAST[(at * 5) % LAST.length]}`;
  const account = { name, email: `person${at}@example.org`, password: newPassword() };
  const { link } = await call(invite, { params: { organisationId }, body: { role: 'member', spaceIds: [] } });
  const secret = await cookieOf(origin, `/api${acceptInvitation.path}`, {
    secret: link.split('#')[1] ?? '',
    account: { ...account, timeZone: 'Europe/London', roleTitle: '' },
  });
  const { id } = await createCaller({ origin, headers: signedIn(origin, secret) })(getMe);
  return { ...account, id, organisationId };
}

async function openSpace(
  call: Call,
  witness: Person,
  wanted: { name: string; historyRule: HistoryRule; members: Person[] },
): Promise<SpaceOfRun> {
  const { name, historyRule, members } = wanted;
  const charter = {
    purpose: 'Keep people warm this winter',
    norms: 'Answer within a day',
    keptDays: 730,
    disclosable: true,
  };
  const { id } = await call(createSpace, {
    body: {
      kind: 'working',
      reach: 'shared',
      name,
      leadOrganisationId: witness.organisationId,
      historyRule,
      charter,
    },
  });
  for (const { id: personId } of members) {
    await call(addMember, { params: { spaceId: id }, body: { personId, role: 'member' } });
  }
  return { id, name, historyRule, memberIds: members.map((person) => person.id) };
}
