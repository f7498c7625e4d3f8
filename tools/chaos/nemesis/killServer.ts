import { type Fault, harm } from './fault.ts';

/** The server process dies in the middle of its work. Its database lives on, and the next server takes it over. */
export const killServer: Fault = {
  name: 'kill the server',
  async run(world) {
    let how = '';
    const { closed, unknown, backMs } = await harm(world, async () => {
      world.server.signal('SIGKILL');
      how = await world.server.exited();
      await world.server.start();
    });
    return {
      bit: how === 'SIGKILL' && closed > 0,
      detail: `ended by ${how}, ${closed} sockets closed, ${unknown} answers missing, back after ${backMs} ms`,
    };
  },
};
