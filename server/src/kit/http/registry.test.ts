import { expect, test } from 'vitest';
import { Done, endpoint } from '@footbridge/contract/kit/endpoint.ts';
import { liveAction } from '@footbridge/contract/kit/live.ts';
import { type Registry, endpointsOf, liveActionsOf, refuseIncompleteRegistry } from './registry.ts';
import { route } from './route.ts';

const plain = { summary: 'For this test', who: 'person', object: 'none', reply: Done } as const;
const open = endpoint('open', { method: 'POST', path: '/opening', ...plain });
const close = endpoint('close', { method: 'POST', path: '/closing', ...plain });
const wave = liveAction('wave', { who: 'person', object: 'none', summary: 'For this test', shape: {} });
const toDone = (one: typeof open) => route(one, async () => ({ done: true as const }));
const contract = { open, close, wave, Done, MAX: 3 };

const registry = (changes: Partial<Registry>): Registry => ({
  endpoints: endpointsOf([contract]),
  actions: liveActionsOf([contract]),
  routes: [toDone(open), toDone(close)],
  handled: ['wave'],
  ...changes,
});

test('endpoints and live actions are found among everything that a contract exports', () => {
  expect(endpointsOf([contract])).toEqual([open, close]);
  expect(liveActionsOf([contract])).toEqual([wave]);
});

test('a server that answers exactly what is declared may start', () => {
  expect(() => refuseIncompleteRegistry(registry({}))).not.toThrow();
});

test.each<[string, Partial<Registry>, string]>([
  ['an endpoint without a route', { routes: [toDone(open)] }, 'the endpoint close has no route'],
  [
    'a route registered twice',
    { routes: [toDone(open), toDone(close), toDone(close)] },
    'the endpoint close has more than one route',
  ],
  ['a route that nobody declared', { endpoints: [open] }, 'the route close is not declared in the contract'],
  [
    'a route with a declaration of its own',
    {
      routes: [
        toDone(open),
        toDone(endpoint('close', { method: 'POST', path: '/closing', ...plain, who: 'anyone' })),
      ],
    },
    'the route close is not the one the contract declares',
  ],
  [
    'an endpoint declared twice',
    { endpoints: [open, close, close] },
    'the contract declares the endpoint close twice',
  ],
  ['a live action that nobody hears', { handled: [] }, 'the live action wave has no handler'],
  [
    'a handler of what nobody declared',
    { handled: ['wave', 'shout'] },
    'the handler shout is not declared in the contract',
  ],
])('%s keeps the server from starting', (_, changes, sentence) => {
  expect(() => refuseIncompleteRegistry(registry(changes))).toThrow(sentence);
});
