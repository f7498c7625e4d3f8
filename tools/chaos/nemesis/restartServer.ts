import { happened, type Fault, harm } from './fault.ts';
import { now } from '../history.ts';

/** What an operator does for an upgrade: the server says goodbye, answers what it has begun, and comes back. */
export const restartServer: Fault = {
  name: 'restart the server in order',
  async run(world) {
    const since = now();
    let took = 0;
    const { closed, backMs } = await harm(world, async () => {
      took = await world.server.stop();
      await world.server.start();
    });
    const told = happened(
      world.history,
      since,
      (event) => event.type === 'wire' && event.f === 'goodbye',
    ).length;
    return {
      bit: closed > 0 && told > 0,
      detail: `stopped in ${Math.round(took)} ms, ${told} of ${closed} sockets were told, back after ${backMs} ms`,
    };
  },
};
