import pg from 'pg';
import { expect, test } from 'vitest';
import { createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { openSpace, say } from '../../../test/spaces.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, tomasz } = cast;

/** A connection of the test's own to the server's database. */
async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  return client;
}

/** The server's connection that waits for a table which the test has locked. */
async function findWaiting(client: pg.Client): Promise<number> {
  for (;;) {
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and application_name = 'footbridge' and wait_event_type = 'Lock' and query like '%memberships%'`,
    );
    if (rows[0] !== undefined) return rows[0].pid;
  }
}

test('whoever could not be answered because the database went away is told to ask again, and hears on', async () => {
  const busy = await openSpace(cast, amina, [tomasz]);
  const space = await openSpace(cast, amina, [tomasz]);
  const live = await cast.live(tomasz);
  await live.follow([busy.id, busy.feedSeq]);
  const [locking, ending] = [await connect(), await connect()];
  await locking.query('begin; lock table memberships in access exclusive mode');
  live.say({ type: 'follow', feeds: [[space.id, 0]] });
  const waiting = await findWaiting(ending);
  // In every turn of the event loop something waits to be written to this socket, also in the one in which the failure arrives.
  let talking = true;
  const talk = () => {
    server.context.signal(busy.id, amina.id, {
      type: 'typing',
      feed: busy.id,
      person: { id: amina.id, name: amina.name },
      threadRootId: null,
    });
    if (talking) setImmediate(talk);
  };
  talk();
  await ending.query('select pg_terminate_backend($1)', [waiting]);
  await live.next('resync').finally(() => (talking = false));
  await locking.query('rollback');
  await Promise.all([locking.end(), ending.end()]);
  await live.follow([space.id, 0]);
  const { seq } = await say(cast, amina, space.id, 'are you still there?');
  expect(await live.next((frame) => frame.seq === seq)).toMatchObject({ kind: 'messagePosted' });
  await live.close();
});
