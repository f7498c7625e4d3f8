import type { AnyEndpoint } from '@footbridge/contract/kit/endpoint.ts';
import type { Space } from '@footbridge/contract/spaces.ts';
import { describe, expect, it } from 'vitest';
import { createClient, snapshot } from './client.ts';
import type { Call } from './kit/api/call.ts';
import { NetworkError, ProblemError } from './kit/api/problemError.ts';
import { handClock } from './kit/live/handClock.ts';
import type { SocketEvents } from './kit/live/socket.ts';

const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

const organisation = { id: 'council', name: 'Northbrook Council', shortName: 'NC', hue: 200 };
const spaceOf = (id: string, feedSeq: number, more: Partial<Space> = {}): Space => ({
  id,
  feedSeq,
  kind: 'working',
  reach: 'shared',
  name: id,
  purpose: '',
  leadOrganisation: organisation,
  historyRule: 'all',
  archivedAt: null,
  charterVersion: 1,
  awaiting: [],
  others: [],
  audience: { people: 2, organisations: 1, keptDays: null, disclosable: false },
  mine: { role: 'member', organisation, joinedAt: '', charterRead: 1, readSeq: 0, unread: 0, mentions: 0 },
  ...more,
});

const refusal = (status: number): ProblemError =>
  new ProblemError({ type: '', title: '', code: 'no', detail: 'no', status });

/** A client, and a server that answers what the test has put there. */
function start() {
  const clock = handClock(1_000_000);
  const server = {
    me: { id: 'amina', name: 'Amina', feedSeq: 3 } as object,
    spaces: [spaceOf('winter', 10), spaceOf('housing', 20)],
    signedIn: true,
    fails: null as Error | null,
    asked: [] as string[],
  };
  const call = async (endpoint: AnyEndpoint, input?: { params?: { spaceId?: string } }) => {
    const spaceId = input?.params?.spaceId;
    server.asked.push([endpoint.name, ...(spaceId ? [spaceId] : [])].join(' '));
    if (server.fails) throw server.fails;
    if (endpoint.name === 'getWelcome') return { signedIn: server.signedIn };
    if (endpoint.name === 'getMe') return server.me;
    if (endpoint.name === 'listSpaces') return { spaces: server.spaces };
    if (endpoint.name === 'listMessages') {
      return { messages: [], hasBefore: false, hasAfter: false, feedSeq: 99 };
    }
    const space = server.spaces.find(({ id }) => id === spaceId);
    if (endpoint.name === 'getSpace' && space) return space;
    throw refusal(404);
  };
  let events: SocketEvents | null = null;
  const sent: { type: string; feeds?: unknown }[] = [];
  const client = createClient({
    call: call as Call,
    clock,
    random: () => 1,
    openSocket(given) {
      events = given;
      return { send: (text) => sent.push(JSON.parse(text) as { type: string }), close: () => given.closed() };
    },
  });
  const say = (frame: object): void => events?.received(JSON.stringify(frame));
  const greet = (): void => {
    say({ type: 'hello', personId: 'amina', sessionId: null, heartbeatMs: 10_000 });
    clock.pass(0);
  };
  const mine = (seq: number, kind: string, more: object): void =>
    say({ type: 'activity', feed: 'amina', seq, kind, at: '', ...more });
  return { clock, server, client, sent, say, greet, mine, cut: () => events?.closed() };
}

const spacesOf = ({ client }: ReturnType<typeof start>): string[] =>
  Object.keys(client.spaces.store.get().spaces ?? {});

