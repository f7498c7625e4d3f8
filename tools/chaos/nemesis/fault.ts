import { setTimeout as sleep } from 'node:timers/promises';
import type { Tabs, Tab } from '../clients.ts';
import { type Event, type History, now } from '../history.ts';
import type { Load } from '../load.ts';
import type { Cast } from '../people.ts';
import type { Postgres } from '../postgres.ts';
import type { Random } from '../random.ts';
import type { Server } from '../server.ts';

/** All that a fault may lay its hands on. */
export interface World {
  random: Random;
  history: History;
  server: Server;
  /** Undefined where the database is not ours to kill. */
  postgres: Postgres | undefined;
  cast: Cast;
  tabs: Tabs;
  /** The tab of the witness, who stewards every space. */
  witness: Tab;
  load: Load;
}

/** Whether a fault really happened, in figures that show it. A fault that did not bite proves nothing. */
export interface Bite {
  bit: boolean;
  detail: string;
}

export interface Fault {
  name: string;
  /** Does its harm, makes it well again and answers whether it was felt. */
  run(world: World): Promise<Bite>;
}

const BACK_MS = 90_000;

/** Waits until the server answers and every client is connected again; answers the milliseconds it took. */
export async function untilBack({ server, tabs }: World): Promise<number> {
  const began = performance.now();
  const isBack = async () =>
    (await server.healthy()) &&
    [...tabs.open].every(
      (tab) => tab.client.phase.get() !== 'ready' || tab.client.live.state.get().is === 'live',
    );
  while (!(await isBack())) {
    if (performance.now() - began > BACK_MS) {
      throw new Error(`After ${BACK_MS} ms not everybody was connected again.`);
    }
    await sleep(50);
  }
  return Math.round(performance.now() - began);
}

/** What was written down since a moment and fits. */
export function happened(history: History, since: number, fits: (event: Event) => boolean): Event[] {
  const found: Event[] = [];
  for (let at = history.events.length - 1; at >= 0; at -= 1) {
    const event = history.events[at];
    if (event === undefined || event.t < since) break;
    if (fits(event)) found.push(event);
  }
  return found.toReversed();
}

const isClose = (event: Event): boolean => event.type === 'wire' && event.f === 'close';
/** An operation that ended without anybody knowing whether it happened. */
export const isUnknown = (event: Event): boolean => event.type === 'info';

/** Harms, waits until all is well, and says what was seen of it. */
export async function harm(
  world: World,
  work: () => Promise<void>,
): Promise<{ closed: number; unknown: number; backMs: number }> {
  const since = now();
  await work();
  const backMs = await untilBack(world);
  return {
    closed: happened(world.history, since, isClose).length,
    unknown: happened(world.history, since, isUnknown).length,
    backMs,
  };
}

/** For faults of several strokes: each of them must have been felt. */
export function tally(strokes: PromiseSettledResult<unknown>[], what: string): Bite {
  const failures = strokes.flatMap((stroke) =>
    stroke.status === 'rejected' ? [(stroke.reason as Error).message] : [],
  );
  const failed = failures.length === 0 ? '' : `; ${failures[0]}`;
  return {
    bit: failures.length === 0,
    detail: `${strokes.length - failures.length} of ${strokes.length} ${what}${failed}`,
  };
}
