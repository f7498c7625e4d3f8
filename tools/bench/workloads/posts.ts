import { randomUUID } from 'node:crypto';
import type { Environment } from '../environment.ts';
import { HttpConnection, apiRequest } from '../generator/http.ts';
import { seeded, sentence } from '../dataset.ts';
import { type Figure, median, steady } from '../report.ts';

const WRITERS = 32;
const ROUNDS = 3;

/** W2: durable posts a second by REST, closed loop; every acknowledgement is looked for in the database afterwards. */
export async function measurePosts(environment: Environment): Promise<Figure[]> {
  const seconds = environment.smoke ? 2 : 8;
  const dataset = await environment.dataset();
  await environment.pool.query('create table if not exists bench_inserts (like messages including defaults including indexes)');
  const server = await environment.startServer();
  const acked: string[] = [];
  const floors: number[] = [];
  const posts: number[] = [];
  let cpuSeconds = 0;
  try {
    await postFor(environment, server.port, 1, []);
    for (let round = 0; round < ROUNDS; round += 1) {
      floors.push(await insertFor(environment, seconds));
      const before = server.usage().cpuSeconds;
      posts.push(await postFor(environment, server.port, seconds, acked));
      cpuSeconds += server.usage().cpuSeconds - before;
    }
    floors.push(await insertFor(environment, seconds));
  } finally {
    await server.stop();
  }
  const missing = await countMissing(environment, acked);
  await environment.pool.query('drop table bench_inserts');
  const [subject, floor] = [median(posts), median(floors)];
  return [
    {
      workload: 'W2', metric: 'posts per second / bare inserts per second', value: subject / floor, must: 0.3, aim: 0.5, better: 'higher', subject, floor, unit: 'per second',
      valid: missing === 0 && steady(floors),
      note: `${dataset.spaces.length} spaces, ${WRITERS} writers, ${acked.length} acknowledged, ${missing} missing, ${Math.round((cpuSeconds * 1e6) / acked.length)} us of the server's processor time a post`,
    },
  ];
}

async function postFor(environment: Environment, port: number, seconds: number, acked: string[]): Promise<number> {
  const dataset = await environment.dataset();
  const random = seeded(7);
  const until = performance.now() + seconds * 1000;
  let count = 0;
  const writer = async () => {
    const connection = await HttpConnection.open(port);
    while (performance.now() < until) {
      const space = dataset.spaces[Math.floor(random() * dataset.spaces.length)];
      const person = dataset.people[space?.members[Math.floor(random() * space.members.length)] ?? 0];
      const body = { clientId: randomUUID(), source: sentence(dataset.words, random).slice(0, 250) };
      const answer = await connection.send(apiRequest('POST', `/spaces/${space?.id}/messages`, person?.token ?? '', body));
      if (answer.status !== 200) throw new Error(`A post was answered ${answer.status}: ${answer.body}`);
      acked.push((JSON.parse(answer.body) as { id: string }).id);
      count += 1;
    }
    connection.close();
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return count / ((performance.now() - started) / 1000);
}

/** The floor: one row an insert, into a table with the same columns and indexes, on as many connections, each waiting for the disk. */
async function insertFor(environment: Environment, seconds: number): Promise<number> {
  const dataset = await environment.dataset();
  const random = seeded(11);
  const until = performance.now() + seconds * 1000;
  let count = 0;
  const text = `insert into bench_inserts (id, space_id, seq, author_id, organisation_id, author_role, client_id, source, body, created_at)
    values ($1, $2, $3, $4, $5, 'member', $6, $7, $8, now())`;
  const writer = async () => {
    const client = await environment.pool.connect();
    while (performance.now() < until) {
      const space = dataset.spaces[Math.floor(random() * dataset.spaces.length)];
      const source = sentence(dataset.words, random).slice(0, 250);
      const body = `{"blocks":[{"type":"paragraph","children":[{"type":"text","text":"${source}"}]}]}`;
      const values = [randomUUID(), space?.id, Math.floor(random() * 2 ** 50), dataset.people[0]?.id, dataset.organisations[0], randomUUID(), source, body];
      await client.query({ name: 'bench_insert', text, values });
      count += 1;
    }
    client.release();
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return count / ((performance.now() - started) / 1000);
}

async function countMissing(environment: Environment, acked: string[]): Promise<number> {
  const { rows } = await environment.pool.query<{ found: number }>('select count(*)::int as found from messages where id = any($1::uuid[])', [acked]);
  return acked.length - (rows[0]?.found ?? 0);
}
