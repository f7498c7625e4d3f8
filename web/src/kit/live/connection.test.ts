import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLiveConnection, type LiveConnection } from './connection.ts';
import { handClock } from './handClock.ts';
import type { OpenSocket, SocketEvents } from './socket.ts';

const FEEDS = ['room', 'hall', 'me'];
const HEARTBEAT_MS = 10_000;

type Fate = 'sent' | 'lost' | 'doubled' | 'late';
/** Ways in which a server could break the protocol, to show that the test below notices. */
type Fault = 'none' | 'says caught up too early' | 'never tells heads';

/** As much of the server as the protocol shows: logs, who follows, and a wire that misbehaves as told. */
function modelServer(fault: Fault) {
  const heads = new Map(FEEDS.map((feed) => [feed, 0]));
  let wire: { events: SocketEvents; follows: Set<string>; held: string[]; greeted: boolean } | null = null;

  const say = (frame: object): void => wire?.events.received(JSON.stringify(frame));
  const activity = (feed: string, seq: number): string =>
    JSON.stringify({ type: 'activity', feed, seq, kind: 'x', at: '' });
  const answer = (feed: string, last: number): void => {
    const head = heads.get(feed);
    if (head === undefined) return say({ type: 'reset', feed, reason: 'gone' });
    const from = fault === 'says caught up too early' ? last + 2 : last + 1;
    for (let seq = from; seq <= head; seq += 1) wire?.events.received(activity(feed, seq));
    say({ type: 'caughtUp', feed, seq: head });
    wire?.follows.add(feed);
  };

  const open: OpenSocket = (events) => {
    const mine = { events, follows: new Set<string>(), held: [], greeted: false };
    wire = mine;
    return {
      send(text) {
        const frame = JSON.parse(text) as { type: string; feeds: [string, number][] };
        if (frame.type !== 'follow' || wire !== mine) return;
        for (const [feed, last] of frame.feeds) answer(feed, last);
      },
      close() {
        if (wire === mine) wire = null;
        events.closed();
      },
    };
  };
  return {
    open,
    heads,
    greet() {
      if (!wire || wire.greeted) return;
      wire.greeted = true;
      say({ type: 'hello', personId: 'me', sessionId: null, heartbeatMs: HEARTBEAT_MS });
    },
    post(feed: string, fate: Fate) {
      const seq = (heads.get(feed) ?? 0) + 1;
      heads.set(feed, seq);
      if (!wire?.follows.has(feed) || fate === 'lost') return;
      const text = activity(feed, seq);
      if (fate === 'late') wire.held.push(text);
      else wire.events.received(text);
      if (fate === 'doubled') wire.events.received(text);
    },
    release() {
      for (const text of wire?.held.splice(0) ?? []) wire?.events.received(text);
    },
    beat() {
      if (fault !== 'never tells heads') say({ type: 'heads', heads: [...heads] });
    },
    resync: () => say({ type: 'resync' }),
    cut() {
      const cut = wire;
      wire = null;
      cut?.events.closed();
    },
  };
}

const action = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      feed: fc.constantFrom(...FEEDS),
      fate: fc.constantFrom<Fate>('sent', 'lost', 'doubled', 'late'),
    }),
  },
  fc.record({ do: fc.constantFrom('cut', 'greet', 'greet', 'beat', 'release', 'resync') }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 20_000 }) }),
);

/** Plays a run against a faulty server, then lets the network heal; returns what the client was given. */
function play(
  actions: (typeof action extends fc.Arbitrary<infer A> ? A : never)[],
  fault: Fault,
): { got: Record<string, number[]>; heads: Map<string, number>; settled: boolean } {
  const clock = handClock();
  const server = modelServer(fault);
  const got: Record<string, number[]> = Object.fromEntries(FEEDS.map((feed) => [feed, []]));
  const connection: LiveConnection = createLiveConnection({
    open: server.open,
    clock,
    random: () => 0.5,
    onActivity: (frame: ActivityFrame) => got[frame.feed]?.push(frame.seq),
    onReset: () => {},
  });
  for (const feed of FEEDS) connection.follow(feed, 0);
  connection.start();
  for (const step of actions) {
    if ('feed' in step) server.post(step.feed, step.fate);
    else if ('ms' in step) clock.pass(step.ms);
    else server[step.do]();
    clock.pass(1);
  }
  // Healed: a socket that waits comes back within 15 s.
  for (let second = 0; second < 18; second += 1) {
    clock.pass(1000);
    server.greet();
    server.beat();
  }
  clock.pass(1);
  const settled = connection.settled();
  connection.stop();
  return { got, heads: server.heads, settled };
}

function isComplete({ got, heads, settled }: ReturnType<typeof play>): boolean {
  return (
    settled &&
    FEEDS.every((feed) => {
      const seqs = got[feed] ?? [];
      return seqs.length === heads.get(feed) && seqs.every((seq, at) => seq === at + 1);
    })
  );
}

describe('the live connection', () => {
  const runs = fc.array(action, { maxLength: 60 });

  it('hands over every activity once and in order, however the network loses, doubles, delays and cuts', () => {
    fc.assert(
      fc.property(runs, (actions) => isComplete(play(actions, 'none'))),
      { numRuns: 500 },
    );
  });

  it.each<Fault>(['says caught up too early', 'never tells heads'])(
    'would be seen to lose something when the server %s',
    (fault) => {
      const outcome = fc.check(
        fc.property(runs, (actions) => isComplete(play(actions, fault))),
        { numRuns: 500 },
      );
      expect(outcome.failed).toBe(true);
    },
  );
});

