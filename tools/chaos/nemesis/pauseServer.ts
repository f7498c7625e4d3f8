import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '../history.ts';
import { type Fault, happened, untilBack } from './fault.ts';

const LASTS_MS = 2500;
/** Answers that were under way when it stopped may still arrive. */
const UNDER_WAY_MS = 200;

/** The whole server stands still, as on a machine that swaps or is moved; then it goes on as if nothing had been. */
export const pauseServer: Fault = {
  name: 'stop the server for a while',
  async run(world) {
    world.server.signal('SIGSTOP');
    const since = now() + UNDER_WAY_MS;
    await sleep(LASTS_MS);
    const state = world.server.state();
    const answers = happened(world.history, since, (event) => event.type === 'ok').length;
    world.server.signal('SIGCONT');
    const backMs = await untilBack(world);
    return {
      bit: state === 'T' && answers === 0,
      detail: `state ${state}, ${answers} answers in ${LASTS_MS} ms, back after ${backMs} ms`,
    };
  },
};
