import type { Environment } from '../environment.ts';
import { HttpConnection, apiRequest } from '../generator/http.ts';
import { type Dataset, seeded } from '../dataset.ts';
import { type Figure, median, steady } from '../report.ts';

const READERS = 8;
const ROUNDS = 3;
const PAGE = 50;

interface Place {
  spaceId: string;
  token: string;
  before: number;
}

/** W6: pages of 50 at random depth, with rights checked, over HTTP; against the bare statement, its rows read into objects. */
export async function measurePages(environment: Environment): Promise<Figure[]> {
  const seconds = environment.smoke ? 1.5 : 5;
  const dataset = await environment.dataset();
  const deep = deepSpace(dataset);
  const server = await environment.startServer();
  const floors: number[] = [];
  const pages: number[] = [];
  const shallow: number[] = [];
  const deepest: number[] = [];
  try {
    await readFor(server.port, 1, anywhere(dataset, 1));
    for (let round = 0; round < ROUNDS; round += 1) {
      floors.push(await selectFor(environment, seconds, anywhere(dataset, 2)));
      pages.push(await readFor(server.port, seconds, anywhere(dataset, 2)));
      shallow.push(await readFor(server.port, seconds / 2, () => ({ ...deep, before: deep.lastSeq - PAGE })));
      deepest.push(await readFor(server.port, seconds / 2, () => ({ ...deep, before: PAGE + 2 })));
    }
    floors.push(await selectFor(environment, seconds, anywhere(dataset, 2)));
  } finally {
    await server.stop();
  }
  const valid = steady(floors);
  const [subject, floor] = [median(pages), median(floors)];
  return [
    { workload: 'W6', metric: 'pages of 50 per second / bare SQL pages per second', value: subject / floor, must: 0.3, aim: 0.5, better: 'higher', subject, floor, unit: 'per second', valid },
    { workload: 'W6', metric: 'oldest pages per second / newest pages per second', value: median(deepest) / median(shallow), must: 0.8, aim: 0.9, better: 'higher', subject: median(deepest), floor: median(shallow), unit: 'per second', valid },
  ];
}

function anywhere(dataset: Dataset, seed: number): () => Place {
  const random = seeded(seed);
  const large = dataset.spaces.filter((space) => space.lastSeq > PAGE * 2);
  return () => {
    const space = large[Math.floor(random() * large.length)] as Dataset['spaces'][number];
    const person = dataset.people[space.members[Math.floor(random() * space.members.length)] ?? 0];
    return { spaceId: space.id, token: person?.token ?? '', before: PAGE + 1 + Math.floor(random() * (space.lastSeq - PAGE)) };
  };
}

function deepSpace(dataset: Dataset) {
  const space = dataset.spaces.reduce((most, one) => (one.lastSeq > most.lastSeq ? one : most));
  return { spaceId: space.id, lastSeq: space.lastSeq, token: dataset.people[space.members[0] ?? 0]?.token ?? '' };
}

async function readFor(port: number, seconds: number, next: () => Place): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let count = 0;
  const reader = async () => {
    const connection = await HttpConnection.open(port);
    while (performance.now() < until) {
      const place = next();
      const answer = await connection.send(apiRequest('GET', `/spaces/${place.spaceId}/messages?before=${place.before}&size=${PAGE}`, place.token));
      if (answer.status !== 200) throw new Error(`A page was answered ${answer.status}: ${answer.body}`);
      count += 1;
    }
    connection.close();
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: READERS }, reader));
  return count / ((performance.now() - started) / 1000);
}

async function selectFor(environment: Environment, seconds: number, next: () => Place): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let count = 0;
  const text = `select id, space_id, seq, author_id, source, body, created_at from messages where space_id = $1 and thread_root_id is null and seq < $2 order by seq desc limit ${PAGE}`;
  const reader = async () => {
    const client = await environment.pool.connect();
    while (performance.now() < until) {
      const place = next();
      await client.query({ name: 'bench_page', text, values: [place.spaceId, place.before] });
      count += 1;
    }
    client.release();
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: READERS }, reader));
  return count / ((performance.now() - started) / 1000);
}
