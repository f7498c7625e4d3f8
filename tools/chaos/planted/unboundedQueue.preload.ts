import { Connection } from '../../../server/src/kit/live/connection.ts';

interface Inside {
  closed: boolean;
  queue: Buffer[];
  frames: number;
  bytes: number;
  waiting: boolean;
  hub: { flushSoon(connection: Connection): void };
}

/** Planted bug: for a socket that is not read everything is kept, however much it gets. */
Connection.prototype.send = function unbounded(this: Connection, bytes: Buffer, count = 1): void {
  const inside = this as unknown as Inside;
  if (inside.closed) return;
  inside.queue.push(bytes);
  inside.frames += count;
  inside.bytes += bytes.length;
  if (inside.waiting) return;
  inside.waiting = true;
  inside.hub.flushSoon(this);
};
