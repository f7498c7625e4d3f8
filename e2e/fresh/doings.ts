import { randomUUID } from 'node:crypto';
import * as accounts from '@footbridge/contract/accounts.ts';
import * as chat from '@footbridge/contract/chat.ts';
import * as organisations from '@footbridge/contract/organisations.ts';
import * as people from '@footbridge/contract/people.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import type { Cast } from '../../server/test/cast.ts';
import { type Client, createClient } from '../../server/test/client.ts';
import type { TestServer } from '../../server/test/server.ts';
import { CHARTER } from '../../server/test/spaces.ts';
import type { Device } from './clients.ts';
import type { Dice } from './dice.ts';
import type { Somebody } from './story.ts';

interface Said {
  id: string;
  seq: number;
  spaceId: string;
  author: Somebody;
  rootId: string | undefined;
}

/** Some people in some spaces, who do whatever comes to their mind. */
export interface Crowd {
  server: TestServer;
  cast: Cast;
  dice: Dice;
  people: Somebody[];
  spaceIds: string[];
  said: Said[];
  /** Open devices of people of the crowd, which act, too. */
  devices: Device[];
}

/** What somebody does; throws where it is refused, which happens. */
export type Doing = (crowd: Crowd) => Promise<unknown>;

const EMOJI = ['👍', '🎉', '😀', ':custom:'];

const as = ({ server }: Crowd, { secret }: { secret: string }): Client =>
  createClient(server.url, { secret });
const anySpace = ({ dice, spaceIds }: Crowd) => dice.one(spaceIds);
const anybody = ({ dice, people: all }: Crowd) => dice.one(all);
/** Mostly something recent: that is what is on screens. */
const anything = ({ dice, said }: Crowd) => dice.one(dice.chance(0.7) ? said.slice(-15) : said);
const to = ({ id }: Said) => ({ params: { messageId: id } });
const toRoot = ({ id, rootId }: Said) => ({ params: { messageId: rootId ?? id } });

function anySource({ dice, people: all }: Crowd): string {
  if (dice.chance(0.2)) return `@everyone ${dice.below(1000)}`;
  if (dice.chance(0.3)) return `@[Somebody](person:${dice.one(all).id}) ${dice.below(1000)}`;
  return `Something **${dice.below(1000)}**`;
}

async function post(crowd: Crowd, author: Somebody, spaceId: string, rootId?: string): Promise<void> {
  const source = anySource(crowd);
  const more =
    rootId === undefined
      ? crowd.dice.chance(0.3)
        ? { title: `Title ${crowd.dice.below(1000)}` }
        : {}
      : { threadRootId: rootId };
  const { id, seq } = await as(crowd, author).call(chat.postMessage, {
    params: { spaceId },
    body: { clientId: randomUUID(), source, ...more },
  });
  crowd.said.push({ id, seq, spaceId, author, rootId });
}

/** Mostly by the one who opened the spaces: others are often refused. */
const bySteward =
  (act: (client: Client, spaceId: string, crowd: Crowd) => Promise<unknown>): Doing =>
  (crowd) =>
    act(
      as(crowd, crowd.dice.chance(0.7) ? (crowd.people[0] ?? anybody(crowd)) : anybody(crowd)),
      anySpace(crowd),
      crowd,
    );
const byAnybodyInSpace =
  (act: (client: Client, spaceId: string, crowd: Crowd) => Promise<unknown>): Doing =>
  (crowd) =>
    act(as(crowd, anybody(crowd)), anySpace(crowd), crowd);
const withMember = (
  act: (client: Client, params: { spaceId: string; personId: string }, crowd: Crowd) => Promise<unknown>,
): Doing =>
  bySteward((client, spaceId, crowd) => act(client, { spaceId, personId: anybody(crowd).id }, crowd));

