import { setTimeout as sleep } from 'node:timers/promises';
import { createTabs } from './clients.ts';
import { type FinalRead, readAll } from './final.ts';
import type { History } from './history.ts';
import { createLoad, openSpaces } from './load.ts';
import type { World } from './nemesis/fault.ts';
import type { Cast } from './people.ts';
import { postgresOf } from './postgres.ts';
import type { Random } from './random.ts';
import type { Server } from './server.ts';

export interface ScenarioOptions {
  server: Server;
  cast: Cast;
  history: History;
  random: Random;
  actionsPerSecond: number;
  /** How many people have a second tab open. */
  secondTabs: number;
  /** Share of messages that are sent twice. */
  doubled: number;
  hideGaps?: boolean;
  /** How long everybody may take at the end until all is heard. */
  patienceMs: number;
  /** What happens while the people are at work. */
  script(world: World): Promise<void>;
}

const SAMPLE_MS = 250;
/** A timer that is late by more than this is written down as a time in which nothing could be seen. */
const STALL_MS = 100;

/** People at work on a server, what happens to them and it, and everything that is there in the end. */
export async function playScenario(options: ScenarioOptions): Promise<FinalRead> {
  const { server, cast, history } = options;
  const random = options.random.fork();
  const share = { now: options.doubled };
  const tabs = createTabs({
    origin: server.origin,
    history,
    random,
    doubled: () => share.now,
    hideGaps: options.hideGaps ?? false,
  });
  const watch = watchMachine(history, server);
  const load = createLoad(random.fork(), {
    actionsPerSecond: options.actionsPerSecond,
    people: cast.people.length + options.secondTabs,
  });
  try {
    const witness = await tabs.openTab(cast.witness);
    await openSpaces(witness);
    const seconds = cast.people.slice(0, options.secondTabs);
    await Promise.all(
      [...cast.people, ...seconds].map(async (person) => load.join(await tabs.openTab(person))),
    );
    const world: World = {
      random: random.fork(),
      history,
      server,
      postgres: postgresOf(server),
      cast,
      tabs,
      witness,
      load,
    };
    await options.script(world);
    await load.stop();
    share.now = 0;
    return await readAll(world, options.patienceMs);
  } finally {
    await watch.end();
    for (const tab of Array.from(tabs.open)) tab.close();
  }
}

/** Writes down the server's memory, and when this process itself was too busy to see anything. */
function watchMachine(history: History, server: Server): { end(): Promise<void> } {
  const state = { over: false };
  const watching = (async () => {
    while (!state.over) {
      const began = performance.now();
      await sleep(SAMPLE_MS);
      const late = performance.now() - began - SAMPLE_MS;
      if (late > STALL_MS) history.add('run', { type: 'sample', f: 'stall', value: Math.round(late) });
      history.add('run', { type: 'sample', f: 'rss', value: server.memory() });
    }
  })();
  return {
    end: () => {
      state.over = true;
      return watching;
    },
  };
}
