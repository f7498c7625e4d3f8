import type { Message } from '@footbridge/contract/chat.ts';
import type { AnyEndpoint } from '@footbridge/contract/kit/endpoint.ts';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../../kit/api/call.ts';
import { NetworkError } from '../../../kit/api/problemError.ts';
import { createStore } from '../../../kit/store.ts';
import { applyToChat } from '../live.ts';
import { noChat, withPage, type ChatState } from '../store.ts';
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
function start() {
  const page = { messages: [messageOf()], hasBefore: false, hasAfter: false, feedSeq: 1 };
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
    () => true,
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
    shown: (): Message | undefined => store.get().timelines[SPACE]?.entries[0]?.message,
  };
}

const givers = (message: Message | undefined): string[] =>
  (message?.reactions ?? []).flatMap(({ people }) => people.map(({ name }) => name));

const settle = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

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
});
