import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, World } from './fault.ts';
import { crashAfterCommit } from './crashAfterCommit.ts';
import { cutSockets } from './cutSockets.ts';
import { deactivatePeople } from './deactivatePeople.ts';
import { endConnections } from './endConnections.ts';
import { killBoth } from './killBoth.ts';
import { killPostgres } from './killPostgres.ts';
import { killServer } from './killServer.ts';
import { loseFrames } from './loseFrames.ts';
import { pauseServer } from './pauseServer.ts';
import { removeMembers } from './removeMembers.ts';
import { restartServer } from './restartServer.ts';
import { revokeSessions } from './revokeSessions.ts';
import { slowReader } from './slowReader.ts';

/** What every run must hold, however little time there is. */
const FIRST: readonly Fault[] = [
  killServer,
  killPostgres,
  killBoth,
  cutSockets,
  slowReader,
  revokeSessions,
  removeMembers,
];
const FURTHER: readonly Fault[] = [
  deactivatePeople,
  crashAfterCommit,
  pauseServer,
  endConnections,
  loseFrames,
  restartServer,
];
const OF_OUR_DATABASE: readonly Fault[] = [killPostgres, killBoth];

/** How one fault went. */
export interface Struck {
  name: string;
  /** Seconds from its beginning until all was well again. */
  seconds: number;
  bit: boolean;
  detail: string;
}

/** Between faults all is well for a while, so that each shows its own effects. */
const CALM_MS = [1200, 2500] as const;

export interface Striking {
  /** At least so long; what every run must hold is done in any case. */
  minutes: number;
  /** Filled with how each went, as it goes. */
  struck: Struck[];
  tell(line: string): void;
}

/** One fault after the other in an order of the seed, until the time is over; those that every run must hold come first, once. */
export async function strikeAll(world: World, { minutes, struck, tell }: Striking): Promise<void> {
  const until = performance.now() + minutes * 60_000;
  const ours = (faults: readonly Fault[]) =>
    world.random.shuffled(
      faults.filter((fault) => world.postgres !== undefined || !OF_OUR_DATABASE.includes(fault)),
    );
  const must = ours(FIRST);
  for (let queue = [...must, ...ours(FURTHER)]; struck.length < must.length || performance.now() < until;) {
    const [fault = cutSockets, ...rest] = queue;
    queue = rest.length === 0 ? ours([...FIRST, ...FURTHER]) : rest;
    await reloadOne(world);
    await sleep(world.random.whole(...CALM_MS));
    const one = await strike(world, fault);
    tell(describe(one));
    struck.push(one);
    if (!world.server.isRunning()) throw new Error(`After "${fault.name}" the server did not run again.`);
  }
}

/** Whatever goes wrong in a fault is written down as one that did not bite: the run is then unknown, and tells why. */
export async function strike(world: World, fault: Fault): Promise<Struck> {
  const began = performance.now();
  const { history } = world;
  history.add('nemesis', { type: 'fault', f: fault.name, value: { stage: 'begin' } });
  const bite = await fault
    .run(world)
    .catch((error: unknown) => ({ bit: false, detail: (error as Error).message }));
  history.add('nemesis', { type: 'fault', f: fault.name, value: { stage: 'end', ...bite } });
  return { name: fault.name, seconds: (performance.now() - began) / 1000, ...bite };
}

/** Somebody closes their tab and opens it again. */
async function reloadOne({ random, tabs, load, witness }: World): Promise<void> {
  const tab = random.pick([...tabs.open].filter((one) => one !== witness));
  tab.close();
  load.join(await tabs.openTab(tab.person, tab.session));
}

const describe = ({ name, seconds, bit, detail }: Struck): string =>
  `${bit ? 'bit   ' : 'NO BITE'} ${name.padEnd(36)} ${seconds.toFixed(1).padStart(5)} s  ${detail}`;
