import { fileURLToPath } from 'node:url';
import type { Environment } from '../environment.ts';
import { Program, freePort, untilAnswered } from '../program.ts';
import type { Figure } from '../report.ts';
import { median, spread, steady } from '../rounds.ts';

const ROUNDS = 3;
const MAIN = fileURLToPath(new URL('../../../server/src/main.ts', import.meta.url));
const BARE = fileURLToPath(new URL('../floors/bareHttp.ts', import.meta.url));

interface Rounds {
  floors: number[];
  well: number[];
  page: number[];
}

/** W8i: from the start of the program, after it was killed, to its first answers, with the whole dataset in its database. */
export async function measureStart(environment: Environment): Promise<Figure[]> {
  const dataset = await environment.dataset();
  const page = {
    path: `/api/spaces/${dataset.spaces[0]?.id}/messages?size=50`,
    token: dataset.people[dataset.spaces[0]?.members[0] ?? 0]?.token ?? '',
  };
  const rounds: Rounds = { floors: [], well: [], page: [] };
  await environment.withoutDatabase(async () => {
    // The first one starts the database too; later ones find it running, as after a killed server.
    let server = await startServer(environment, page, undefined);
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.floors.push(await startBare());
      await server.stop('SIGKILL');
      server = await startServer(environment, page, rounds);
    }
    rounds.floors.push(await startBare());
    await server.stop('SIGTERM');
  });
  return figuresOf(rounds);
}

async function startServer(
  environment: Environment,
  page: { path: string; token: string },
  rounds: Rounds | undefined,
): Promise<Program> {
  const port = await freePort();
  const env = {
    FOOTBRIDGE_DATA: environment.dataDirectory,
    PORT: String(port),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
  };
  const started = performance.now();
  const server = environment.run(process.execPath, [MAIN], env);
  const well = await untilAnswered(server, `http://127.0.0.1:${port}/healthz`, {}, started);
  const read = await untilAnswered(
    server,
    `http://127.0.0.1:${port}${page.path}`,
    { authorization: `Bearer ${page.token}` },
    started,
  );
  rounds?.well.push(well);
  rounds?.page.push(read);
  return server;
}

async function startBare(): Promise<number> {
  const port = await freePort();
  const started = performance.now();
  const bare = new Program(process.execPath, [BARE], { PORT: String(port) });
  try {
    return await untilAnswered(bare, `http://127.0.0.1:${port}/`, {}, started);
  } finally {
    await bare.stop('SIGKILL');
  }
}

const MUST_MS = 2000;
const AIM_TIMES = 4;

function figuresOf({ floors, well, page }: Rounds): Figure[] {
  const floor = median(floors);
  const common = {
    workload: 'W8i',
    better: 'lower',
    floor,
    unit: 'ms',
    valid: steady(floors),
    must: MUST_MS,
    aim: Math.min(AIM_TIMES * floor, MUST_MS),
  } as const;
  const note = `well ${spread(well)} ms, page ${spread(page)} ms, bare server ${spread(floors)} ms`;
  return [
    { ...common, metric: 'from start to the first 200', value: median(well), subject: median(well), note },
    {
      ...common,
      metric: 'from start to the first page for somebody signed in',
      value: median(page),
      subject: median(page),
    },
  ];
}