/** A connection whose socket the test holds in its hands. */
function held() {
  const clock = handClock();
  const sockets: { events: SocketEvents; sent: unknown[]; closed: boolean }[] = [];
  const resets: string[] = [];
  const seen: number[] = [];
  const connection = createLiveConnection({
    clock,
    random: () => 1,
    open(events) {
      const socket = { events, sent: [] as unknown[], closed: false };
      sockets.push(socket);
      return {
        send: (text) => socket.sent.push(JSON.parse(text)),
        close() {
          socket.closed = true;
          events.closed();
        },
      };
    },
    onActivity: (frame) => seen.push(frame.seq),
    onReset: (feed, reason) => resets.push(`${feed} ${reason}`),
  });
  const newest = () => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  };
  const say = (frame: object) => newest().events.received(JSON.stringify(frame));
  const greet = () => say({ type: 'hello', personId: 'me', sessionId: null, heartbeatMs: HEARTBEAT_MS });
  return { clock, sockets, resets, seen, connection, newest, say, greet };
}

describe('following', () => {
  it('names all feeds in one frame', () => {
    const { connection, greet, clock, newest } = held();
    connection.start();
    connection.follow('a', 3);
    connection.follow('b', 7);
    greet();
    clock.pass(0);
    expect(newest().sent).toEqual([
      {
        type: 'follow',
        feeds: [
          ['a', 3],
          ['b', 7],
        ],
      },
    ]);
  });

  it('asks once for a hole, from the last position it has', () => {
    const { connection, greet, clock, newest, say, seen } = held();
    connection.start();
    connection.follow('a', 3);
    greet();
    clock.pass(0);
    say({ type: 'caughtUp', feed: 'a', seq: 3 });
    for (const seq of [4, 6, 7, 8]) say({ type: 'activity', feed: 'a', seq, kind: 'x', at: '' });
    clock.pass(0);
    expect(seen).toEqual([4]);
    expect(newest().sent.slice(1)).toEqual([{ type: 'follow', feeds: [['a', 4]] }]);
  });

  it('asks again when no answer comes', () => {
    const { connection, greet, clock, newest, say } = held();
    connection.start();
    connection.follow('a', 3);
    greet();
    clock.pass(19_000);
    say({ type: 'heads', heads: [] });
    expect([newest().sent.length, connection.settled()]).toEqual([1, false]);
    clock.pass(1001);
    expect(newest().sent).toHaveLength(2);
    say({ type: 'caughtUp', feed: 'a', seq: 3 });
    expect(connection.settled()).toBe(true);
  });

  it('drops a feed that was reset until it is followed again', () => {
    const { connection, greet, clock, say, seen, resets } = held();
    connection.start();
    connection.follow('a', 3);
    greet();
    clock.pass(0);
    say({ type: 'reset', feed: 'a', reason: 'gapTooLong' });
    say({ type: 'activity', feed: 'a', seq: 4, kind: 'x', at: '' });
    connection.follow('a', 40);
    say({ type: 'activity', feed: 'a', seq: 41, kind: 'x', at: '' });
    expect([seen, resets]).toEqual([[41], ['a gapTooLong']]);
  });
});

describe('coming back', () => {
  it('waits longer after each failure, up to 15 seconds', () => {
    const { connection, clock, sockets, newest } = held();
    connection.start();
    const waits: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      newest().events.closed();
      const state = connection.state.get();
      const wait = state.is === 'waiting' ? state.nextTryAt - clock.now() : -1;
      waits.push(wait);
      clock.pass(wait);
    }
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    expect(sockets).toHaveLength(10);
  });

  it('comes back within the time a stopping server asks for', () => {
    const { connection, clock, greet, say } = held();
    connection.start();
    greet();
    say({ type: 'goodbye', again: true, withinMs: 3000, reason: 'stopping' });
    expect(connection.state.get()).toEqual({ is: 'waiting', nextTryAt: clock.now() + 3000 });
  });

  it('does not come back when the session has ended', () => {
    const { connection, clock, greet, say, sockets } = held();
    connection.start();
    greet();
    say({ type: 'goodbye', again: false, withinMs: 0, reason: 'signedOut' });
    clock.pass(600_000);
    expect(connection.state.get()).toEqual({ is: 'ended', reason: 'signedOut' });
    expect(sockets).toHaveLength(1);
  });

  it('gives up a socket that has gone silent', () => {
    const { connection, clock, greet, newest } = held();
    connection.start();
    greet();
    const first = newest();
    clock.pass(24_000);
    expect(first.closed).toBe(false);
    clock.pass(2_000);
    expect(first.closed).toBe(true);
  });

  it('hears nothing more from a socket it gave up', () => {
    const { connection, clock, greet, newest, seen } = held();
    connection.start();
    connection.follow('a', 0);
    greet();
    const first = newest();
    clock.pass(26_000);
    clock.pass(15_000);
    first.events.received(JSON.stringify({ type: 'activity', feed: 'a', seq: 1, kind: 'x', at: '' }));
    expect(seen).toEqual([]);
  });
});
