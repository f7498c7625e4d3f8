import type { TestServer } from '../server.ts';
import { change } from '../../src/kit/activity/activity.ts';
import { deactivatePerson } from '../../src/features/accounts/changes.ts';
import { endSession, openSession } from '../../src/features/auth/changes.ts';
import { createToken, revokeToken } from '../../src/features/auth/tokens/changes.ts';
import { invite } from '../../src/features/invitations/changes.ts';
import { Canaries } from './canaries.ts';
import {
  type MatrixPerson,
  canaryTexts,
  isProfile,
  makeAdministrator,
  makeOrganisations,
  makePerson,
} from './people.ts';
import { allMessages, isAdministrator, leadsOrganisation, mayFind, mayRead } from './relations.ts';
import { type MessageTexts, say } from './messages.ts';
import type { RecordThing } from './records/record.ts';
import { makeRecords } from './records/stage.ts';
import { inTurns } from './requests.ts';
import {
  type MessageShape,
  type Organisation,
  PERSON_KEYS,
  type PersonKey,
  SPACE_KEYS,
  type SpaceKey,
  personShape,
  spaceShape,
} from './shape.ts';
import { type MatrixSpace, closeSpace, letLateJoin, makeSpace } from './spaces.ts';

export interface World {
  server: TestServer;
  canaries: Canaries;
  organisations: Record<Organisation, string>;
  people: Record<PersonKey, MatrixPerson>;
  spaces: Record<SpaceKey, MatrixSpace>;
  messages: (MessageShape & { id: string; seq: number })[];
  invitations: { id: string; organisation: Organisation; open: boolean }[];
  importId: string;
  /** What the features brought since: see records/record.ts. */
  records: RecordThing[];
  /** Credentials that were good once. */
  spent: { expired: string; ended: string; revoked: string };
  /** People whose session and token stand for those of all. */
  owners: PersonKey[];
}

/** Fills a server with the world of the matrix. */
export async function createWorld(server: TestServer): Promise<World> {
  const canaries = new Canaries();
  const organisations = await makeOrganisations(server, canaries);
  const people = Object.fromEntries(
    await inTurns(
      PERSON_KEYS,
      async (key) =>
        [
          key,
          await makePerson(
            server,
            personShape(key),
            organisations[personShape(key).organisation],
            canaryTexts(canaries, key),
          ),
        ] as const,
    ),
  ) as Record<PersonKey, MatrixPerson>;
  for (const key of PERSON_KEYS.filter(isAdministrator)) await makeAdministrator(server, people[key].id);
  const filled = await inTurns(SPACE_KEYS, (key) =>
    fillSpace({ server, people, organisations }, canaries, key),
  );
  const world: World = {
    server,
    canaries,
    organisations,
    people,
    spaces: Object.fromEntries(filled.map(({ key, space }) => [key, space])) as Record<SpaceKey, MatrixSpace>,
    messages: filled.flatMap(({ messages }) => messages),
    invitations: [],
    importId: await makeImport({ server, people, organisations }, canaries),
    records: [],
    spent: await makeSpentCredentials(server, people.member.id),
    owners: [
      'ex',
      'harbourGuest',
      'northGuest',
      'elsewhere',
      'member',
      'harbourMember',
      'leader',
      'administrator',
    ],
  };
  world.invitations = await makeInvitations(world);
  await makeRecords(world);
  await closeAccount(world);
  return world;
}

type Makers = Pick<World, 'server' | 'people' | 'organisations'>;

async function fillSpace(makers: Makers, canaries: Canaries, key: SpaceKey) {
  const shape = spaceShape(key);
  const found = (what: string) =>
    canaries.add(`the ${what} of space ${key}`, (viewer) => mayFind(viewer, shape));
  const space = await makeSpace(makers, shape, {
    name: `Space ${found('name')}`,
    purpose: `For ${found('purpose')}`,
    norms: `We ${found('norms')}`,
  });
  const messages: World['messages'] = [];
  for (const said of allMessages().filter((one) => one.space === key)) {
    if (said.message === 'root') await letLateJoin(makers, space);
    const rootId = messages.find(({ message }) => message === 'root')?.id;
    const posted = await say(makers.server, {
      spaceId: space.id,
      message: said.message,
      author: makers.people[said.author],
      rootId,
      texts: textsOf(canaries, said),
    });
    messages.push({ ...said, ...posted });
  }
  await closeSpace(makers, space);
  return { key, space, messages };
}

