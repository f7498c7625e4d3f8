import type { Message } from '@footbridge/contract/chat.ts';
import type { AnyEndpoint } from '@footbridge/contract/kit/endpoint.ts';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../../kit/api/call.ts';
import { NetworkError, ProblemError } from '../../../kit/api/problemError.ts';
import { createStore } from '../../../kit/store.ts';
import { applyToChat } from '../live.ts';
import { noChat, withPage, withThread, type ChatState } from '../store.ts';
import { createMessages } from './api.ts';

const SPACE = 'space';
const ME = { id: 'amina', name: 'Amina Yusuf' };
const GRACE = { id: 'grace', name: 'Grace Okafor' };
const organisation = { id: 'energy', name: 'Meridian Energy', shortName: 'ME', hue: 300 };

const messageOf = (more: Partial<Message> = {}): Message => ({
  id: 'm1',
  spaceId: SPACE,
  seq: 1,
  clientId: null,
  title: null,
  files: [],
  editedAt: null,
  createdAt: '',
  threadRootId: null,
  author: { ...ME, kind: 'person', organisation },
  source: 'as posted',
  body: { blocks: [] },
  mentions: { personIds: [], everyone: false },
  reactions: [],
  removed: null,
  thread: null,
  ...more,
});

/** A client with one message before its eyes; answers come when the test gives them. */
function start({ hasBefore = false, reactions = [] as Message['reactions'], isLive = true } = {}) {
  const page = { messages: [messageOf({ reactions })], hasBefore, hasAfter: false, feedSeq: 1 };
  const store = createStore<ChatState>(withPage(noChat, SPACE, page, 'newest'));
  const asked: { name: string; answer: PromiseWithResolvers<unknown> }[] = [];
  const call = ({ name }: AnyEndpoint): Promise<unknown> => {
    const answer = Promise.withResolvers<unknown>();
    asked.push({ name, answer });
    return answer.promise;
  };
  const messages = createMessages(
    call as Call,
    store,
    () => ME,
    () => isLive,
  );
  const hear = (seq: number, kind: string, fields: object): void =>
    store.set((state) => applyToChat(state, { type: 'activity', feed: SPACE, seq, kind, at: '', ...fields }));
  return {
    messages,
    asked,
    edited: (seq: number, source: string) =>
      hear(seq, 'messageEdited', { message: messageOf({ source, editedAt: 'now' }) }),
    reacted: (seq: number, people: (typeof ME)[]) =>
      hear(seq, 'reactionsChanged', {
        messageId: 'm1',
        messageSeq: 1,
        reactions: people.length === 0 ? [] : [{ emoji: '🎉', people }],
      }),
    replied: (seq: number) =>
      hear(seq, 'messagePosted', {
        message: messageOf({ id: `m${seq}`, seq, threadRootId: 'm1' }),
        rootThread: { replies: 1, lastReplyAt: '', people: [] },
      }),
    renamed: (seq: number, name: string) =>
      hear(seq, 'personChanged', { person: { ...GRACE, kind: 'person', organisation, name }, roleTitle: '' }),
    followed: (seq: number, following: boolean) =>
      hear(seq, 'threadFollowingChanged', { messageId: 'm1', following }),
    openThread: (seq: number) =>
      store.set((state) =>
        withThread(state, {
          root: messageOf(),
          replies: [],
          hasBefore: false,
          following: false,
          feedSeq: seq,
        }),
      ),
    isFollowing: () => store.get().threads['m1']?.following,
    timeline: () => store.get().timelines[SPACE],
    shown: (): Message | undefined => store.get().timelines[SPACE]?.entries[0]?.message,
  };
}

const givers = (message: Message | undefined): string[] =>
  (message?.reactions ?? []).flatMap(({ people }) => people.map(({ name }) => name));

const REFUSED = new ProblemError({ type: '', title: '', code: 'archived', detail: '', status: 409 });

const settle = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

const oneEach = (...emojis: string[]): Message['reactions'] =>
  emojis.map((emoji) => ({ emoji, people: [GRACE] }));

