import { now } from '../history.ts';
import { type Fault, happened, harm, isUnknown } from './fault.ts';

const PRELOAD = new URL('./crashAfterCommit.preload.ts', import.meta.url);

/** The server dies between a commit and the answer to it: what was asked has happened, and nobody was told. */
export const crashAfterCommit: Fault = {
  name: 'crash after a commit, before its answer',
  async run(world) {
    let how = '';
    const since = now();
    const { backMs } = await harm(world, async () => {
      await world.server.stop();
      await world.server.start([PRELOAD]);
      how = await world.server.exited();
      await world.server.start();
    });
    const unknown = happened(world.history, since, isUnknown).length;
    return {
      bit: how === 'SIGKILL' && unknown > 0,
      detail: `ended by ${how} after a commit, ${unknown} answers missing, back after ${backMs} ms`,
    };
  },
};
