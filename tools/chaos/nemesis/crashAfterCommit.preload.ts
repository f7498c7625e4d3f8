import pg from 'pg';

/** Loaded into a server before its own program: it dies by itself right after so many commits, before anybody hears of the last one. */
const COMMITS = 150;

let commits = 0;
// The driver is changed here, in this one process, so that the product holds no code for dying.
const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
pg.Client.prototype.query = function dying(this: pg.Client, ...given: unknown[]): unknown {
  const result = query.apply(this, given);
  if (given[0] !== 'commit') return result;
  return (result as Promise<unknown>).then((done) => {
    commits += 1;
    if (commits === COMMITS) process.kill(process.pid, 'SIGKILL');
    return done;
  });
} as typeof pg.Client.prototype.query;
