import { setTimeout as sleep } from 'node:timers/promises';
import type { Tab } from './clients.ts';
import { type Actor, act, createWriting } from './generators.ts';
import type { Random } from './random.ts';

/** People at work in their tabs, until they are told to stop or are signed out. */
export interface Load {
  join(tab: Tab): void;
  /** A tab that is to be left alone from now on. */
  leave(tab: Tab): void;
  /** Waits until nobody does anything any more. */
  stop(): Promise<void>;
  write: Actor['write'];
}

/**
 * @param actionsPerSecond of all together, as long as the server keeps up: a person who waits for an answer does nothing else
 */
export function createLoad(random: Random, options: { actionsPerSecond: number; people: number }): Load {
  const write = createWriting(random.fork());
  const meanPauseMs = (1000 * options.people) / options.actionsPerSecond;
  const working = new Map<Tab, Promise<void>>();
  const left = new Set<Tab>();
  const state = { stopped: false };

  async function work(actor: Actor): Promise<void> {
    const { client } = actor.tab;
    await openSpaces(actor.tab);
    while (!state.stopped && !left.has(actor.tab) && client.phase.get() === 'ready') {
      await act(actor);
      await sleep(-Math.log(1 - actor.random()) * meanPauseMs);
    }
  }
  return {
    write,
    join: (tab) => void working.set(tab, work({ tab, random: random.fork(), write, busy: new Set() })),
    leave: (tab) => void left.add(tab),
    async stop() {
      state.stopped = true;
      await Promise.all(working.values());
    },
  };
}

/** What a person has before their eyes is what live messages change. */
export async function openSpaces({ client }: Tab): Promise<void> {
  const ids = Object.keys(client.spaces.store.get().spaces ?? {});
  const loads = ids.flatMap((id) => [
    client.chat.loads.newest(id),
    client.spaces.loadMembers(id),
    client.spaces.loadCharter(id),
  ]);
  await Promise.allSettled([...loads, client.chat.loads.followed()]);
}
