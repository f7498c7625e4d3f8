import { setTimeout as sleep } from 'node:timers/promises';
import { postMessage } from '../../contract/src/chat.ts';
import type { Tab } from './clients.ts';
import { insistOn } from './nemesis/removeMembers.ts';
import type { World } from './nemesis/fault.ts';

const STEADY_MS = 1200;

/**
 * Waits until nothing is under way any more: everything written is sent, every client has heard all there is. One last message in each
 * space and one last move of each read position show whoever missed the end of a feed that there is more.
 * @returns the clients that did not get there within `patienceMs`
 */
export async function untilQuiet(world: World, patienceMs: number): Promise<Tab[]> {
  const { tabs, cast, witness, load } = world;
  const deadline = performance.now() + patienceMs;
  await until(deadline, () => [...tabs.open].every(hasSent));
  for (const { id: spaceId } of [...cast.spaces, cast.reports]) {
    const body = { clientId: crypto.randomUUID(), source: load.write(3) };
    await insistOn(() => witness.call(postMessage, { params: { spaceId }, body }));
  }
  await sleep(STEADY_MS / 2);
  for (const { client } of tabs.open) {
    for (const { space } of Object.values(client.spaces.store.get().spaces ?? {})) {
      client.spaces.markRead(space.id, client.live.last(space.id) ?? 0);
    }
  }
  // The move of a read position is sent a little later and comes back by another feed.
  await sleep(STEADY_MS);
  await untilSteady(tabs.open, deadline);
  return [...tabs.open].filter((tab) => !isSettled(tab));
}

const hasSent = ({ client }: Tab): boolean =>
  client.chat.outbox.store.get().every((one) => one.state === 'failed');
const isSettled = (tab: Tab): boolean => tab.client.settled() && hasSent(tab);

async function until(deadline: number, done: () => boolean): Promise<void> {
  while (!done() && performance.now() < deadline) await sleep(50);
}

/** All are settled, and stay so for a while. */
async function untilSteady(open: ReadonlySet<Tab>, deadline: number): Promise<void> {
  let since = performance.now();
  await until(deadline, () => {
    if (![...open].every(isSettled)) since = performance.now();
    return performance.now() - since >= STEADY_MS;
  });
}
