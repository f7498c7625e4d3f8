import { randomUUID } from 'node:crypto';
import { change } from '../../src/kit/activity/activity.ts';
import { createSignInLink } from '../../src/features/auth/links/changes.ts';
import { invite } from '../../src/features/invitations/changes.ts';
import { createOrganisation } from '../../src/features/organisations/changes.ts';
import { hashPassword } from '../../src/kit/password.ts';
import type { Identity } from '../client.ts';
import type { Cell } from './expectation.ts';
import { makePerson, plainTexts } from './people.ts';
import { maySee, stewards } from './relations.ts';
import type { Fields } from './schemas.ts';
import { PERSON_KEYS, type PersonKey, personShape } from './shape.ts';
import { COMMON_WORD, type World } from './world.ts';

export interface Scene {
  world: World;
  cell: Cell;
}

/** What a call needs beside what its schemas say. */
export interface Sample {
  /** Ids in the path beside the one that is varied. */
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: Fields;
  /** Where the call uses up the credential it is made with. */
  identity?: Identity;
  /** A body that is no JSON. */
  stream?: { type: string; bytes: string };
}

const anEmail = () => `${randomUUID()}@example.org`;
const askerOf = ({ cell }: Scene): PersonKey => cell.actor.person ?? 'member';

/** Somebody else of the asker's organisation whom they see. */
function colleagueOf(scene: Scene): string {
  const asker = askerOf(scene);
  const found = PERSON_KEYS.find(
    (key) =>
      key !== asker &&
      maySee(asker, key) &&
      personShape(key).organisation === personShape(asker).organisation &&
      personShape(key).closed !== true &&
      personShape(key).kind === undefined,
  );
  return scene.world.people[found ?? 'elsewhere'].id;
}

/** For what is to be done to somebody in a space: one who is no steward of it, and not the asker where there is another. */
function somebodyIn(scene: Scene): string {
  const { thing } = scene.cell.target;
  if (thing?.kind !== 'space') return scene.world.people.member.id;
  const others = PERSON_KEYS.filter(
    (key) =>
      thing.shape.seats[key] !== undefined &&
      thing.shape.seats[key].gone === undefined &&
      !stewards(key, thing.shape),
  );
  return scene.world.people[others.find((key) => key !== askerOf(scene)) ?? others[0] ?? askerOf(scene)].id;
}

/** Somebody like them, where the one who calls loses what they are signed in with. */
async function spareIdentity({ world, cell }: Scene): Promise<Pick<Sample, 'identity'>> {
  const { person, withToken } = cell.actor;
  if (person === undefined) return {};
  const { secret, token } = await makePerson(
    world.server,
    personShape(person),
    world.people[person].organisationId,
    plainTexts(),
  );
  return { identity: withToken ? { token } : { secret } };
}

const passwords = new WeakMap<World, Promise<{ email: string; password: string }>>();

async function makePasswordHolder(world: World) {
  const password = 'a password that is right';
  const { id, email } = await makePerson(
    world.server,
    { organisation: 'meridian', role: 'guest' },
    world.organisations.meridian,
    plainTexts(),
  );
  await world.server.context.pool.query('update people set password_hash = $2 where id = $1', [
    id,
    await hashPassword(password),
  ]);
  return { email, password };
}

function passwordHolder(world: World) {
  const known = passwords.get(world) ?? makePasswordHolder(world);
  passwords.set(world, known);
  return known;
}

/** Into an organisation that nobody watches: whoever has the secret may read its name. */
async function aSecretOfAnInvitation({ world }: Scene): Promise<string> {
  const { secret } = await change(world.server.context, async (tx) => {
    const { id: organisationId } = await tx.db
      .selectFrom('organisations')
      .select('id')
      .where('name', '=', PASSING)
      .executeTakeFirstOrThrow();
    return invite(tx, { organisationId, role: 'guest', email: null, spaceIds: [], days: 1, invitedBy: null });
  });
  return secret;
}

const PASSING = 'Passing Through';

