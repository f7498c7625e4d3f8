import pg from 'pg';

/** Planted bug: who posts is answered as soon as the message is written, and the commit follows a little later. */
const LATER_MS = 120;

const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
const posting = new WeakSet<pg.Client>();
const committing = new WeakMap<pg.Client, Promise<unknown>>();

const textOf = (asked: unknown): string =>
  typeof asked === 'string' ? asked : ((asked as { text?: string }).text ?? '');

pg.Client.prototype.query = function hasty(this: pg.Client, ...given: unknown[]): unknown {
  if (/insert into messages/i.test(textOf(given[0]))) posting.add(this);
  const before = committing.get(this);
  if (given[0] === 'commit' && posting.delete(this)) {
    const later = new Promise((resolve) => setTimeout(resolve, LATER_MS));
    const done = later.then(() => query.apply(this, given)).catch(() => undefined);
    committing.set(this, done);
    return Promise.resolve({ command: 'COMMIT', rowCount: 0, rows: [], fields: [], oid: 0 });
  }
  // Whatever is asked next on this connection waits for the commit, as it would on the wire.
  return before === undefined ? query.apply(this, given) : before.then(() => query.apply(this, given));
} as typeof pg.Client.prototype.query;
