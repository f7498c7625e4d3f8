import { type Fault, harm } from './fault.ts';

/** Server and database die in the same moment, as when a machine is switched off (but the kernel keeps what was written). */
export const killBoth: Fault = {
  name: 'kill server and PostgreSQL',
  async run(world) {
    const { postgres, server } = world;
    if (postgres === undefined) return { bit: false, detail: 'the database is not ours to kill' };
    const before = postgres.readyPid();
    let processes = 0;
    const { closed, unknown, backMs } = await harm(world, async () => {
      server.signal('SIGKILL');
      processes = postgres.kill();
      await server.exited();
      await server.start();
    });
    const after = postgres.readyPid();
    const bit = processes > 1 && before !== after && after !== undefined && closed > 0;
    return {
      bit,
      detail: `${processes} database processes killed, ${closed} sockets closed, ${unknown} answers missing, back after ${backMs} ms`,
    };
  },
};
