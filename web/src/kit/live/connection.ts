import type { ActivityFrame, ServerFrame } from '@footbridge/contract/kit/live.ts';
import { createStore, type Store } from '../store.ts';
import { createAsking } from './asking.ts';
import { retryDelay } from './backoff.ts';
import { systemClock, type Clock } from './clock.ts';
import { createPositions, type Positions } from './positions.ts';
import { watchSilence } from './silence.ts';
import type { OpenSocket, Socket } from './socket.ts';

type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;

export type LiveState =
  | { is: 'idle' }
  | { is: 'connecting' }
  | { is: 'live' }
  /** Cut off; the next try begins at `nextTryAt` (milliseconds since 1970). */
  | { is: 'waiting'; nextTryAt: number }
  /** The server told this client not to come back. */
  | { is: 'ended'; reason: FrameOf<'goodbye'>['reason'] };

/** A frame that is neither activity nor of the protocol, such as typing: no position, may be lost. */
export interface SignalFrame {
  type: string;
  feed: string;
}

export interface LiveOptions {
  open: OpenSocket;
  /** Each activity of each followed feed once, in the feed's order, without holes. */
  onActivity: (frame: ActivityFrame) => void;
  onSignal?: (frame: SignalFrame) => void;
  /** The state of this feed must be loaded afresh and then followed from there; `gone`: it is no longer this person's to hear. */
  onReset: (feed: string, reason: FrameOf<'reset'>['reason']) => void;
  /** A socket ended before the server had said hello, for the `times`th time in a row: perhaps the session is over. */
  onRefused?: (times: number) => void;
  clock?: Clock;
  random?: () => number;
}

export interface LiveConnection {
  state: Store<LiveState>;
  start: () => void;
  /** Ends the socket and all timers; positions are kept, `start` goes on from them. */
  stop: () => void;
  /** Goes on hearing this feed after `seq`. Many calls in one turn travel in one frame. */
  follow: (feed: string, seq: number) => void;
  unfollow: (feed: string) => void;
  /** Says something that may be lost; dropped while not live. */
  say: (frame: { type: string }) => void;
  /** The network is gone: what is open now will say nothing more, though nobody closed it. */
  cut: () => void;
  /** Does not wait for the next try: the network has come back, or a person asked. */
  retryNow: () => void;
  /** True when live and nothing is known to be missing. */
  settled: () => boolean;
  last: (feed: string) => number | undefined;
}

/** Feeds named in one frame, so that it stays below what the server accepts (about 55 bytes each, 64 KiB). */
const FEEDS_PER_FRAME = 1000;
/** A connection that lived as long as this has proved itself: the next cut is retried quickly again. */
const STEADY_MS = 5000;
/** Silence of so many heartbeats means that the other side is gone, though no close came. */
const SILENT_HEARTBEATS = 2.5;
const HELLO_MS = 15_000;

interface Hearing {
  onHello: (frame: FrameOf<'hello'>) => void;
  onGoodbye: (frame: FrameOf<'goodbye'>) => void;
}

function hear(text: string, positions: Positions, options: LiveOptions & Hearing): void {
  const frame = JSON.parse(text) as ServerFrame | ActivityFrame;
  if (frame.type === 'activity') {
    if (positions.accept(frame.feed, frame.seq)) options.onActivity(frame);
  } else if (frame.type === 'caughtUp') positions.caughtUp(frame.feed, frame.seq);
  else if (frame.type === 'heads') {
    for (const [feed, seq] of frame.heads) positions.head(feed, seq);
  } else if (frame.type === 'hello') options.onHello(frame);
  else if (frame.type === 'resync') positions.askAll();
  else if (frame.type === 'goodbye') options.onGoodbye(frame);
  else if (frame.type === 'reset') {
    positions.unfollow(frame.feed);
    options.onReset(frame.feed, frame.reason);
  } else options.onSignal?.(frame);
}

function askFor(feeds: [string, number][], socket: Socket): void {
  for (let at = 0; at < feeds.length; at += FEEDS_PER_FRAME) {
    socket.send(JSON.stringify({ type: 'follow', feeds: feeds.slice(at, at + FEEDS_PER_FRAME) }));
  }
}

/** Keeps one socket to the server alive and hands over what comes, see `contract/src/kit/live.ts` for the protocol. */
export function createLiveConnection(options: LiveOptions): LiveConnection {
  const { clock = systemClock, random = Math.random } = options;
  const state = createStore<LiveState>({ is: 'idle' });
  const positions = createPositions();
  const silence = watchSilence(clock, () => socket?.close());
  let socket: Socket | null = null;
  let attempt = 0;
  let refused = 0;
  let greetedAt = 0;
  let comeBackWithinMs: number | null = null;
  let endRetry = (): void => {};

  const isLive = (): boolean => state.get().is === 'live';
  const asking = createAsking(clock, positions, (feeds) => socket && askFor(feeds, socket));
  const askSoon = (): void => {
    if (isLive()) asking.soon();
  };
  const endTimers = (): void => {
    silence.end();
    asking.end();
  };

  const hearing: LiveOptions & Hearing = {
    ...options,
    onHello(frame) {
      refused = 0;
      greetedAt = clock.now();
      state.set({ is: 'live' });
      silence.allow(frame.heartbeatMs * SILENT_HEARTBEATS);
      positions.askAll();
    },
    onGoodbye(frame) {
      if (frame.again) comeBackWithinMs = frame.withinMs;
      else state.set({ is: 'ended', reason: frame.reason });
      socket?.close();
    },
  };

  const ended = (): void => {
    socket = null;
    endTimers();
    if (isLive() && clock.now() - greetedAt >= STEADY_MS) attempt = 0;
    if (state.get().is === 'connecting') options.onRefused?.((refused += 1));
    // Read again: whoever heard of the refusal may have stopped us.
    if (state.get().is === 'idle' || state.get().is === 'ended') return;
    const delay = comeBackWithinMs === null ? retryDelay(attempt++, random) : random() * comeBackWithinMs;
    comeBackWithinMs = null;
    state.set({ is: 'waiting', nextTryAt: clock.now() + delay });
    endRetry = clock.after(delay, connect);
  };

  const connect = (): void => {
    endRetry();
    state.set({ is: 'connecting' });
    silence.heard();
    let mine: Socket | null = null;
    let over = false;
    // What a socket that we gave up still delivers must not be taken for the new one's.
    const current = (): boolean => !over && (mine === null || mine === socket);
    mine = options.open({
      opened: () => {},
      received(text) {
        if (!current()) return;
        silence.heard();
        hear(text, positions, hearing);
        askSoon();
      },
      closed() {
        if (!current()) return;
        over = true;
        ended();
      },
    });
    if (over) return;
    socket = mine;
    silence.allow(HELLO_MS);
  };

  return {
    state,
    start() {
      if (state.get().is === 'idle') connect();
    },
    stop() {
      state.set({ is: 'idle' });
      endRetry();
      endTimers();
      const open = socket;
      socket = null;
      open?.close();
    },
    follow(feed, seq) {
      positions.follow(feed, seq);
      askSoon();
    },
    unfollow(feed) {
      if (positions.last(feed) === undefined) return;
      positions.unfollow(feed);
      if (isLive()) socket?.send(JSON.stringify({ type: 'unfollow', feeds: [feed] }));
    },
    say(frame) {
      if (isLive()) socket?.send(JSON.stringify(frame));
    },
    cut: () => socket?.close(),
    retryNow() {
      if (state.get().is === 'waiting') connect();
    },
    settled: () => isLive() && !asking.isPending() && positions.settled(),
    last: positions.last,
  };
}