describe('changing a message', () => {
  it('shows an edit from its answer where nothing live has told of it yet', async () => {
    const { messages, asked, shown } = start();
    const edit = messages.edit(messageOf(), 'as edited', null);
    asked[0]?.answer.resolve(messageOf({ source: 'as edited' }));
    await edit;
    expect(shown()?.source).toBe('as edited');
  });

  it('keeps a reaction that was heard of before the answer to an edit came', async () => {
    const { messages, asked, edited, reacted, shown } = start();
    const edit = messages.edit(messageOf(), 'as edited', null);
    edited(2, 'as edited');
    reacted(3, [GRACE]);
    // Read by the server before the reaction, arrived after it.
    asked[0]?.answer.resolve(messageOf({ source: 'as edited' }));
    await edit;
    expect(shown()?.source).toBe('as edited');
    expect(givers(shown())).toEqual([GRACE.name]);
  });

  it('takes a reaction back that could not be sent, when the server cannot be asked either', async () => {
    const { messages, asked, shown } = start();
    const failed = messages.react(messageOf(), '🎉').catch((error: unknown) => error);
    expect(givers(shown())).toEqual([ME.name]);
    asked[0]?.answer.reject(new NetworkError('cut off'));
    await settle();
    asked[1]?.answer.reject(new NetworkError('cut off'));
    expect(await failed).toBeInstanceOf(NetworkError);
    expect(givers(shown())).toEqual([]);
  });

  it.each([
    ['that did arrive, its answer being lost', [ME]],
    ['that did not arrive, somebody else having reacted meanwhile', [GRACE]],
  ])('shows of a reaction what was heard: one %s', async (_, people) => {
    const { messages, asked, reacted, shown } = start();
    const failed = messages.react(messageOf(), '🎉').catch((error: unknown) => error);
    reacted(2, people);
    asked[0]?.answer.reject(new NetworkError('cut off'));
    await settle();
    asked[1]?.answer.reject(new NetworkError('cut off'));
    await failed;
    expect(givers(shown())).toEqual(people.map(({ name }) => name));
  });

  it('takes a refused reaction back even when something else of the message was heard of meanwhile', async () => {
    const { messages, asked, replied, shown } = start();
    const failed = messages.react(messageOf(), '🎉').catch((error: unknown) => error);
    replied(2);
    asked[0]?.answer.reject(REFUSED);
    await settle();
    replied(3);
    asked[1]?.answer.resolve(messageOf());
    await failed;
    expect(givers(shown())).toEqual([]);
    expect(shown()?.thread?.replies).toBe(1);
  });

  it('shows the reactions in their former order, by their present names, when taking one away was refused', async () => {
    const reactions = [{ emoji: '🎉', people: [ME] }, ...oneEach('👍', '😀')];
    const { messages, asked, renamed, shown } = start({ reactions });
    const failed = messages.react(messageOf({ reactions }), '🎉').catch((error: unknown) => error);
    expect(shown()?.reactions.map(({ emoji }) => emoji)).toEqual(['👍', '😀']);
    renamed(2, 'Grace Adeyemi');
    asked[0]?.answer.reject(REFUSED);
    await settle();
    asked[1]?.answer.reject(new NetworkError('cut off'));
    await failed;
    expect(shown()?.reactions.map(({ emoji }) => emoji)).toEqual(['🎉', '👍', '😀']);
    expect(givers(shown())).toEqual([ME.name, 'Grace Adeyemi', 'Grace Adeyemi']);
  });

  it('shows none of two reactions that both failed, whichever fails first', async () => {
    const { messages, asked, shown } = start();
    const first = messages.react(messageOf(), '🎉').catch((error: unknown) => error);
    const second = messages.react(shown() ?? messageOf(), '👍').catch((error: unknown) => error);
    asked[1]?.answer.reject(new NetworkError('cut off'));
    await settle();
    asked[2]?.answer.reject(new NetworkError('cut off'));
    asked[0]?.answer.reject(new NetworkError('cut off'));
    await settle();
    asked[3]?.answer.reject(new NetworkError('cut off'));
    await Promise.all([first, second]);
    expect(givers(shown())).toEqual([]);
  });

  it('does not put a message before a stretch that others are missing from', async () => {
    const { messages, asked, timeline } = start({ hasBefore: true });
    const old = messageOf({ id: 'm0', seq: 0 });
    const edit = messages.edit(old, 'as edited', null);
    asked[0]?.answer.resolve({ ...old, source: 'as edited' });
    await edit;
    expect(timeline()?.entries.map(({ message }) => message.id)).toEqual(['m1']);
  });
});

describe('following a thread', () => {
  it('shows what was heard last, though the answer to an earlier change comes after it', async () => {
    const { messages, asked, openThread, followed, isFollowing } = start();
    openThread(1);
    const following = messages.setFollowing('m1', true);
    followed(2, true);
    followed(3, false);
    asked[0]?.answer.resolve({ done: true });
    await following;
    expect(isFollowing()).toBe(false);
  });

  it('shows the answer where nothing live can tell', async () => {
    const { messages, asked, openThread, isFollowing } = start({ isLive: false });
    openThread(1);
    const following = messages.setFollowing('m1', true);
    asked[0]?.answer.resolve({ done: true });
    await following;
    expect(isFollowing()).toBe(true);
  });
});
