import * as accounts from '@footbridge/contract/accounts.ts';
import * as auth from '@footbridge/contract/auth.ts';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createCast } from '../../server/test/cast.ts';
import { ENDPOINTS } from '../../server/test/matrix/contract.ts';
import { startTestServer } from '../../server/test/server.ts';
import { snapshot } from '../../web/src/client.ts';
import { type Device, createDevice, cut, expectAsFresh, mend, openDevice } from './clients.ts';
import { SCENARIOS, SHOWS_NOTHING } from './scenarios.ts';
import { type Story, tell } from './story.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const server = await startTestServer();
const cast = await createCast(server);
const open: Device[] = [];

afterEach(async () => {
  for (const { client } of open.splice(0)) client.stop();
  await server.context.pool.query('delete from attempt_counters');
});

async function device(story: Story): Promise<Device> {
  const opened = await openDevice(server, story.watcher);
  open.push(opened);
  return opened;
}

test('every endpoint that changes something is covered here, or shows nothing by itself for a reason', () => {
  const changing = ENDPOINTS.filter(({ method }) => method !== 'GET').map(({ name }) => name);
  const covered = new Set([...SCENARIOS.map(({ endpoint }) => endpoint), ...Object.keys(SHOWS_NOTHING)]);
  expect(changing.filter((name) => !covered.has(name))).toEqual([]);
  expect([...covered].filter((name) => !changing.includes(name))).toEqual([]);
  expect(SCENARIOS.filter(({ endpoint }) => endpoint in SHOWS_NOTHING)).toEqual([]);
});

const named = SCENARIOS.map((scenario) => [`${scenario.endpoint}: ${scenario.what}`, scenario] as const);

describe('a client that heard of it, and one that was cut off meanwhile, show what a new one shows', () => {
  test.each(named)('%s', async (_, scenario) => {
    const story = await tell(server, cast);
    await scenario.before?.(story);
    const [connected, away] = [await device(story), await device(story)];
    const before = { shown: snapshot(connected.client), credentials: connected.client.credentials.get() };
    cut(away);
    await scenario.act(story);
    expect([...story.called]).toContain(scenario.endpoint);
    await mend(away);
    await expectAsFresh(server, connected, story.watcher, 'connected all the time');
    await expectAsFresh(server, away, story.watcher, 'away while it happened');
    if (scenario.credentialsOnly === true) {
      for (const { client } of [connected, away]) {
        expect(client.credentials.get()).toBeGreaterThan(before.credentials);
      }
    } else if (scenario.endsAsBefore !== true) {
      expect(snapshot(connected.client), 'the scenario changes nothing on the screen').not.toEqual(
        before.shown,
      );
    }
  });
});

describe('a client whose session is over notices, as a new one does', () => {
  test.each<[string, (story: Story) => Promise<unknown>]>([
    [
      'I sign out everywhere',
      ({ as, watcher }) => as(watcher).call(auth.signOut, { body: { everywhere: true } }),
    ],
    [
      'my account is closed',
      ({ as, watcher }) =>
        as(cast.amina).call(accounts.deactivatePerson, { params: { personId: watcher.id } }),
    ],
  ])('%s', async (_, act) => {
    const story = await tell(server, cast);
    const [connected, away] = [await device(story), await device(story)];
    cut(away);
    await act(story);
    await mend(away);
    const fresh = createDevice(server, story.watcher);
    open.push(fresh);
    await fresh.client.start();
    for (const { client } of [connected, away, fresh]) {
      await expect.poll(() => client.phase.get(), { timeout: 60_000 }).toBe('signedOut');
    }
  });
});
