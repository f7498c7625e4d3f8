import { randomUUID } from 'node:crypto';
import * as auth from '@footbridge/contract/auth.ts';
import * as chat from '@footbridge/contract/chat.ts';
import * as organisations from '@footbridge/contract/organisations.ts';
import * as people from '@footbridge/contract/people.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import { change, record } from '../../src/kit/activity/activity.ts';
import { addToSpace, endMembership } from '../../src/features/spaces/membership/changes.ts';
import { type Client, createClient } from '../client.ts';
import { makePerson, plainTexts } from './people.ts';
import { isIn, leadsOrganisation, mayFind, mayKnow, mayRead, mayReadNameOf, stewards } from './relations.ts';
import {
  ORGANISATIONS,
  PERSON_KEYS,
  type PersonKey,
  type SpaceKey,
  SPACE_KEYS,
  type SpaceShape,
  personShape,
  seated,
  spaceShape,
} from './shape.ts';
import { letRecordsHappen } from './records/stage.ts';
import { inTurns } from './requests.ts';
import { type World, everybodySignedIn } from './world.ts';

/** Everything that can happen and be heard of happens, with new canaries in every text, and nobody's standing is another after it. */
export async function letThingsHappen(world: World): Promise<void> {
  await inTurns(SPACE_KEYS, (key) => happenIn(world, key));
  await inTurns(everybodySignedIn(), (key) => happenTo(world, key));
  const northSteward = as(world, 'northSteward');
  for (const key of ORGANISATIONS) {
    const name = `${key} ${world.canaries.add(`the new name of ${key}`, (viewer) => mayKnow(viewer, key))}`;
    const client = key === 'northbrook' ? northSteward : as(world, 'administrator');
    await client.call(organisations.changeOrganisation, {
      params: { organisationId: world.organisations[key] },
      body: { name },
    });
  }
  await letRecordsHappen(world);
}

const as = ({ server, people: all }: World, key: PersonKey): Client =>
  createClient(server.url, { secret: all[key].secret });

async function happenIn(world: World, key: SpaceKey): Promise<void> {
  const shape = spaceShape(key);
  const spaceId = world.spaces[key].id;
  if (shape.archived === true) await setArchived(world, spaceId, false);
  for (const person of seated(shape)) await speak(world, key, person);
  await happenToMessages(world, key);
  if (shape.kind !== 'direct') await steer(world, key, shape);
  if (shape.archived === true) await setArchived(world, spaceId, true);
}

const setArchived = ({ server }: World, spaceId: string, archived: boolean) =>
  server.context.pool.query('update spaces set archived_at = $2 where id = $1', [
    spaceId,
    archived ? new Date() : null,
  ]);

async function speak(world: World, key: SpaceKey, person: PersonKey): Promise<void> {
  const shape = spaceShape(key);
  const spaceId = world.spaces[key].id;
  const client = as(world, person);
  const word = (what: string) =>
    world.canaries.add(`${what} said later in ${key}`, (viewer) => isIn(viewer, shape));
  const root = await client.call(chat.postMessage, {
    params: { spaceId },
    body: { clientId: randomUUID(), source: word('a word'), title: word('a title') },
  });
  // To what was said before some of them joined, too: the reply is new.
  const early = world.messages.find((one) => one.space === key && one.message === 'early');
  for (const threadRootId of [root.id, early?.id].filter((id) => id !== undefined)) {
    if (early !== undefined && threadRootId === early.id && !mayRead(person, shape, 'early')) continue;
    await client.call(chat.postMessage, {
      params: { spaceId },
      body: { clientId: randomUUID(), source: word('a reply'), threadRootId },
    });
  }
  await client.call(chat.followThread, { params: { messageId: root.id } });
  await client.call(chat.unfollowThread, { params: { messageId: root.id } });
  await client.call(spaces.moveReadPosition, { params: { spaceId }, body: { seq: root.seq } });
}