/** What samples lean on, made once per world. */
export async function prepareSamples({ server }: World): Promise<void> {
  await change(server.context, (tx) =>
    createOrganisation(tx, { name: PASSING, shortName: 'PT', hue: 0 }, null),
  );
}

async function aSecretOfALink({ world }: Scene): Promise<string> {
  const { id } = await makePerson(
    world.server,
    { organisation: 'meridian', role: 'guest' },
    world.organisations.meridian,
    plainTexts(),
  );
  return change(world.server.context, (tx) => createSignInLink(tx, id));
}

/** By the endpoint's name. What is not here is made from the schemas alone. */
export const SAMPLES: Record<string, (scene: Scene) => Sample | Promise<Sample>> = {
  addMember: (scene) => ({ body: { personId: colleagueOf(scene) } }),
  acceptInvitation: async (scene) => ({
    body: {
      secret: await aSecretOfAnInvitation(scene),
      account: { name: 'Passer-by', email: anEmail(), timeZone: 'Europe/London', roleTitle: '' },
    },
  }),
  askForSignInLink: () => ({ body: { email: anEmail() } }),
  changeAffiliation: ({ world }) => ({
    params: { organisationId: world.organisations.northbrook, personId: world.people.member.id },
    body: { role: 'member' },
  }),
  acceptCharter: () => ({ body: { version: 1 } }),
  changeCharter: () => ({ body: { fromVersion: 1 } }),
  changeMe: () => ({ body: { timeZone: 'Europe/Paris' } }),
  changeMemberRole: (scene) => ({
    params: { spaceId: scene.world.spaces.shared.id, personId: somebodyIn(scene) },
  }),
  changeOrganisation: () => ({ body: { hue: 7 } }),
  changePassword: spareIdentity,
  claimProfile: () => ({ body: { email: anEmail() } }),
  createOrganisation: () => ({ body: { name: `Organisation ${randomUUID()}` } }),
  createSpace: ({ world, cell }) => ({
    body: {
      leadOrganisationId: world.organisations[personShape(cell.actor.person ?? 'member').organisation],
    },
  }),
  editMessage: () => ({ body: { source: 'Said otherwise' } }),
  openDirectSpace: (scene) => ({ body: { personIds: [colleagueOf(scene)] } }),
  readInvitation: async (scene) => ({ body: { secret: await aSecretOfAnInvitation(scene) } }),
  proposeNorms: () => ({ body: { fromVersion: 1 } }),
  readCharter: () => ({ body: { version: 1 } }),
  removeMember: (scene) => ({
    params: { spaceId: scene.world.spaces.shared.id, personId: somebodyIn(scene) },
  }),
  search: () => ({ query: { text: COMMON_WORD } }),
  signInWithLink: async (scene) => ({ body: { secret: await aSecretOfALink(scene) } }),
  signInWithPassword: async ({ world }) => ({ body: await passwordHolder(world) }),
  signOut: spareIdentity,
  startSlackImport: ({ world }) => ({
    query: { organisationId: world.organisations.northbrook, fileName: 'export.zip', dryRun: 'true' },
    stream: { type: 'application/zip', bytes: EMPTY_ZIP },
  }),
};

/** The end record of an archive that holds nothing (APPNOTE.TXT 4.3.16). */
const EMPTY_ZIP = `PK\u0005\u0006${'\u0000'.repeat(18)}`;

/** Further questions of endpoints that read: each is another way to what must not be seen. */
export const QUESTIONS: Record<string, Record<string, string>[]> = {
  listMessages: [{ before: '99999' }, { after: '0', size: '100' }, { around: '1' }, { around: '3' }],
  getThread: [{ before: '99999' }, { before: '1' }],
  listPeople: [{ name: 'a' }, { name: 'zkanarie' }, { name: '%' }],
  search: [
    'person',
    'space',
    'in:space',
    'from:person',
    'zkanarie',
    'has:file',
    'has:thread',
    '-nothing',
  ].map((text) => ({ text })),
};