const chatDoings: Record<string, Doing> = {
  post: (crowd) => post(crowd, anybody(crowd), anySpace(crowd)),
  postMore: (crowd) => post(crowd, anybody(crowd), anySpace(crowd)),
  reply: (crowd) => {
    const { id, rootId, spaceId } = anything(crowd);
    return post(crowd, anybody(crowd), spaceId, rootId ?? id);
  },
  edit: (crowd) => {
    const said = anything(crowd);
    const title = crowd.dice.chance(0.3) ? { title: `Other ${crowd.dice.below(1000)}` } : {};
    return as(crowd, said.author).call(chat.editMessage, {
      ...to(said),
      body: { source: anySource(crowd), ...title },
    });
  },
  remove: (crowd) => {
    const said = anything(crowd);
    return as(crowd, said.author).call(chat.removeMessage, to(said));
  },
  react: (crowd) =>
    as(crowd, anybody(crowd)).call(chat.addReaction, {
      params: { messageId: anything(crowd).id, emoji: crowd.dice.one(EMOJI) },
    }),
  unreact: (crowd) =>
    as(crowd, anybody(crowd)).call(chat.removeReaction, {
      params: { messageId: anything(crowd).id, emoji: crowd.dice.one(EMOJI) },
    }),
  follow: (crowd) => as(crowd, anybody(crowd)).call(chat.followThread, toRoot(anything(crowd))),
  unfollow: (crowd) => as(crowd, anybody(crowd)).call(chat.unfollowThread, toRoot(anything(crowd))),
  read: (crowd) => {
    const { spaceId, seq } = anything(crowd);
    return as(crowd, anybody(crowd)).call(spaces.moveReadPosition, {
      params: { spaceId },
      body: { seq: Math.max(0, seq - crowd.dice.below(3)) },
    });
  },
};

const spaceDoings: Record<string, Doing> = {
  rename: bySteward((client, spaceId, { dice }) =>
    client.call(spaces.renameSpace, { params: { spaceId }, body: { name: `Space ${dice.below(1000)}` } }),
  ),
  charter: bySteward(async (client, spaceId, { dice }) => {
    const { charter } = await client.call(spaces.getCharter, { params: { spaceId } });
    await client.call(spaces.changeCharter, {
      params: { spaceId },
      body: {
        ...CHARTER,
        purpose: `For ${dice.below(1000)}`,
        keptDays: dice.chance(0.5) ? null : 30,
        fromVersion: charter.version,
      },
    });
  }),
  archive: bySteward((client, spaceId) => client.call(spaces.archiveSpace, { params: { spaceId } })),
  reopen: bySteward((client, spaceId) => client.call(spaces.reopenSpace, { params: { spaceId } })),
  reopenMore: bySteward((client, spaceId) => client.call(spaces.reopenSpace, { params: { spaceId } })),
  leave: byAnybodyInSpace((client, spaceId) => client.call(spaces.leaveSpace, { params: { spaceId } })),
  join: byAnybodyInSpace((client, spaceId) =>
    client.call(spaces.joinSpace, { params: { spaceId }, body: {} }),
  ),
  add: withMember((client, { spaceId, personId }, { dice }) =>
    client.call(spaces.addMember, {
      params: { spaceId },
      body: { personId, role: dice.one(['steward', 'member'] as const) },
    }),
  ),
  addMore: withMember((client, { spaceId, personId }) =>
    client.call(spaces.addMember, { params: { spaceId }, body: { personId, role: 'steward' } }),
  ),
  expel: withMember((client, params) => client.call(spaces.removeMember, { params })),
  promote: withMember((client, params, { dice }) =>
    client.call(spaces.changeMemberRole, {
      params,
      body: { role: dice.one(['steward', 'member', 'steward'] as const) },
    }),
  ),
  talk: async (crowd) => {
    const { id } = await as(crowd, anybody(crowd)).call(spaces.openDirectSpace, {
      body: { personIds: [anybody(crowd).id] },
    });
    if (!crowd.spaceIds.includes(id)) crowd.spaceIds.push(id);
  },
};

