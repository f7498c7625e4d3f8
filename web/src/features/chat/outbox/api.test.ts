import type { AnyEndpoint } from '@footbridge/contract/kit/endpoint.ts';
import type { Message } from '@footbridge/contract/chat.ts';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../../kit/api/call.ts';
import { NetworkError, ProblemError } from '../../../kit/api/problemError.ts';
import { handClock } from '../../../kit/live/handClock.ts';
import { memoryKeep, type Keep } from '../../../kit/live/keep.ts';
import { createOutbox } from './api.ts';

interface Sent {
  spaceId: string;
  clientId: string;
  source: string;
  accept: () => Promise<void>;
  refuse: (status: number, retryAfterMs?: number) => Promise<void>;
  cut: () => Promise<void>;
}

const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

/** An outbox whose requests the test answers by hand. */
function start(keep: Keep = memoryKeep(), startedAt = Date.parse('2026-11-24T10:00:00Z')) {
  const clock = handClock(startedAt);
  const requests: Sent[] = [];
  const call = (
    _: AnyEndpoint,
    {
      params,
      body,
      signal,
    }: { params: { spaceId: string }; body: { clientId: string; source: string }; signal: AbortSignal },
  ) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      const then = (work: () => void) => (): Promise<void> => {
        work();
        return settled();
      };
      requests.push({
        spaceId: params.spaceId,
        clientId: body.clientId,
        source: body.source,
        accept: then(() => resolve({ id: `id of ${body.source}`, seq: requests.length, createdAt: '' })),
        refuse: (status, retryAfterMs) =>
          then(() =>
            reject(
              new ProblemError({
                type: '',
                title: '',
                code: 'no',
                detail: `because ${status}`,
                status,
                ...(retryAfterMs ? { retryAfterMs } : {}),
              }),
            ),
          )(),
        cut: then(() => reject(new NetworkError(null))),
      });
    });
  const seen: string[] = [];
  const outbox = createOutbox({
    call: call as Call,
    clock,
    random: () => 1,
    keep,
    myId: () => 'amina',
    onSent: ({ messageId }) => seen.push(messageId ?? ''),
  });
  const send = (source: string, spaceId = 'winter') =>
    outbox.send({ spaceId, threadRootId: null, title: null, source });
  const states = (): string[] => outbox.store.get().map(({ source, state }) => `${source} ${state}`);
  const request = (at: number): Sent => {
    const one = requests.at(at);
    if (!one) throw new Error('no such request');
    return one;
  };
  return { clock, keep, requests, request, outbox, send, states, seen };
}

const messageOf = (clientId: string): Message => ({ clientId }) as Message;

describe('sending', () => {
  it('goes one after the other in a space, and side by side in different ones', async () => {
    const { send, requests, request } = start();
    send('one');
    send('two');
    send('elsewhere', 'housing');
    expect(requests.map(({ source }) => source)).toEqual(['one', 'elsewhere']);
    await request(0).accept();
    expect(requests.map(({ source }) => source)).toEqual(['one', 'elsewhere', 'two']);
  });

  it('tries again with the same client id after a cut, waiting longer each time', async () => {
    const { send, requests, request, clock, states } = start();
    send('one');
    await request(0).cut();
    clock.pass(249);
    expect(requests).toHaveLength(1);
    clock.pass(1);
    await request(1).cut();
    clock.pass(499);
    expect(requests).toHaveLength(2);
    clock.pass(1);
    await request(2).accept();
    expect(new Set(requests.map(({ clientId }) => clientId)).size).toBe(1);
    expect(states()).toEqual(['one sent']);
  });

  it('gives a request up that is never answered, and sends the message again with the same client id', async () => {
    const { send, requests, request, clock, states } = start();
    send('one');
    send('two');
    clock.pass(19_999);
    await settled();
    expect(requests).toHaveLength(1);
    clock.pass(1);
    await settled();
    clock.pass(250);
    expect(request(1)).toMatchObject({ source: 'one', clientId: requests[0]?.clientId });
    await request(1).accept();
    await request(2).accept();
    expect(states()).toEqual(['one sent', 'two sent']);
  });

  it('waits as long as an overloaded server asks for', async () => {
    const { send, requests, request, clock } = start();
    send('one');
    await request(0).refuse(429, 5000);
    clock.pass(4999);
    expect(requests).toHaveLength(1);
    clock.pass(1);
    expect(requests).toHaveLength(2);
  });

  it('says why it was refused and goes on with the next', async () => {
    const { send, request, outbox, states } = start();
    send('one');
    send('two');
    await request(0).refuse(403);
    expect(outbox.store.get()[0]?.failure).toBe('because 403');
    expect([states(), request(1).source]).toEqual([['one failed', 'two waiting'], 'two']);
  });

  it('sends a failed one again after those that wait, and gives the text back when it is taken back', async () => {
    const { send, request, outbox, states } = start();
    const one = send('one');
    await request(0).refuse(403);
    send('two');
    outbox.retry(one.clientId);
    expect(states()).toEqual(['two waiting', 'one waiting']);
    await request(1).accept();
    await request(2).refuse(403);
    expect(outbox.discard(one.clientId)?.source).toBe('one');
    expect(states()).toEqual(['two sent']);
  });

  it('waits for a sign-in when the session has ended', async () => {
    const { send, requests, request, clock, outbox, states } = start();
    send('one');
    await request(0).refuse(401);
    clock.pass(60_000);
    expect([requests.length, states()]).toEqual([1, ['one waiting']]);
    outbox.resume();
    expect(requests).toHaveLength(2);
  });

  it('tries at once when the connection is back', async () => {
    const { send, requests, request, outbox, clock } = start();
    send('one');
    await request(0).cut();
    outbox.resume();
    expect(requests).toHaveLength(2);
    clock.pass(60_000);
    expect(requests).toHaveLength(2);
  });
});

describe('what comes back', () => {
  it('is dropped from the outbox, whichever of reply and live message is first', async () => {
    const { send, request, outbox, states, seen } = start();
    const one = send('one');
    outbox.arrived([messageOf(one.clientId)]);
    expect(states()).toEqual([]);
    await request(0).accept();
    expect([states(), seen]).toEqual([[], []]);
    const two = send('two');
    await request(1).accept();
    expect([states(), seen]).toEqual([['two sent'], ['id of two']]);
    outbox.arrived([messageOf(two.clientId)]);
    expect(states()).toEqual([]);
  });
});

describe('a page that was closed', () => {
  it('leaves behind what was not sent, and the next sends it with the same client id', async () => {
    const { send, keep, request } = start();
    const one = send('one');
    send('two');
    await request(0).cut();
    const next = start(keep);
    next.outbox.restore();
    expect(next.states()).toEqual(['one waiting', 'two waiting']);
    expect(next.request(0).clientId).toBe(one.clientId);
    await next.request(0).accept();
    await next.request(1).accept();
    const last = start(keep);
    last.outbox.restore();
    expect(last.states()).toEqual([]);
  });

  it('does not send unasked what was written days ago', () => {
    const { send, keep } = start();
    send('one');
    const next = start(keep, Date.parse('2026-11-26T10:00:00Z'));
    next.outbox.restore();
    expect([next.states(), next.requests.length]).toEqual([['one failed'], 0]);
  });
});
