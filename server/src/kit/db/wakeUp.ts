import pg from 'pg';
import type { Log } from '../log.ts';

const CHANNEL = 'footbridge_activity';
const RECONNECT_MS = 1000;

/** Tells running servers that another process (the command line) committed activity in a feed. After the commit, once per feed. */
export async function wakeServers(pool: pg.Pool, feedIds: string[]): Promise<void> {
  for (const feedId of new Set(feedIds)) await pool.query('select pg_notify($1, $2)', [CHANNEL, feedId]);
}

/** Hears of other processes' commits. A wake-up that is lost costs seconds: the hub compares heads with the database anyway. */
export function listenForWakeUps(
  connectionString: string,
  log: Log,
  onWakeUp: (feedId: string) => void,
): { stop(): Promise<void> } {
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = (client = new pg.Client({ connectionString, application_name: 'footbridge wake-ups' }));
    const again = () => {
      if (stopped || client !== next) return;
      client = undefined;
      timer = setTimeout(() => void connect(), RECONNECT_MS);
    };
    next.on('notification', (notification) => onWakeUp(notification.payload ?? ''));
    next.on('error', (error) => log.debug({ error: error.message }, 'the wake-up connection broke'));
    next.on('end', again);
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
    } catch {
      again();
    }
  }

  void connect();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