const personDoings: Record<string, Doing> = {
  changeName: (crowd) =>
    as(crowd, anybody(crowd)).call(people.changeMe, {
      body: { name: `${crowd.dice.one(['Ann', 'Zed', 'Éva'])} ${crowd.dice.below(1000)}` },
    }),
  changeTitle: (crowd) => {
    const person = anybody(crowd);
    return as(crowd, person).call(people.changeMe, {
      body: {
        roleTitle: { organisationId: person.organisationId, title: `Title ${crowd.dice.below(1000)}` },
      },
    });
  },
  changeBadge: (crowd) =>
    as(crowd, crowd.cast.amina).call(organisations.changeOrganisation, {
      params: { organisationId: anybody(crowd).organisationId },
      body: { hue: crowd.dice.below(360), shortName: `N${crowd.dice.below(100)}` },
    }),
  changeAffiliation: (crowd) => {
    const { id: personId, organisationId } = anybody(crowd);
    return as(crowd, crowd.cast.amina).call(accounts.changeAffiliation, {
      params: { organisationId, personId },
      body: { role: crowd.dice.one(['steward', 'member'] as const) },
    });
  },
};

/** The same through the product's own client, where things show before the server has answered. */
const onDevice =
  (act: (device: Device, crowd: Crowd) => Promise<unknown>): Doing =>
  (crowd) =>
    act(crowd.dice.one(crowd.devices), crowd);
const allShown = ({ client }: Device, each: number): chat.Message[] =>
  Object.values(client.chat.store.get().timelines).flatMap(({ entries }) =>
    entries.slice(-each).map(({ message }) => message),
  );
const shownOn = (device: Device, { dice }: Crowd): chat.Message => dice.one(allShown(device, 5));
const mineOn = (device: Device, { dice }: Crowd): chat.Message =>
  dice.one(
    allShown(device, 50).filter(({ author, removed }) => author.id === device.personId && removed === null),
  );

const deviceDoings: Record<string, Doing> = {
  writeHere: onDevice(async ({ client }, crowd) =>
    client.chat.post({ spaceId: anySpace(crowd), threadRootId: null, title: null, source: anySource(crowd) }),
  ),
  replyHere: onDevice(async (device, crowd) => {
    const { id, threadRootId, spaceId } = shownOn(device, crowd);
    const source = anySource(crowd);
    device.client.chat.post({ spaceId, threadRootId: threadRootId ?? id, title: null, source });
  }),
  reactHere: onDevice((device, crowd) =>
    device.client.chat.messages.react(shownOn(device, crowd), crowd.dice.one(EMOJI)),
  ),
  editHere: onDevice((device, crowd) =>
    device.client.chat.messages.edit(mineOn(device, crowd), anySource(crowd), null),
  ),
  removeHere: onDevice((device, crowd) => device.client.chat.messages.remove(mineOn(device, crowd))),
  followHere: onDevice((device, crowd) =>
    device.client.chat.messages.setFollowing(shownOn(device, crowd).id, crowd.dice.chance(0.5)),
  ),
  readHere: onDevice(async (device, crowd) => {
    const { spaceId, seq } = shownOn(device, crowd);
    device.client.spaces.markRead(spaceId, seq);
  }),
  unreadHere: onDevice((device, crowd) => {
    const { spaceId, seq } = shownOn(device, crowd);
    return device.client.spaces.markUnreadFrom(spaceId, seq);
  }),
  // Only of spaces one is in: what is looked at from outside is not kept live, and loaded each time.
  lookHere: onDevice(({ client }, { dice }) => {
    const spaceId = dice.one(Object.keys(client.spaces.store.get().spaces ?? {}));
    return Promise.all([
      client.chat.loads.newest(spaceId),
      client.spaces.loadMembers(spaceId),
      client.spaces.loadCharter(spaceId),
    ]);
  }),
  openThreadHere: onDevice((device, crowd) => {
    const { id, threadRootId, spaceId } = shownOn(device, crowd);
    return device.client.chat.loads.thread(threadRootId ?? id, spaceId);
  }),
  jumpHere: onDevice((device, crowd) => {
    const { spaceId, seq } = shownOn(device, crowd);
    return device.client.chat.loads.around(spaceId, seq);
  }),
};

export const DOINGS: Record<string, Doing> = {
  ...chatDoings,
  ...spaceDoings,
  ...personDoings,
  ...deviceDoings,
};
