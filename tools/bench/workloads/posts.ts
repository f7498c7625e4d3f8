import { randomUUID } from 'node:crypto';
import type { Dataset } from '../dataset/load.ts';
import { anyOf, seeded } from '../dataset/random.ts';
import { sentence } from '../dataset/words.ts';
import type { Environment } from '../environment.ts';
import { closedLoop } from '../generator/closedLoop.ts';
import { HttpConnection, apiRequest } from '../generator/http.ts';
import type { Figure } from '../report.ts';
import { median, spread, steady } from '../rounds.ts';
import { withInserts } from './inserts.ts';

const WRITERS = 32;
const ROUNDS = 3;
const SOURCE_LENGTH = 250;

/** W2: durable posts a second by REST, closed loop; every acknowledgement is looked for after the server was killed. */
export async function measurePosts(environment: Environment): Promise<Figure[]> {
  const seconds = environment.smoke ? 2 : 8;
  const dataset = await environment.dataset();
  const server = await environment.startServer();
  const acked: string[] = [];
  const floors: number[] = [];
  const posts: number[] = [];
  let cpuSeconds = 0;
  await withInserts(environment, async (insert) => {
    await postFor(dataset, server.port, 1, []);
    for (let round = 0; round < ROUNDS; round += 1) {
      floors.push(await closedLoop(WRITERS, seconds, insert));
      const before = server.usage().cpuSeconds;
      posts.push(await postFor(dataset, server.port, seconds, acked));
      cpuSeconds += server.usage().cpuSeconds - before;
    }
    floors.push(await closedLoop(WRITERS, seconds, insert));
  });
  await server.stop('SIGKILL');
  const missing = acked.length - (await countFound(environment, acked));
  const [subject, floor] = [median(posts), median(floors)];
  return [
    {
      workload: 'W2',
      metric: 'posts per second / bare inserts per second',
      value: subject / floor,
      must: 0.3,
      aim: 0.5,
      better: 'higher',
      subject,
      floor,
      unit: 'per second',
      valid: missing === 0 && steady(floors),
      note: `posts ${spread(posts)}, inserts ${spread(floors)}, ${acked.length} acknowledged, ${missing} missing, ${Math.round((cpuSeconds * 1e6) / acked.length)} us of the server's processor time a post`,
    },
  ];
}

function postFor(dataset: Dataset, port: number, seconds: number, acked: string[]): Promise<number> {
  const random = seeded(acked.length + 7);
  return closedLoop(WRITERS, seconds, async (isOver) => {
    const connection = await HttpConnection.open(port);
    let count = 0;
    for (; !isOver(); count += 1) {
      const space = anyOf(dataset.spaces, random);
      const person = dataset.people[anyOf(space.members, random)];
      const body = {
        clientId: randomUUID(),
        source: sentence(dataset.words, random).slice(0, SOURCE_LENGTH),
      };
      const answer = await connection.send(
        apiRequest('POST', `/spaces/${space.id}/messages`, person?.token ?? '', body),
      );
      if (answer.status !== 200) throw new Error(`A post was answered ${answer.status}: ${answer.body}`);
      acked.push((JSON.parse(answer.body) as { id: string }).id);
    }
    connection.close();
    return count;
  });
}

async function countFound({ pool }: Environment, ids: string[]): Promise<number> {
  const { rows } = await pool.query<{ found: number }>(
    'select count(*)::int as found from messages m join activity a on a.feed_id = m.space_id and a.seq = m.seq and a.subject_id = m.id where m.id = any($1::uuid[])',
    [ids],
  );
  return rows[0]?.found ?? 0;
}
