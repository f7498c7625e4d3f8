import { randomUUID } from 'node:crypto';
import * as chat from '@footbridge/contract/chat.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import { CHARTER } from '../../server/test/spaces.ts';
import type { Scenario } from './scenarios.ts';
import { type Somebody, type Story, newPerson } from './story.ts';

const here = ({ space }: Story) => ({ params: { spaceId: space.id } });
const memberOf = ({ space }: Story, { id }: Somebody) => ({ params: { spaceId: space.id, personId: id } });

const create = ({ as }: Story, opener: Somebody, reach: spaces.Reach) =>
  as(opener).call(spaces.createSpace, {
    body: {
      kind: 'working',
      reach,
      name: `Space ${randomUUID().slice(0, 8)}`,
      leadOrganisationId: opener.organisationId,
      historyRule: 'all',
      charter: CHARTER,
    },
  });

const openListed = async (story: Story): Promise<string> => {
  const { id } = await create(story, story.steward, 'listed');
  await story
    .as(story.steward)
    .call(chat.postMessage, { params: { spaceId: id }, body: { clientId: randomUUID(), source: 'Come in' } });
  return id;
};

export const spaceScenarios: Scenario[] = [
  {
    endpoint: 'createSpace',
    what: 'I open a space on another device',
    act: (story) => create(story, story.watcher, 'shared'),
  },
  {
    endpoint: 'openDirectSpace',
    what: 'somebody talks to me directly',
    act: async ({ as, friend, watcher }) => {
      const { id } = await as(friend).call(spaces.openDirectSpace, { body: { personIds: [watcher.id] } });
      await as(friend).call(chat.postMessage, {
        params: { spaceId: id },
        body: { clientId: randomUUID(), source: 'Only us' },
      });
    },
  },
  {
    endpoint: 'openDirectSpace',
    what: 'I open a talk of three on another device',
    act: ({ as, friend, watcher, steward }) =>
      as(watcher).call(spaces.openDirectSpace, { body: { personIds: [friend.id, steward.id] } }),
  },
  {
    endpoint: 'renameSpace',
    what: 'the space gets another name',
    act: (story) =>
      story.as(story.steward).call(spaces.renameSpace, { ...here(story), body: { name: 'Another name' } }),
  },
  {
    endpoint: 'archiveSpace',
    what: 'the space is archived',
    act: (story) => story.as(story.steward).call(spaces.archiveSpace, here(story)),
  },
  {
    endpoint: 'reopenSpace',
    what: 'the space is opened again',
    before: (story) => story.as(story.steward).call(spaces.archiveSpace, here(story)),
    act: (story) => story.as(story.steward).call(spaces.reopenSpace, here(story)),
  },
  {
    endpoint: 'changeCharter',
    what: 'the charter is changed, twice',
    act: async (story) => {
      const change = (fromVersion: number, purpose: string, keptDays: number | null) =>
        story.as(story.steward).call(spaces.changeCharter, {
          ...here(story),
          body: { purpose, norms: 'None', keptDays, disclosable: false, fromVersion },
        });
      await change(2, 'To part', null);
      await change(3, 'To meet again', 30);
    },
  },
  {
    endpoint: 'joinSpace',
    what: 'I join a space on another device',
    act: async (story) => {
      const spaceId = await openListed(story);
      await story.as(story.watcher).call(spaces.joinSpace, { params: { spaceId }, body: {} });
      await story
        .as(story.steward)
        .call(chat.postMessage, { params: { spaceId }, body: { clientId: randomUUID(), source: 'Welcome' } });
    },
  },
  {
    endpoint: 'joinSpace',
    what: 'somebody of a third organisation joins my space',
    act: async (story) => {
      const { as, cast } = story;
      const { id } = await create(story, story.watcher, 'listed');
      await as(cast.grace).call(spaces.joinSpace, { params: { spaceId: id }, body: {} });
    },
  },
  {
    endpoint: 'leaveSpace',
    what: 'somebody leaves',
    act: (story) => story.as(story.friend).call(spaces.leaveSpace, here(story)),
  },
  {
    endpoint: 'leaveSpace',
    what: 'I leave on another device',
    act: (story) => story.as(story.watcher).call(spaces.leaveSpace, here(story)),
  },
  {
    endpoint: 'leaveSpace',
    what: 'I leave and come back with the old messages',
    act: async (story) => {
      await story.as(story.watcher).call(spaces.leaveSpace, here(story));
      await story
        .as(story.friend)
        .call(chat.postMessage, { ...here(story), body: { clientId: randomUUID(), source: 'They left' } });
      await story
        .as(story.steward)
        .call(spaces.addMember, { ...here(story), body: { personId: story.watcher.id, role: 'member' } });
    },
  },
  {
    endpoint: 'addMember',
    what: 'a colleague is brought in',
    act: (story) =>
      story
        .as(story.steward)
        .call(spaces.addMember, { ...here(story), body: { personId: story.colleague.id, role: 'member' } }),
  },
  {
    endpoint: 'addMember',
    what: 'I am brought into a space with a history',
    act: async (story) => {
      const { id } = await create(story, story.steward, 'shared');
      const params = { spaceId: id };
      await story
        .as(story.steward)
        .call(chat.postMessage, { params, body: { clientId: randomUUID(), source: 'Before' } });
      await story
        .as(story.steward)
        .call(spaces.addMember, { params, body: { personId: story.watcher.id, role: 'member' } });
      await story
        .as(story.steward)
        .call(chat.postMessage, { params, body: { clientId: randomUUID(), source: '@everyone after' } });
    },
  },
  {
    endpoint: 'addMember',
    what: 'somebody comes, goes and comes again with another role',
    act: async (story) => {
      const { as, steward, colleague } = story;
      const add = (role: spaces.SpaceRole) =>
        as(steward).call(spaces.addMember, { ...here(story), body: { personId: colleague.id, role } });
      await add('member');
      await as(steward).call(spaces.removeMember, memberOf(story, colleague));
      await add('steward');
    },
  },
  {
    endpoint: 'changeMemberRole',
    what: 'I become a steward',
    act: (story) =>
      story
        .as(story.steward)
        .call(spaces.changeMemberRole, { ...memberOf(story, story.watcher), body: { role: 'steward' } }),
  },
  {
    endpoint: 'changeMemberRole',
    what: 'somebody else becomes a guest',
    act: (story) =>
      story
        .as(story.steward)
        .call(spaces.changeMemberRole, { ...memberOf(story, story.friend), body: { role: 'guest' } }),
  },
  {
    endpoint: 'removeMember',
    what: 'somebody is removed',
    act: (story) => story.as(story.steward).call(spaces.removeMember, memberOf(story, story.friend)),
  },
  {
    endpoint: 'removeMember',
    what: 'I am removed',
    act: (story) => story.as(story.steward).call(spaces.removeMember, memberOf(story, story.watcher)),
  },
  {
    endpoint: 'removeMember',
    what: 'a member is removed who had been brought in a moment ago',
    endsAsBefore: true,
    act: async (story) => {
      const guest = await newPerson(story.server, story.cast, 'northbrook', 'guest');
      await story
        .as(story.steward)
        .call(spaces.addMember, { ...here(story), body: { personId: guest.id, role: 'guest' } });
      await story.as(story.steward).call(spaces.removeMember, memberOf(story, guest));
    },
  },
];
