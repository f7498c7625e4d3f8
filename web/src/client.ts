import { getWelcome } from '@footbridge/contract/auth.ts';
import type { Message, TypingSignal } from '@footbridge/contract/chat.ts';
import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';
import { getMe, type Me } from '@footbridge/contract/people.ts';
import type { output } from 'zod/mini';
import { createChat, type Chat } from './features/chat/api.ts';
import { applyToChat } from './features/chat/live.ts';
import type { Entry } from './features/chat/entries/rules.ts';
import { withoutSpace } from './features/chat/store.ts';
import { hearMe } from './features/people/live.ts';
import { createMeStore, type MeStore } from './features/people/store.ts';
import { createSpaces, type Spaces } from './features/spaces/api.ts';
import { applyToSpaces } from './features/spaces/live.ts';
import type { Call } from './kit/api/call.ts';
import { systemClock, type Clock } from './kit/live/clock.ts';
import { createLiveConnection, type LiveConnection } from './kit/live/connection.ts';
import { createHeard, type Heard } from './kit/live/heard.ts';
import { insist, isSignedOut } from './kit/live/insist.ts';
import { memoryKeep, type Keep } from './kit/live/keep.ts';
import { createReloads } from './kit/live/reloads.ts';
import type { OpenSocket } from './kit/live/socket.ts';
import { createStore, type Store } from './kit/store.ts';

/** `unreachable`: the first load failed and is tried again by itself. */
export type Phase = 'starting' | 'unreachable' | 'ready' | 'signedOut';

/**
 * One person's Footbridge without a screen: everything they are shown, kept live, and everything they may do. Runs in the browser
 * and in Node alike; the pages are drawn from its stores.
 */
export interface Client {
  phase: Store<Phase>;
  me: MeStore;
  spaces: Spaces;
  chat: Chat;
  live: LiveConnection;
  /** For pages that load for themselves. */
  heard: Heard;
  /** Loads and connects; ends when the person's spaces are there, or the phase says why not. For another person make another client. */
  start: () => Promise<void>;
  stop: () => void;
  /** The server no longer knows us: everything stops, what waits to be sent is kept. */
  sessionEnded: () => void;
  /** True when connected and nothing is known to be missing, being loaded afresh or waiting to be sent. */
  settled: () => boolean;
  /** Goes up when one of my sessions or tokens was made or ended. */
  credentials: Store<number>;
}

export interface ClientOptions {
  call: Call;
  openSocket: OpenSocket;
  clock?: Clock;
  /** 0 to 1, as `Math.random`. */
  random?: () => number;
  keep?: Keep;
}

/** How often we may find nobody listening before we ask whether our session still counts. */
const REFUSALS_BEFORE_ASKING = 2;
const COUNTS_AGAIN_MS = 1000;
/** Kept while this device was signed in when we last knew. */
const SIGNED_IN = 'signedIn';

/** Hears the feeds of exactly the spaces I am in, and forgets what was said in those I am not. Returns the end of it. */
function followMySpaces({ store }: Spaces, chat: Chat, live: LiveConnection): () => void {
  const followed = new Set<string>();
  return store.subscribe(() => {
    const mine = store.get().spaces ?? {};
    for (const [id, { space }] of Object.entries(mine)) {
      if (followed.has(id)) continue;
      followed.add(id);
      live.follow(id, space.feedSeq);
    }
    for (const id of followed) {
      if (Object.hasOwn(mine, id)) continue;
      followed.delete(id);
      live.unfollow(id);
      chat.store.set((state) => withoutSpace(state, id));
    }
  });
}

/** Where unread counts can no longer be told from what was heard, the server is asked. */
function askForUnsureCounts(spaces: Spaces, clock: Clock): { end: () => void; isAsking: () => boolean } {
  const asking = new Set<string>();
  const end = spaces.store.subscribe(() => {
    for (const [id, { counts }] of Object.entries(spaces.store.get().spaces ?? {})) {
      if (!counts.unsure || asking.has(id)) continue;
      asking.add(id);
      const over = (): boolean => asking.delete(id);
      clock.after(COUNTS_AGAIN_MS, () => void spaces.reload(id).then(over, over));
    }
  });
  return { end, isAsking: () => asking.size > 0 };
}

/** A space loaded afresh with all that is loaded of it, in place of what we had, and followed from there. */
async function reloadSpace(spaceId: string, spaces: Spaces, chat: Chat, live: LiveConnection): Promise<void> {
  const { feedSeq } = await spaces.reload(spaceId);
  const { spaces: mine, members, charters } = spaces.store.get();
  const kept = mine?.[spaceId];
  if (!kept) return;
  // What was heard of it meanwhile may have put an earlier state in place of the answer.
  live.follow(spaceId, Math.min(feedSeq, kept.asOf));
  await Promise.all([
    chat.loads.again(spaceId),
    members[spaceId] && spaces.loadMembers(spaceId),
    charters[spaceId] && spaces.loadCharter(spaceId),
  ]);
}

/** Nothing is on its way to the server, and nothing is known to be out of date. */
const isAtRest = ({ store, outbox }: Chat): boolean =>
  !store.get().followedStale && outbox.store.get().every((one) => one.state === 'failed');

