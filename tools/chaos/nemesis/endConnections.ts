import { setTimeout as sleep } from 'node:timers/promises';
import { onDatabase } from '../postgres.ts';
import type { Fault } from './fault.ts';

const ROUNDS = 5;
const BETWEEN_MS = 400;

/** The database ends connections in the middle of transactions, which roll back: what they had taken must not leave a hole. */
export const endConnections: Fault = {
  name: 'end database connections',
  async run(world) {
    let ended = 0;
    let busy = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const { rows } = await onDatabase(world.server, (client) =>
        client.query<{ busy: boolean }>(
          `select state <> 'idle' as busy, pg_terminate_backend(pid) from pg_stat_activity
           where application_name = 'footbridge' and datname = current_database() and pid <> pg_backend_pid()`,
        ),
      );
      ended += rows.length;
      busy += rows.filter((row) => row.busy).length;
      await sleep(BETWEEN_MS);
    }
    return {
      bit: ended > 0 && world.server.isRunning(),
      detail: `${ended} connections ended, ${busy} of them at work`,
    };
  },
};
