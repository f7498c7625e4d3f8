import type { Message } from '@footbridge/contract/chat.ts';
import type { AnyEndpoint } from '@footbridge/contract/kit/endpoint.ts';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../kit/api/call.ts';
import { NetworkError, ProblemError } from '../../kit/api/problemError.ts';
import { handClock } from '../../kit/live/handClock.ts';
import { memoryKeep } from '../../kit/live/keep.ts';
import { createChat } from './api.ts';
import { applyToChat } from './live.ts';
import { withPage } from './store.ts';

const SPACE = 'winter';
const AGAIN_MS = 3000;

const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

/** A chat that has sent one message, which no live message has brought; what the server says of it is the test's. */
async function start() {
  const clock = handClock();
  const server = { say: (): unknown => new NetworkError('cut off'), asked: 0, isLive: true };
  const call = async (endpoint: AnyEndpoint): Promise<unknown> => {
    if (endpoint.name === 'postMessage') return { id: 'm1', seq: 1, createdAt: '' };
    server.asked += 1;
    const said = server.say();
    if (said instanceof Error) throw said;
    return said;
  };
  const chat = createChat({
    call: call as Call,
    clock,
    random: () => 1,
    keep: memoryKeep(),
    me: () => ({ id: 'amina', name: 'Amina Yusuf' }),
    apply: applyToChat,
    isLive: () => server.isLive,
    say: () => undefined,
  });
  const empty = { messages: [], hasBefore: false, hasAfter: false, feedSeq: 0 };
  chat.store.set((state) => withPage(state, SPACE, empty, 'newest'));
  chat.post({ spaceId: SPACE, threadRootId: null, title: null, source: 'Hello' });
  await settled();
  const pass = async (): Promise<void> => {
    clock.pass(AGAIN_MS);
    await settled();
  };
  return {
    chat,
    server,
    pass,
    outgoing: () => chat.outbox.store.get().map(({ state }) => state),
    shown: () => chat.store.get().timelines[SPACE]?.entries.map(({ message }) => message.id),
  };
}

const sent = { id: 'm1', seq: 1, spaceId: SPACE, threadRootId: null } as Message;
const refused = new ProblemError({ type: '', title: '', code: 'notFound', detail: '', status: 404 });

describe('a message that was sent and that no live message brings', () => {
  it('is fetched after a while and shown in its place', async () => {
    const { server, pass, outgoing, shown } = await start();
    expect(outgoing()).toEqual(['sent']);
    server.say = () => sent;
    await pass();
    expect([outgoing(), shown()]).toEqual([[], ['m1']]);
  });

  it('is let go of when it is no longer mine to see', async () => {
    const { server, pass, outgoing, shown } = await start();
    server.say = () => refused;
    await pass();
    expect([outgoing(), shown()]).toEqual([[], []]);
  });

  it('is asked for until there is an answer, and not while we are cut off', async () => {
    const { server, pass, outgoing } = await start();
    await pass();
    await pass();
    expect([server.asked, outgoing()]).toEqual([2, ['sent']]);
    server.isLive = false;
    await pass();
    expect(server.asked).toBe(2);
    server.isLive = true;
    server.say = () => sent;
    await pass();
    expect(outgoing()).toEqual([]);
  });

  it('is asked for no more once everything has stopped', async () => {
    const { chat, server, pass } = await start();
    chat.stop();
    await pass();
    expect(server.asked).toBe(0);
  });
});