export function createClient({
  call,
  openSocket,
  clock = systemClock,
  random = Math.random,
  keep = memoryKeep(),
}: ClientOptions): Client {
  const phase = createStore<Phase>('starting');
  const credentials = createStore(0);
  const heard = createHeard();
  const me = createMeStore();
  const myId = (): string => me.get()?.id ?? '';
  const spaces = createSpaces(call, clock, (state, frame) => applyToSpaces(state, frame, myId()));
  const live = createLiveConnection({
    open: openSocket,
    clock,
    random,
    onActivity: hear,
    onSignal: (frame) => frame.type === 'typing' && chat.typing.hear(frame as output<typeof TypingSignal>),
    onReset: (feed, reason) => {
      reloads.start(feed, reason);
      heard.tell(null);
    },
    onRefused: (times) => times >= REFUSALS_BEFORE_ASKING && void checkSession(),
  });
  const mine = (): Pick<Me, 'id' | 'name'> => ({ id: myId(), name: me.get()?.name ?? '' });
  const isLive = (): boolean => live.state.get().is === 'live';
  const chat = createChat({ call, clock, random, keep, isLive, apply: applyToChat, say: live.say, me: mine });
  const counts = askForUnsureCounts(spaces, clock);
  const reloads = createReloads({
    clock,
    random,
    goOn: () => !stopped,
    load: (feed) => (feed === myId() ? loadMine() : reloadSpace(feed, spaces, chat, live)),
    isShown: (feed) => feed === myId() || spaces.store.get().spaces?.[feed] !== undefined,
    onRefused: (feed, error) => (isSignedOut(error) ? sessionEnded() : spaces.lose(feed)),
  });
  let stopped = false;

  function hear(frame: ActivityFrame): void {
    hearMe(me, frame);
    spaces.hear(frame);
    spaces.store.set((state) => applyToSpaces(state, frame, myId()));
    chat.hear(frame);
    heard.tell(frame);
    if (frame.kind === 'credentialsChanged') credentials.set((count) => count + 1);
  }

  async function loadMine(): Promise<void> {
    // Not at the same time: a space that is added between the two answers would be in neither.
    const loaded = await call(getMe);
    me.set(loaded);
    await spaces.load();
    live.follow(loaded.id, loaded.feedSeq);
  }

  async function checkSession(): Promise<void> {
    await call(getMe).catch((error: unknown) => isSignedOut(error) && sessionEnded());
  }

  /** A visitor is asked first: answers that refuse stand in the browser's console like faults. */
  async function startMine(): Promise<boolean> {
    if (keep.get(SIGNED_IN) === null && !(await call(getWelcome)).signedIn) return false;
    await loadMine();
    keep.set(SIGNED_IN, 'yes');
    return true;
  }

  function sessionEnded(): void {
    keep.remove(SIGNED_IN);
    live.stop();
    phase.set('signedOut');
  }

  function stillTrying(): boolean {
    if (!stopped) phase.set('unreachable');
    return !stopped;
  }

  function connectionChanged(): void {
    const state = live.state.get();
    if (state.is === 'live') chat.resume();
    const isOver = state.is === 'ended' && (state.reason === 'signedOut' || state.reason === 'deactivated');
    if (isOver) sessionEnded();
  }

  const ends = [followMySpaces(spaces, chat, live), counts.end, live.state.subscribe(connectionChanged)];

  return {
    phase,
    me,
    spaces,
    chat,
    live,
    heard,
    credentials,
    sessionEnded,
    async start() {
      try {
        if (!(await insist(startMine, { clock, random, goOn: stillTrying }))) return sessionEnded();
      } catch (error) {
        if (isSignedOut(error)) sessionEnded();
        else if (!stopped) throw error;
        return;
      }
      chat.outbox.restore();
      phase.set('ready');
      live.start();
    },
    stop() {
      stopped = true;
      for (const end of ends) end();
      live.stop();
      chat.stop();
    },
    settled: () =>
      live.settled() && !reloads.isUnderWay() && !counts.isAsking() && !spaces.isSaying() && isAtRest(chat),
  };
}

/**
 * All that the person is shown, as plain values without positions: two clients of one person that have heard everything are deep
 * equal in it, however they came there.
 */
export function snapshot({ me, spaces, chat }: Client) {
  const { feedSeq: _mine, ...person } = me.get() ?? { feedSeq: 0 };
  const state = spaces.store.get();
  const { timelines, threads, followed } = chat.store.get();
  const messagesOf = (entries: readonly Entry[]): Message[] => entries.map(({ message }) => message);
  return {
    me: person,
    spaces: mapped(state.spaces ?? {}, ({ space: { feedSeq: _position, ...space } }) => space),
    members: state.members,
    charters: state.charters,
    timelines: mapped(timelines, ({ entries, ...edges }) => ({ messages: messagesOf(entries), ...edges })),
    threads: mapped(threads, ({ root, replies, ...rest }) => ({
      root: root.message,
      replies: messagesOf(replies),
      ...rest,
    })),
    followed,
  };
}

const mapped = <T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
