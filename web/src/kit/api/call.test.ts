import { addReaction, listMessages } from '@footbridge/contract/chat.ts';
import { getMe, listPeople } from '@footbridge/contract/people.ts';
import { openDirectSpace, renameSpace } from '@footbridge/contract/spaces.ts';
import { expect, test } from 'vitest';
import { createCaller } from './call.ts';
import { NetworkError, ProblemError } from './problemError.ts';

const ID = '0198c0de-0000-7000-8000-000000000001';

interface Sent {
  url: string;
  request: RequestInit;
}

/** A caller whose network is `answer`, and what it sent. */
function callerOf(answer: (sent: Sent) => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const network = (url: string | URL | Request, request: RequestInit = {}) => {
    const one = { url: url instanceof Request ? url.url : url.toString(), request };
    sent.push(one);
    return Promise.resolve().then(() => answer(one));
  };
  return {
    call: createCaller({
      origin: 'https://footbridge.example',
      fetch: network,
      headers: { authorization: 'Bearer x' },
    }),
    sent,
  };
}

const done = () => Response.json({ done: true });

test('ids and emoji become part of the address, escaped', async () => {
  const { call, sent } = callerOf(done);
  await call(addReaction, { params: { messageId: ID, emoji: '👍🏽' } });
  await call(addReaction, { params: { messageId: ID, emoji: ':a/b?:' } });
  expect(sent.map(({ url }) => url)).toEqual([
    `https://footbridge.example/api/messages/${ID}/reactions/%F0%9F%91%8D%F0%9F%8F%BD`,
    `https://footbridge.example/api/messages/${ID}/reactions/%3Aa%2Fb%3F%3A`,
  ]);
});

test('a query holds what was given and nothing else', async () => {
  const { call, sent } = callerOf(done);
  await call(listMessages, { params: { spaceId: ID }, query: { before: 12, size: 50 } });
  await call(listPeople, { query: { name: 'Zoë & co', organisationId: undefined } });
  await call(listPeople);
  expect(sent.map(({ url }) => new URL(url).search)).toEqual([
    '?before=12&size=50',
    '?name=Zo%C3%AB+%26+co',
    '',
  ]);
});

test('a body travels as JSON, and an endpoint without one sends none', async () => {
  const { call, sent } = callerOf(done);
  await call(renameSpace, { params: { spaceId: ID }, body: { name: 'Housing' } });
  await call(getMe);
  expect(sent.map(({ request }) => [request.method, request.body])).toEqual([
    ['PATCH', '{"name":"Housing"}'],
    ['GET', undefined],
  ]);
  expect(new Headers(sent[0]?.request.headers).get('content-type')).toBe('application/json');
  expect(new Headers(sent[1]?.request.headers).get('authorization')).toBe('Bearer x');
});

test('a refusal is thrown with its problem, after the page has heard of it', async () => {
  const heard: string[] = [];
  const problem = {
    type: 'about:blank',
    title: 'Unauthorized',
    status: 401,
    code: 'signInNeeded',
    detail: 'Sign in.',
  };
  const call = createCaller({
    fetch: () => Promise.resolve(Response.json(problem, { status: 401 })),
    onProblem: ({ code }) => heard.push(code),
  });
  const refused = await call(openDirectSpace, { body: { personIds: [ID] } }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ProblemError);
  expect(refused).toMatchObject({ message: 'Sign in.', problem });
  expect(heard).toEqual(['signInNeeded']);
});

test.each([
  ['nobody answers', () => Promise.reject(new TypeError('fetch failed'))],
  ['a proxy answers in its own words', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
  ['the answer breaks off', () => new Response('{"done": tr')],
])('when %s, it is the network that failed', async (_, answer) => {
  await expect(callerOf(answer).call(getMe)).rejects.toBeInstanceOf(NetworkError);
});

test('a call that was stopped says so, and is no failure of the network', async () => {
  const stop = new AbortController();
  const { call } = callerOf(({ request }) => {
    stop.abort();
    return Promise.reject(request.signal?.reason as Error);
  });
  await expect(call(getMe, { signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
});
