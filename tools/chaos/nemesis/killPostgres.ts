import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, harm } from './fault.ts';

const RESTART_MS = 60_000;

/** The database dies with all its processes; the server must notice, start it again and go on. */
export const killPostgres: Fault = {
  name: 'kill PostgreSQL',
  async run(world) {
    const { postgres, server } = world;
    if (postgres === undefined) return { bit: false, detail: 'the database is not ours to kill' };
    const before = postgres.readyPid();
    let processes = 0;
    const { unknown, backMs } = await harm(world, async () => {
      processes = postgres.kill();
      for (let waited = 0; waited < RESTART_MS; waited += 50) {
        const pid = postgres.readyPid();
        if (pid !== undefined && pid !== before) return;
        await sleep(50);
      }
    });
    const after = postgres.readyPid();
    const bit =
      before !== undefined && after !== undefined && after !== before && processes > 1 && server.isRunning();
    return {
      bit,
      detail: `${processes} processes killed, another one runs, ${unknown} answers missing, back after ${backMs} ms`,
    };
  },
};
