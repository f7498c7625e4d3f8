import type { AnyEndpoint } from '@footbridge/contract/kit/endpoint.ts';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startTestServer } from '../server.ts';
import { type Call, callOf, send } from './calls.ts';
import { ENDPOINTS } from './contract.ts';
import { copyOf } from './copies.ts';
import { changedTables, digestTables } from './digest.ts';
import { expectedVerdict } from './expectation.ts';
import { type HostileCall, hostileBodies, hostileQueries, hostileTexts } from './hostile.ts';
import { type Matrix, cellsOf, createMatrix } from './matrix.ts';
import { undo } from './records/stage.ts';
import { type Answer, createAsk, inTurns } from './requests.ts';
import { prepareSamples } from './samples.ts';
import { createWorld } from './world.ts';

// Thousands of calls each: how long they take is the machine's business.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const server = await startTestServer();
const { pool } = server.context;
const { ask, close } = createAsk(server.url);
let matrix: Matrix;

beforeAll(async () => {
  const world = await createWorld(server);
  await prepareSamples(world);
  matrix = createMatrix(world, ask);
});

beforeEach(() => pool.query('delete from attempt_counters'));

afterAll(() => {
  close();
  console.log(`hostile input: ${matrix.run} calls made`);
});

/** A call by somebody who may make it, on something that may be spoilt: what is refused is refused for its input alone. */
async function rightCall(endpoint: AnyEndpoint): Promise<Call> {
  const cells = cellsOf(matrix, endpoint);
  // Where nobody may as things stand, somebody who is signed in stands for all: the input is looked at before what is asked for.
  const cell =
    cells.find((one) => expectedVerdict(one) === 200) ??
    cells.find(({ actor }) => actor.person === 'member') ??
    cells[0];
  if (cell === undefined) throw new Error(`Nobody calls ${endpoint.name}.`);
  const make = async () =>
    callOf({ world: matrix.world, cell: { ...cell, target: await copyOf(matrix.world, cell.target) } });
  const { status, text } = await send(ask, await make());
  expect(status, `${endpoint.name} as it should be called: ${text}`).toBe(expectedVerdict(cell));
  return make();
}

async function sendAll(calls: HostileCall[]): Promise<{ what: string; answer: Answer }[]> {
  matrix.run += calls.length;
  return inTurns(calls, async ({ what, call }) => ({ what, answer: await send(ask, call) }));
}

const unless = (allowed: (status: number) => boolean) => (sent: { what: string; answer: Answer }[]) =>
  sent
    .filter(({ answer }) => !allowed(answer.status))
    .map(({ what, answer }) => `${what} answered ${answer.status} ${answer.text.slice(0, 120)}`);
/** For its form alone, not because of who calls or what for. */
const notRefused = unless((status) => [400, 413, 415, 422].includes(status));
const notBorne = unless((status) => status < 500);

async function refusesAll(endpoint: AnyEndpoint, calls: HostileCall[]) {
  const before = await digestTables(pool);
  expect(notRefused(await sendAll(calls.filter(({ fits }) => !fits))), endpoint.name).toEqual([]);
  expect(changedTables(before, await digestTables(pool)), `${endpoint.name} wrote something`).toEqual([]);
  expect(notBorne(await sendAll(calls.filter(({ fits }) => fits))), endpoint.name).toEqual([]);
  await undo(matrix.world, endpoint.name);
}

test.each(ENDPOINTS.filter((endpoint) => endpoint.hasBody))(
  '$name refuses fields that it does not know and values of another type',
  async (endpoint) => {
    await refusesAll(endpoint, hostileBodies(await rightCall(endpoint)));
  },
);

test.each(ENDPOINTS.filter((endpoint) => endpoint.hasBody))(
  '$name refuses a body that is no object of its own',
  async (endpoint) => {
    const call = await rightCall(endpoint);
    const before = await digestTables(pool);
    const sent = await inTurns(hostileTexts(call.body ?? {}), async ({ what, text, type }) => ({
      what,
      answer: await send((identity, method, path) => ask(identity, method, path, text, type), call),
    }));
    matrix.run += sent.length;
    expect(notRefused(sent)).toEqual([]);
    expect(changedTables(before, await digestTables(pool))).toEqual([]);
    expect(({} as Record<string, unknown>)['administrator']).toBeUndefined();
    await undo(matrix.world, endpoint.name);
  },
);

test.each(ENDPOINTS)(
  '$name refuses a query that it does not know and bears any that it does',
  async (endpoint) => {
    await refusesAll(endpoint, hostileQueries(await rightCall(endpoint)));
  },
);
