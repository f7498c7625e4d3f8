import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startTestServer } from '../server.ts';
import { ENDPOINTS } from './contract.ts';
import { askWithForeignIds, idFieldsOf, searchForHidden } from './inside.ts';
import { type Matrix, askWithoutChange, changeWhereAllowed, createMatrix } from './matrix.ts';
import { createAsk } from './requests.ts';
import { prepareSamples } from './samples.ts';
import { createWorld } from './world.ts';

// Thousands of calls each: how long they take is the machine's business.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const server = await startTestServer();
const { ask, close } = createAsk(server.url);
let matrix: Matrix;

beforeAll(async () => {
  const world = await createWorld(server);
  await prepareSamples(world);
  matrix = createMatrix(world, ask);
});

beforeEach(async () => {
  await server.context.pool.query('delete from attempt_counters');
});

afterAll(() => {
  close();
  console.log(`permission matrix: ${matrix.run} cells run, 0 skipped`);
});

const routed = new Set(server.app.routes.map((route) => route.endpoint.name));
const endpoints = ENDPOINTS.filter((endpoint) => routed.has(endpoint.name));

test('search has taken in what is said, so that it could tell', async () => {
  await expect
    .poll(async () => (await server.context.pool.query('select 1 from search_queue limit 1')).rowCount, {
      timeout: 15_000,
    })
    .toBe(0);
});

test.each(endpoints)('$name tells and changes nothing for whom it is not', async (endpoint) => {
  expect(await askWithoutChange(matrix, endpoint)).toEqual([]);
});

test.each(endpoints.filter((endpoint) => idFieldsOf(endpoint).length > 0))(
  '$name takes an id inside its input that is not theirs as one that does not exist',
  async (endpoint) => {
    expect(await askWithForeignIds(matrix, endpoint)).toEqual([]);
  },
);

test('search tells no word that stands only where one may not read', async () => {
  expect(await searchForHidden(matrix, 12)).toEqual([]);
});

test('every kind of text was seen by somebody who may, so a leak of it would have been', () => {
  expect(matrix.world.canaries.neverSeen()).toEqual([]);
});

test.each(endpoints.filter((endpoint) => endpoint.method !== 'GET'))(
  '$name works for whom it is',
  async (endpoint) => {
    expect(await changeWhereAllowed(matrix, endpoint)).toEqual([]);
  },
);

/** Fewer would mean that some of it is no longer asked. */
const CELLS_MIN = 15_000;

test('nothing was left out', () => {
  expect(matrix.run).toBeGreaterThan(CELLS_MIN);
});
