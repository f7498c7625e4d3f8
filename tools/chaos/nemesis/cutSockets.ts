import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '../history.ts';
import { type Fault, happened, untilBack } from './fault.ts';

const ROUNDS = 4;
const BETWEEN_MS = 500;

/** Connections break without a word, some of them again while they come back; one stays away for all the rounds. */
export const cutSockets: Fault = {
  name: 'cut sockets',
  async run(world) {
    const since = now();
    const tabs = [...world.tabs.open];
    const away = world.random.pick(tabs);
    let cut = 0;
    away.wire.block(true);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { wire } of tabs) if (world.random.chance(0.6) && wire.cut()) cut += 1;
      away.wire.cut();
      await sleep(BETWEEN_MS);
    }
    away.wire.block(false);
    const backMs = await untilBack(world);
    const again = happened(
      world.history,
      since,
      (event) => event.type === 'wire' && event.f === 'hello',
    ).length;
    return {
      bit: cut >= tabs.length && again > 0,
      detail: `${cut} cuts of ${tabs.length} sockets, ${again} came back, the last after ${backMs} ms`,
    };
  },
};
