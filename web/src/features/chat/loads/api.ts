import {
  getThread,
  listFollowedThreads,
  listMessages,
  type Message,
  type MessagePage,
  type Thread,
} from '@footbridge/contract/chat.ts';
import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';
import type { Call } from '../../../kit/api/call.ts';
import type { Store } from '../../../kit/store.ts';
import {
  withFollowed,
  withPage,
  withThread,
  withoutThread,
  withoutTimeline,
  type Asked,
  type ChatState,
} from '../store.ts';
import { concerns, missedBy, type Crossing } from './rules.ts';

/** Loads stretches of conversations into the store. The same question asked again while it is under way is asked once. */
export interface Loads {
  newest: (spaceId: string) => Promise<void>;
  /** The stretch round a position: where I stopped reading, or where a link leads. */
  around: (spaceId: string, seq: number) => Promise<void>;
  before: (spaceId: string) => Promise<void>;
  after: (spaceId: string) => Promise<void>;
  thread: (rootId: string, spaceId: string) => Promise<void>;
  threadBefore: (rootId: string) => Promise<void>;
  followed: () => Promise<void>;
  /** Too much was missed: what is loaded of this space is loaded again, in place of what there was. */
  again: (spaceId: string) => Promise<void>;
}

export interface LoadsOptions {
  call: Call;
  store: Store<ChatState>;
  apply: (state: ChatState, frame: ActivityFrame) => ChatState;
  /** These came with a page. */
  arrived: (messages: readonly Message[]) => void;
}

export function createLoads({
  call,
  store,
  apply,
  arrived,
}: LoadsOptions): Loads & { hear: (frame: ActivityFrame) => void } {
  const crossings = new Set<Crossing>();
  const underWay = new Map<string, Promise<void>>();

  const once = (key: string, load: () => Promise<void>): Promise<void> => {
    const running = underWay.get(key);
    if (running) return running;
    const started = load().finally(() => underWay.delete(key));
    underWay.set(key, started);
    return started;
  };

  const load = async <T extends { feedSeq: number }>(
    feed: string | null,
    ask: () => Promise<T>,
    put: (state: ChatState, reply: T) => ChatState,
  ): Promise<T> => {
    const crossing: Crossing = { feed, heard: [] };
    crossings.add(crossing);
    try {
      const reply = await ask();
      store.set((state) => missedBy(crossing, reply.feedSeq).reduce(apply, put(state, reply)));
      return reply;
    } finally {
      crossings.delete(crossing);
    }
  };

  const page = (
    spaceId: string,
    asked: Asked,
    query: { before?: number; after?: number; around?: number },
    afresh = false,
  ): Promise<void> =>
    once(`${spaceId} ${JSON.stringify(query)} ${afresh}`, async () => {
      const ask = (): Promise<MessagePage> => call(listMessages, { params: { spaceId }, query });
      const put = (state: ChatState, reply: MessagePage): ChatState =>
        withPage(afresh ? withoutTimeline(state, spaceId) : state, spaceId, reply, asked);
      const { messages } = await load(spaceId, ask, put);
      arrived(messages);
    });

  const thread = (rootId: string, spaceId: string, before?: number, afresh = false): Promise<void> =>
    once(`${rootId} ${before} ${afresh}`, async () => {
      const ask = (): Promise<Thread> =>
        call(getThread, { params: { messageId: rootId }, query: before === undefined ? {} : { before } });
      const put = (state: ChatState, reply: Thread): ChatState =>
        withThread(afresh ? withoutThread(state, rootId) : state, reply, before);
      const { replies } = await load(spaceId, ask, put);
      arrived(replies);
    });

  const timelineOf = (spaceId: string) => store.get().timelines[spaceId];

  return {
    hear(frame) {
      for (const crossing of crossings) if (concerns(frame, crossing.feed)) crossing.heard.push(frame);
    },
    newest: (spaceId) => page(spaceId, 'newest', {}),
    around: (spaceId, seq) => page(spaceId, 'around', { around: seq }),
    async before(spaceId) {
      const first = timelineOf(spaceId)?.entries[0]?.message.seq;
      if (first !== undefined) await page(spaceId, { before: first }, { before: first });
    },
    async after(spaceId) {
      const last = timelineOf(spaceId)?.entries.at(-1)?.message.seq;
      if (last !== undefined) await page(spaceId, { after: last }, { after: last });
    },
    thread: (rootId, spaceId) => thread(rootId, spaceId),
    async threadBefore(rootId) {
      const loaded = store.get().threads[rootId];
      const first = loaded?.replies[0]?.message.seq;
      if (loaded && first !== undefined) await thread(rootId, loaded.root.message.spaceId, first);
    },
    followed: () =>
      once('followed', async () => {
        const ask = async () => ({ ...(await call(listFollowedThreads)), feedSeq: 0 });
        await load(null, ask, (state, { threads }) => withFollowed(state, threads));
      }),
    async again(spaceId) {
      const timeline = timelineOf(spaceId);
      const middle = timeline?.entries[timeline.entries.length >> 1]?.message.seq;
      const roots = Object.values(store.get().threads).filter(({ root }) => root.message.spaceId === spaceId);
      const column =
        timeline &&
        (timeline.hasAfter && middle !== undefined
          ? page(spaceId, 'around', { around: middle }, true)
          : page(spaceId, 'newest', {}, true));
      await Promise.all([
        column,
        ...roots.map(({ root }) => thread(root.message.id, spaceId, undefined, true)),
      ]);
    },
  };
}
