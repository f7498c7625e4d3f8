import { searchedSpaces } from '../dataset/plan.ts';
import { seeded } from '../dataset/random.ts';
import type { Environment } from '../environment.ts';
import { HttpConnection, apiRequest } from '../generator/http.ts';
import type { Figure } from '../report.ts';
import { median, percentile, spread, steady } from '../rounds.ts';
import { type Named, type Question, makeQuestions } from './questions.ts';

const ROUNDS = 3;
const HITS = 20;

interface Hits {
  ids: string[];
  ms: number;
}

interface Rounds {
  floors: number[];
  own: number[];
  wrong: string[];
}

/** W7: somebody who may read a quarter of the spaces searches, one question after the other; against ranking all that matches. */
export async function measureSearch(environment: Environment): Promise<Figure[]> {
  const dataset = await environment.dataset();
  const server = await environment.startServer();
  const connection = await HttpConnection.open(server.port);
  const { token, id } = dataset.searcher;
  const questions = makeQuestions(
    dataset,
    await readPhrases(environment),
    await readNamed(environment),
    environment.smoke ? 42 : 98,
    seeded(5),
  );
  // Every statement and every page of the index once, for both.
  for (const question of questions.slice(0, 14)) {
    await search(connection, token, question);
    await rankAll(environment, id, question);
  }
  const rounds: Rounds = { floors: [], own: [], wrong: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    await measureRound(environment, connection, questions, rounds);
  }
  connection.close();
  await server.stop();
  return figuresOf(rounds, questions.length);
}

/** Each question first to the one, then to the other, so that both meet the same moments. */
async function measureRound(
  environment: Environment,
  connection: HttpConnection,
  questions: Question[],
  rounds: Rounds,
): Promise<void> {
  const { searcher } = await environment.dataset();
  const [floors, own]: [number[], number[]] = [[], []];
  for (const question of questions) {
    floors.push(await rankAll(environment, searcher.id, question));
    const found = await search(connection, searcher.token, question);
    own.push(found.ms);
    if (rounds.own.length === 0 && !(await isRight(environment, question, found.ids))) {
      rounds.wrong.push(question.text);
    }
  }
  rounds.floors.push(percentile(floors, 0.95));
  rounds.own.push(percentile(own, 0.95));
}

async function search(connection: HttpConnection, token: string, question: Question): Promise<Hits> {
  const started = performance.now();
  const answer = await connection.send(
    apiRequest('GET', `/search?text=${encodeURIComponent(question.text)}`, token),
  );
  const ms = performance.now() - started;
  if (answer.status !== 200) {
    throw new Error(`The search for ${question.text} was answered ${answer.status}: ${answer.body}`);
  }
  const { messages } = JSON.parse(answer.body) as { messages: { messageId: string }[] };
  return { ids: messages.map(({ messageId }) => messageId), ms };
}

const MATCHING = `from search_entries e
  where e.words @@ $2::tsquery and ($3::uuid is null or e.author_id = $3) and ($4::uuid is null or e.space_id = $4)
    and e.space_id in (select space_id from memberships where person_id = $1 and to_seq is null)`;

const valuesOf = (personId: string, { query, authorId, spaceId }: Question) => [
  personId,
  query,
  authorId ?? null,
  spaceId ?? null,
];

/** The floor, as search is mostly written: rank everything that matches and may be read, and show the best. It cuts no snippets. */
async function rankAll({ pool }: Environment, personId: string, question: Question): Promise<number> {
  const started = performance.now();
  await pool.query(
    `select e.message_id ${MATCHING} order by ts_rank(e.words, $2::tsquery) desc limit ${HITS}`,
    valuesOf(personId, question),
  );
  return performance.now() - started;
}

/**
 * The newest that match and may be read, by the plainest statement there is. Only where those fill no page may others follow, which hold
 * a word as a part; all must be of spaces that this person is in.
 */
async function isRight(environment: Environment, question: Question, ids: string[]): Promise<boolean> {
  const { searcher } = await environment.dataset();
  const { rows } = await environment.pool.query<{ id: string }>(
    `select e.message_id as id ${MATCHING} order by e.created_at desc, e.message_id desc limit ${HITS + 1}`,
    valuesOf(searcher.id, question),
  );
  const newest = rows.slice(0, HITS).map((row) => row.id);
  if (!(await mayRead(environment, searcher.id, ids))) return false;
  if (rows.length > HITS || question.kind === 'phrase') return newest.join() === ids.join();
  return newest.every((id) => ids.includes(id)) || ids.length === HITS;
}

async function mayRead({ pool }: Environment, personId: string, ids: string[]): Promise<boolean> {
  const { rows } = await pool.query<{ readable: number }>(
    `select count(*)::int as readable from messages m where m.id = any($2::uuid[])
       and m.space_id in (select space_id from memberships where person_id = $1 and to_seq is null)`,
    [personId, ids],
  );
  return rows[0]?.readable === ids.length;
}

/** Pairs of words that do stand together somewhere this person may read. */
async function readPhrases(environment: Environment): Promise<string[]> {
  const spaces = searchedSpaces(await environment.dataset());
  const { rows } = await environment.pool.query<{ source: string }>(
    'select source from messages where space_id = any($1::uuid[]) order by id limit 50',
    [spaces.map(({ id }) => id)],
  );
  return rows.map(({ source }) => source.split(' ').slice(2, 4).join(' '));
}

/** People who wrote in these spaces, each with the space. */
async function readNamed(environment: Environment): Promise<Named[]> {
  const spaces = searchedSpaces(await environment.dataset());
  const { rows } = await environment.pool.query<{ author: Named['author']; space: Named['space'] }>(
    `select json_build_object('id', p.id, 'name', p.name) as author, json_build_object('id', s.id, 'name', s.name) as space
     from (select distinct author_id, space_id from messages where space_id = any($1::uuid[]) limit 50) wrote
     join people p on p.id = wrote.author_id join spaces s on s.id = wrote.space_id`,
    [spaces.map(({ id }) => id)],
  );
  return rows.map(({ author, space }) => ({ author: readJson(author), space: readJson(space) }));
}

/** The server's own pool, once loaded in this process, leaves JSON as text. */
const readJson = <Value>(value: Value | string): Value =>
  typeof value === 'string' ? (JSON.parse(value) as Value) : value;

function figuresOf(rounds: Rounds, count: number): Figure[] {
  const [subject, floor] = [median(rounds.own), median(rounds.floors)];
  const common = {
    workload: 'W7',
    better: 'lower',
    subject,
    floor,
    unit: 'ms',
    valid: rounds.wrong.length === 0 && steady(rounds.floors),
  } as const;
  const note = `${count} questions, p95 ${spread(rounds.own)} ms, ranked ${spread(rounds.floors)} ms, ${rounds.wrong.length} wrong${rounds.wrong.length === 0 ? '' : `: ${rounds.wrong.join(' | ')}`}`;
  return [
    {
      ...common,
      metric: 'p95 of a search / p95 of ranking all that matches',
      value: subject / floor,
      must: 0.2,
      aim: 0.1,
      note,
    },
    { ...common, metric: 'p95 of a search', value: subject, must: floor / 5, aim: 20 },
  ];
}
