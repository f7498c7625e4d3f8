import { expect, test } from 'vitest';
import { startTestServer } from '../server.ts';
import { ENDPOINTS, LIVE_ACTIONS } from './contract.ts';

const server = await startTestServer();

/** Read from the folder, so that a file of the contract that the server forgets altogether is found too. */
test('every endpoint of the contract has exactly one route, and every route is of the contract', () => {
  const routed = server.app.routes.map(({ endpoint }) => endpoint.name);
  expect(routed.toSorted()).toEqual(ENDPOINTS.map(({ name }) => name).toSorted());
});

test('every live action of the contract has somebody who listens', () => {
  const heard = ['follow', 'unfollow', ...server.app.handlers.map(({ name }) => name)];
  expect(heard.toSorted()).toEqual(LIVE_ACTIONS.map(({ name }) => name).toSorted());
});

test('no two endpoints share a name, or a method and path', () => {
  const places = ENDPOINTS.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':id')}`);
  expect(new Set(ENDPOINTS.map(({ name }) => name)).size).toBe(ENDPOINTS.length);
  expect(new Set(places).size).toBe(places.length);
});
