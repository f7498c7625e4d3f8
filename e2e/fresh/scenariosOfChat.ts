import { randomUUID } from 'node:crypto';
import * as chat from '@footbridge/contract/chat.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import type { Scenario } from './scenarios.ts';
import type { Somebody, Story } from './story.ts';

const post = (
  { as, space }: Story,
  person: Somebody,
  body: { source: string; title?: string; threadRootId?: string },
) =>
  as(person).call(chat.postMessage, {
    params: { spaceId: space.id },
    body: { clientId: randomUUID(), ...body },
  });
const read = ({ as, space, watcher }: Story, seq: number) =>
  as(watcher).call(spaces.moveReadPosition, { params: { spaceId: space.id }, body: { seq } });
const to = (messageId: string) => ({ params: { messageId } });
const withEmoji = (messageId: string, emoji = '🎉') => ({ params: { messageId, emoji } });

export const chatScenarios: Scenario[] = [
  {
    endpoint: 'postMessage',
    what: 'somebody says something',
    act: (story) => post(story, story.friend, { source: 'Hello', title: 'A title' }),
  },
  {
    endpoint: 'postMessage',
    what: 'somebody mentions me, and everyone',
    act: async (story) => {
      await post(story, story.friend, { source: `@[Me](person:${story.watcher.id}) look` });
      await post(story, story.steward, { source: '@everyone look' });
    },
  },
  {
    endpoint: 'postMessage',
    what: 'I say something on another device',
    act: (story) => post(story, story.watcher, { source: 'From elsewhere' }),
  },
  {
    endpoint: 'postMessage',
    what: 'somebody replies in a thread I follow',
    act: (story) => post(story, story.steward, { source: 'Me too', threadRootId: story.rootId }),
  },
  {
    endpoint: 'postMessage',
    what: 'somebody replies where nobody had, and I follow from then on',
    act: async (story) => {
      await post(story, story.friend, { source: 'You are', threadRootId: story.mineId });
      await post(story, story.friend, { source: 'Me as well', threadRootId: story.mentionId });
    },
  },
  {
    endpoint: 'editMessage',
    what: 'somebody edits a message and its title',
    act: ({ as, friend, rootId }) =>
      as(friend).call(chat.editMessage, {
        ...to(rootId),
        body: { source: 'Shall we *not*?', title: 'No meeting' },
      }),
  },
  {
    endpoint: 'editMessage',
    what: 'a reply and the mention of me are edited',
    act: async ({ as, watcher, friend, replyId, mentionId }) => {
      await as(watcher).call(chat.editMessage, { ...to(replyId), body: { source: 'No' } });
      await as(friend).call(chat.editMessage, { ...to(mentionId), body: { source: 'Nobody come' } });
    },
  },
  {
    endpoint: 'editMessage',
    what: 'a title is taken away',
    act: ({ as, friend, rootId }) =>
      as(friend).call(chat.editMessage, { ...to(rootId), body: { title: null } }),
  },
  {
    endpoint: 'removeMessage',
    what: 'an unread message that mentions me is removed',
    act: ({ as, friend, mentionId }) => as(friend).call(chat.removeMessage, to(mentionId)),
  },
  {
    endpoint: 'removeMessage',
    what: 'a reply is removed',
    act: ({ as, watcher, replyId }) => as(watcher).call(chat.removeMessage, to(replyId)),
  },
  {
    endpoint: 'removeMessage',
    what: 'a steward removes the root of a thread',
    act: ({ as, steward, rootId }) => as(steward).call(chat.removeMessage, to(rootId)),
  },
  {
    endpoint: 'removeMessage',
    what: 'what was posted a moment ago is removed',
    act: async (story) => {
      const { id } = await post(story, story.friend, { source: `@[Me](person:${story.watcher.id}) oh` });
      await story.as(story.friend).call(chat.removeMessage, to(id));
    },
  },
  {
    endpoint: 'addReaction',
    what: 'somebody reacts, twice and beside others',
    act: async ({ as, friend, steward, mineId, rootId, replyId }) => {
      await as(steward).call(chat.addReaction, withEmoji(mineId, '👍'));
      await as(friend).call(chat.addReaction, withEmoji(mineId));
      await as(steward).call(chat.addReaction, withEmoji(rootId, ':custom:'));
      await as(steward).call(chat.addReaction, withEmoji(replyId));
    },
  },
  {
    endpoint: 'removeReaction',
    what: 'the last one takes an emoji back',
    act: ({ as, friend, mineId }) => as(friend).call(chat.removeReaction, withEmoji(mineId, '👍')),
  },
  {
    endpoint: 'followThread',
    what: 'I follow a thread on another device',
    before: (story) => post(story, story.friend, { source: 'Again', threadRootId: story.mentionId }),
    act: ({ as, watcher, mentionId }) => as(watcher).call(chat.followThread, to(mentionId)),
  },
  {
    endpoint: 'unfollowThread',
    what: 'I stop following a thread on another device',
    act: ({ as, watcher, rootId }) => as(watcher).call(chat.unfollowThread, to(rootId)),
  },
  {
    endpoint: 'moveReadPosition',
    what: 'I read on, on another device',
    act: (story) => read(story, story.mentionSeq),
  },
  {
    endpoint: 'moveReadPosition',
    what: 'I mark unread again, on another device',
    before: (story) => read(story, story.mentionSeq),
    act: (story) => read(story, 3),
  },
  {
    endpoint: 'moveReadPosition',
    what: 'I read while others go on',
    act: async (story) => {
      await post(story, story.friend, { source: 'One' });
      const { id, seq } = await post(story, story.friend, { source: '@everyone two' });
      await read(story, seq - 1);
      await post(story, story.friend, { source: 'Three', threadRootId: id });
      await story.as(story.friend).call(chat.removeMessage, to(id));
    },
  },
];
