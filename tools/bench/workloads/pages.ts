import type { Dataset } from '../dataset/load.ts';
import { anyOf, seeded } from '../dataset/random.ts';
import type { Environment } from '../environment.ts';
import { closedLoop } from '../generator/closedLoop.ts';
import { HttpConnection, apiRequest } from '../generator/http.ts';
import type { Figure } from '../report.ts';
import { median, spread, steady } from '../rounds.ts';
import { makeDeepSpace } from './deepSpace.ts';

const READERS = 8;
const ROUNDS = 3;
const PAGE = 50;
/** One of so many pages is read and compared with what must be in it. */
const AUDITED = 50;

interface Place {
  spaceId: string;
  token: string;
  before: number;
}

interface Audit {
  read: number;
  wrong: number;
}

/** W6: pages of 50 at random depth, with rights checked, over HTTP; against the bare statement, its rows read into objects. */
export async function measurePages(environment: Environment): Promise<Figure[]> {
  const seconds = environment.smoke ? 1.5 : 5;
  const dataset = await environment.dataset();
  const deep = await makeDeepSpace(environment);
  const server = await environment.startServer();
  const audit: Audit = { read: 0, wrong: 0 };
  const rounds = {
    floors: [] as number[],
    pages: [] as number[],
    newest: [] as number[],
    oldest: [] as number[],
  };
  await readFor(server.port, 1, anywhere(dataset, 1), audit);
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.floors.push(await selectFor(environment, seconds, anywhere(dataset, round)));
    rounds.pages.push(await readFor(server.port, seconds, anywhere(dataset, round), audit));
    rounds.newest.push(
      await readFor(server.port, seconds / 2, () => ({ ...deep, before: deep.lastSeq - PAGE + 1 }), audit),
    );
    rounds.oldest.push(await readFor(server.port, seconds / 2, () => ({ ...deep, before: PAGE + 2 }), audit));
  }
  rounds.floors.push(await selectFor(environment, seconds, anywhere(dataset, ROUNDS)));
  await server.stop();
  const right = audit.read > 0 && audit.wrong === 0;
  const note = `${audit.read} pages compared with the database, ${audit.wrong} wrong`;
  return [pageFigure(rounds, right, note), depthFigure(rounds, right, deep.lastSeq)];
}

function pageFigure(
  { pages, floors }: { pages: number[]; floors: number[] },
  right: boolean,
  note: string,
): Figure {
  const [subject, floor] = [median(pages), median(floors)];
  return {
    workload: 'W6',
    metric: 'pages of 50 per second / bare SQL pages per second',
    value: subject / floor,
    must: 0.3,
    aim: 0.5,
    better: 'higher',
    subject,
    floor,
    unit: 'per second',
    valid: right && steady(floors),
    note: `pages ${spread(pages)}, bare ${spread(floors)}, ${note}`,
  };
}

function depthFigure(
  { newest, oldest }: { newest: number[]; oldest: number[] },
  right: boolean,
  depth: number,
): Figure {
  const [subject, floor] = [median(oldest), median(newest)];
  return {
    workload: 'W6',
    metric: 'pages per second at the bottom of the deepest space / below the newest 50',
    value: subject / floor,
    must: 0.8,
    aim: 0.9,
    better: 'higher',
    subject,
    floor,
    unit: 'per second',
    valid: right && steady(newest),
    note: `${depth} messages deep, oldest ${spread(oldest)}, newest ${spread(newest)}`,
  };
}

function anywhere(dataset: Dataset, seed: number): () => Place {
  const random = seeded(seed);
  const large = dataset.spaces.filter((space) => space.lastSeq > PAGE * 2);
  return () => {
    const space = anyOf(large, random);
    const person = dataset.people[anyOf(space.members, random)];
    return {
      spaceId: space.id,
      token: person?.token ?? '',
      before: PAGE * 2 + Math.floor(random() * (space.lastSeq - PAGE * 2)),
    };
  };
}

function readFor(port: number, seconds: number, next: () => Place, audit: Audit): Promise<number> {
  return closedLoop(READERS, seconds, async (isOver) => {
    const connection = await HttpConnection.open(port);
    let count = 0;
    for (; !isOver(); count += 1) {
      const place = next();
      const answer = await connection.send(
        apiRequest(
          'GET',
          `/spaces/${place.spaceId}/messages?before=${place.before}&size=${PAGE}`,
          place.token,
        ),
      );
      if (answer.status !== 200) throw new Error(`A page was answered ${answer.status}: ${answer.body}`);
      if (count % AUDITED === 0) auditPage(place, answer.body, audit);
    }
    connection.close();
    return count;
  });
}

/** The page ends right before the place asked for or before a reply, is in order, and holds 50 of this space. */
function auditPage({ spaceId, before }: Place, body: string, audit: Audit): void {
  const { messages } = JSON.parse(body) as {
    messages: { spaceId: string; seq: number; threadRootId: string | null; source: string }[];
  };
  const inOrder = messages.every(({ seq }, at) => seq < (messages[at + 1]?.seq ?? before));
  const rightly = messages.every(
    (message) => message.spaceId === spaceId && message.threadRootId === null && message.source !== '',
  );
  audit.read += 1;
  if (messages.length !== PAGE || !inOrder || !rightly) audit.wrong += 1;
}

const BARE = `select id, space_id, seq, author_id, source, body, created_at from messages where space_id = $1 and thread_root_id is null and seq < $2 order by seq desc limit ${PAGE}`;

function selectFor({ pool }: Environment, seconds: number, next: () => Place): Promise<number> {
  return closedLoop(READERS, seconds, async (isOver) => {
    const client = await pool.connect();
    let count = 0;
    try {
      for (; !isOver(); count += 1) {
        const place = next();
        await client.query({ name: 'bench_page', text: BARE, values: [place.spaceId, place.before] });
      }
    } finally {
      client.release();
    }
    return count;
  });
}