/** The old messages are edited, reacted to and removed: who may not see them must not hear of that either. */
async function happenToMessages(world: World, key: SpaceKey): Promise<void> {
  const shape = spaceShape(key);
  for (const { id, message, author } of world.messages.filter(
    (one) => one.space === key && one.message !== 'past' && one.message !== 'removed',
  )) {
    const client = as(world, author);
    const params = { messageId: id };
    const word = world.canaries.add(`the edited text of ${message} in ${key}`, (viewer) =>
      mayRead(viewer, shape, message),
    );
    await client.call(chat.editMessage, { params, body: { source: word } });
    await client.call(chat.addReaction, { params: { ...params, emoji: '🎉' } });
    await client.call(chat.removeReaction, { params: { ...params, emoji: '🎉' } });
    if (message === 'edited') await client.call(chat.removeMessage, { params });
  }
}

async function steer(world: World, key: SpaceKey, shape: SpaceShape): Promise<void> {
  const params = { spaceId: world.spaces[key].id };
  const leader = PERSON_KEYS.find((person) => stewards(person, shape));
  if (leader === undefined) return;
  const client = as(world, leader);
  const word = (what: string) =>
    world.canaries.add(`the new ${what} of space ${key}`, (viewer) => mayFind(viewer, shape));
  await client.call(spaces.renameSpace, { params, body: { name: word('name') } });
  const { charter } = await client.call(spaces.getCharter, { params });
  await client.call(spaces.changeCharter, {
    params,
    body: {
      purpose: word('purpose'),
      norms: word('norms'),
      keptDays: 30,
      disclosable: false,
      fromVersion: charter.version,
    },
  });
  const member = seated(shape).find((person) => person !== leader && personShape(person).role !== 'guest');
  if (member !== undefined) {
    const memberParams = { ...params, personId: world.people[member].id };
    await client.call(spaces.changeMemberRole, { params: memberParams, body: { role: 'steward' } });
    await client.call(spaces.changeMemberRole, {
      params: memberParams,
      body: { role: shape.seats[member]?.role ?? 'member' },
    });
  }
  await comeAndGo(world, key, shape);
  await client.call(spaces.archiveSpace, { params });
  await client.call(spaces.reopenSpace, { params });
}

/** Somebody new joins, is renamed and leaves. As a guest they are seen there, and by the stewards of their organisation. */
async function comeAndGo(world: World, key: SpaceKey, shape: SpaceShape): Promise<void> {
  const { server, canaries } = world;
  const word = (what: string) =>
    canaries.add(
      `the ${what} of somebody in ${key}`,
      (viewer) => isIn(viewer, shape) || leadsOrganisation(viewer, shape.lead),
    );
  const organisationId = world.organisations[shape.lead];
  const { id: personId, secret } = await makePerson(
    server,
    { organisation: shape.lead, role: 'guest' },
    organisationId,
    { ...plainTexts(), name: word('name'), roleTitle: word('role title') },
  );
  const by = { personId, organisationId };
  const spaceId = world.spaces[key].id;
  await change(server.context, async (tx) =>
    record(tx, await addToSpace(tx, { spaceId, personId, organisationId, role: 'guest', by })),
  );
  await createClient(server.url, { secret }).call(people.changeMe, { body: { name: word('new name') } });
  await change(server.context, async (tx) =>
    record(tx, await endMembership(tx, { spaceId, personId, by, successorNeeded: false })),
  );
}

/** What is private to a person, and what of it others are told. */
async function happenTo(world: World, key: PersonKey): Promise<void> {
  const client = as(world, key);
  const { canaries, organisations: ids } = world;
  const name = `Person ${canaries.add(`the new name of ${key}`, (viewer) => mayReadNameOf(viewer, key))}`;
  const title = canaries.add(`the new role title of ${key}`, (viewer) => mayReadNameOf(viewer, key));
  await client.call(people.changeMe, {
    body: {
      name,
      timeZone: 'Europe/Paris',
      roleTitle: { organisationId: ids[personShape(key).organisation], title },
    },
  });
  const token = await client.call(auth.createToken, {
    body: { name: canaries.add(`the name of a new token of ${key}`, (viewer) => viewer === key) },
  });
  await client.call(auth.revokeToken, { params: { tokenId: token.id } });
}