describe('starting', () => {
  it('follows my own feed and each space from where it was loaded', async () => {
    const run = start();
    await run.client.start();
    run.greet();
    expect(run.client.phase.get()).toBe('ready');
    expect(run.sent).toEqual([
      {
        type: 'follow',
        feeds: [
          ['winter', 10],
          ['housing', 20],
          ['amina', 3],
        ],
      },
    ]);
  });

  it('says that I am signed out, and opens no socket', async () => {
    const run = start();
    run.server.fails = refusal(401);
    await run.client.start();
    expect([run.client.phase.get(), run.client.live.state.get().is]).toEqual(['signedOut', 'idle']);
  });

  it('goes on trying while the server cannot be reached', async () => {
    const run = start();
    run.server.fails = new NetworkError(null);
    const started = run.client.start();
    await settled();
    expect(run.client.phase.get()).toBe('unreachable');
    run.server.fails = null;
    run.clock.pass(1000);
    await started;
    expect(run.client.phase.get()).toBe('ready');
  });
});

describe('my spaces', () => {
  it('are followed when I come into one and forgotten when I am out of it', async () => {
    const run = start();
    await run.client.start();
    run.greet();
    run.mine(4, 'spaceAdded', { space: spaceOf('corridor', 7) });
    run.clock.pass(0);
    expect(run.sent.at(-1)).toEqual({ type: 'follow', feeds: [['corridor', 7]] });
    await run.client.chat.loads.newest('winter');
    run.mine(5, 'spaceLost', { spaceId: 'winter' });
    expect(run.sent.at(-1)).toEqual({ type: 'unfollow', feeds: ['winter'] });
    expect([spacesOf(run), Object.keys(snapshot(run.client).timelines)]).toEqual([
      ['housing', 'corridor'],
      [],
    ]);
  });

  it('are loaded again when too much was missed, and heard from there', async () => {
    const run = start();
    await run.client.start();
    run.greet();
    await run.client.chat.loads.newest('winter');
    run.server.spaces = [spaceOf('winter', 4000, { name: 'Renamed' }), spaceOf('housing', 20)];
    run.server.asked = [];
    run.say({ type: 'reset', feed: 'winter', reason: 'gapTooLong' });
    await settled();
    run.clock.pass(0);
    expect(run.server.asked).toEqual(['getSpace winter', 'listMessages winter']);
    expect(run.sent.at(-1)).toEqual({ type: 'follow', feeds: [['winter', 4000]] });
    expect(snapshot(run.client).spaces['winter']?.name).toBe('Renamed');
  });

  it('are dropped when the server says that one is not mine to hear', async () => {
    const run = start();
    await run.client.start();
    run.greet();
    run.server.spaces = [spaceOf('housing', 20)];
    run.say({ type: 'reset', feed: 'winter', reason: 'gone' });
    run.clock.pass(300);
    await settled();
    expect([spacesOf(run), run.server.asked.at(-1)]).toEqual([['housing'], 'getSpace winter']);
  });

  it('are not asked for when my own feed says as well that I am out of one', async () => {
    const run = start();
    await run.client.start();
    run.greet();
    run.server.asked = [];
    run.say({ type: 'reset', feed: 'winter', reason: 'gone' });
    run.mine(4, 'spaceLost', { spaceId: 'winter' });
    run.clock.pass(300);
    await settled();
    expect([spacesOf(run), run.server.asked]).toEqual([['housing'], []]);
  });
});

describe('the session', () => {
  it('of a visitor is asked about without an answer that refuses', async () => {
    const run = start();
    run.server.signedIn = false;
    await run.client.start();
    expect([run.client.phase.get(), run.server.asked]).toEqual(['signedOut', ['getWelcome']]);
  });

  it('is asked about when nobody answers the socket any more', async () => {
    const run = start();
    await run.client.start();
    run.cut();
    run.server.fails = refusal(401);
    run.clock.pass(15_000);
    run.cut();
    await settled();
    expect([run.client.phase.get(), run.client.live.state.get().is]).toEqual(['signedOut', 'idle']);
  });

  it('ends at once when the server says so', async () => {
    const run = start();
    await run.client.start();
    run.greet();
    run.say({ type: 'goodbye', again: false, withinMs: 0, reason: 'signedOut' });
    expect(run.client.phase.get()).toBe('signedOut');
  });
});
