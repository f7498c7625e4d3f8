import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startTestServer } from '../server.ts';
import { ENDPOINTS } from './contract.ts';
import { askWithForeignIds, searchForHidden, takesIds } from './inside.ts';
import { type Matrix, askWithoutChange, changeWhereAllowed, createMatrix } from './matrix.ts';
import { createAsk } from './requests.ts';
import { prepareSamples } from './samples.ts';
import { createWorld } from './world.ts';

// Thousands of calls each: how long they take is the machine's business.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const logged: string[] = [];
const server = await startTestServer({
  log: pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) }),
});
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
  const skipped = ENDPOINTS.filter(({ name }) => !asked.has(name)).map(({ name }) => name);
  console.log(
    `permission matrix: ${matrix.run} cells run, endpoints skipped: ${skipped.join(', ') || 'none'}`,
  );
});

const asked = new Set<string>();

test('search has taken in what is said, so that it could tell', async () => {
  await expect
    .poll(async () => (await server.context.pool.query('select 1 from search_queue limit 1')).rowCount, {
      timeout: 15_000,
    })
    .toBe(0);
});

test.each(ENDPOINTS)('$name tells and changes nothing for whom it is not', async (endpoint) => {
  asked.add(endpoint.name);
  expect(await askWithoutChange(matrix, endpoint)).toEqual([]);
});

test.each(ENDPOINTS.filter(takesIds))(
  '$name takes an id inside its input that is not theirs as one that does not exist',
  async (endpoint) => {
    expect(await askWithForeignIds(matrix, endpoint)).toEqual([]);
  },
);

test('search tells no word that stands only where one may not read', async () => {
  expect(await searchForHidden(matrix, 12)).toEqual([]);
});

test('how busy the server is, is for its administrators, and names nobody', async () => {
  for (const { name, person, identity } of matrix.actors) {
    const { status, text } = await ask(identity, 'GET', '/metrics');
    expect([name, status]).toEqual([
      name,
      person === undefined ? 401 : person === 'administrator' ? 200 : 403,
    ]);
    expect(matrix.world.canaries.leaks(text, undefined)).toEqual([]);
  }
});

test('every kind of text was seen by somebody who may, so a leak of it would have been', () => {
  expect(matrix.world.canaries.neverSeen()).toEqual([]);
});

test.each(ENDPOINTS.filter((endpoint) => endpoint.method !== 'GET'))(
  '$name works for whom it is',
  async (endpoint) => {
    expect(await changeWhereAllowed(matrix, endpoint)).toEqual([]);
  },
);

/** Fewer would mean that some of it is no longer asked. */
const CELLS_MIN = 12_000;

test('nothing that people wrote, or are called, stands in the log', () => {
  expect(logged.length).toBeGreaterThan(0);
  expect(matrix.world.canaries.leaks(logged.join(''), undefined)).toEqual([]);
});

test('nothing was left out', () => {
  expect([...asked].toSorted()).toEqual(ENDPOINTS.map(({ name }) => name).toSorted());
  expect(matrix.run).toBeGreaterThan(CELLS_MIN);
});