/** All of it contains one common word, so that searching for that would bring up everything. */
export const COMMON_WORD = 'lighthouse';

function textsOf(canaries: Canaries, { space, message }: MessageShape): MessageTexts {
  const canary = (what: string, toNobody = message === 'removed') =>
    `${COMMON_WORD} ${canaries.add(`the ${what} of ${message} in ${space}`, (viewer) => !toNobody && mayRead(viewer, spaceShape(space), message))}`;
  return {
    title: canary('title'),
    text: canary('text'),
    before: canary('earlier version'),
    fileName: canary('file name'),
  };
}

async function makeSpentCredentials(server: TestServer, personId: string): Promise<World['spent']> {
  const { context } = server;
  const expired = await change(context, (tx) => openSession(tx, personId, ''));
  const ended = await change(context, (tx) => openSession(tx, personId, ''));
  const token = await change(context, (tx) => createToken(tx, { personId, name: 'Revoked', by: personId }));
  await context.pool.query("update sessions set expires_at = now() - interval '1 minute' where id = $1", [
    expired.sessionId,
  ]);
  await change(context, (tx) => endSession(tx, personId, ended.sessionId));
  await change(context, (tx) => revokeToken(tx, { tokenId: token.id, personId, by: personId }));
  return { expired: expired.secret, ended: ended.secret, revoked: token.secret };
}

/** Of each organisation one that can be accepted and one that was; the first also names a space that the steward is not in. */
async function makeInvitations(world: World): Promise<World['invitations']> {
  const inviters: [Organisation, PersonKey][] = [
    ['northbrook', 'northSteward'],
    ['harbour', 'harbourSteward'],
  ];
  const made = await inTurns(
    inviters.flatMap(([organisation, inviter]) =>
      [true, false].map((open) => ({ organisation, inviter, open })),
    ),
    async ({ organisation, inviter, open }) => {
      const canary = world.canaries.add(`the address of an invitation of ${organisation}`, (viewer) =>
        leadsOrganisation(viewer, organisation),
      );
      const { id } = await makeInvitation(world, organisation, {
        email: `${canary}@example.org`,
        by: inviter,
        spaceIds: organisation === 'northbrook' ? [world.spaces.northClosed.id] : [],
      });
      if (!open) {
        await world.server.context.pool.query(
          'update invitations set accepted_at = now(), accepted_by = $2 where id = $1',
          [id, world.people[inviter].id],
        );
      }
      return { id, organisation, open };
    },
  );
  return made;
}

export async function makeInvitation(
  { server, organisations, people }: World,
  organisation: Organisation,
  wanted: { email: string | null; by: PersonKey; spaceIds: string[] },
): Promise<{ id: string; secret: string }> {
  const { email, by, spaceIds } = wanted;
  return change(server.context, (tx) =>
    invite(tx, {
      organisationId: organisations[organisation],
      role: 'guest',
      email,
      spaceIds,
      days: 14,
      invitedBy: people[by].id,
    }),
  );
}

async function makeImport({ server, people, organisations }: Makers, canaries: Canaries): Promise<string> {
  const canary = canaries.add('the file name of the import', isAdministrator);
  const { rows } = await server.context.pool.query<{ id: string }>(
    `insert into imports (id, source, file_name, organisation_id, dry_run, state, started_by, created_at, finished_at, failure)
     values (gen_random_uuid(), 'slack', $1, $2, false, 'failed', $3, now(), now(), 'It was no archive.') returning id`,
    [`${canary}.zip`, organisations.northbrook, people.administrator.id],
  );
  return rows[0]?.id ?? '';
}

/** What ends with the account is opened again behind its back: that it is closed must be enough by itself. */
async function closeAccount({ server: { context }, people: { closed } }: World): Promise<void> {
  await change(context, (tx) => deactivatePerson(tx, closed.id, null));
  await context.pool.query('update sessions set ended_at = null where person_id = $1', [closed.id]);
  await context.pool.query('update tokens set revoked_at = null where person_id = $1', [closed.id]);
}

/** Those with a session that works. */
export const everybodySignedIn = (): PersonKey[] =>
  PERSON_KEYS.filter((key) => !isProfile(key) && personShape(key).closed !== true);
