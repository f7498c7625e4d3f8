import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../server/src/kit/db/embedded/startEmbeddedPostgres.ts';
import { CHECKERS } from './checkers/all.ts';
import type { Verdict } from './checkers/verdict.ts';
import { createHistory } from './history.ts';
import { type Cast, createCast } from './people.ts';
import { CONTROL, PLANTS, type Plant } from './planted/plants.ts';
import { connected } from './postgres.ts';
import { type Random, createRandom } from './random.ts';
import { playScenario } from './scenario.ts';
import { createServerProcess } from './server.ts';
import type { Workspace } from './workspace.ts';

export interface PlantedRun {
  name: string;
  promise: string;
  /** For a planted bug: its checker said no. For the control: none did. */
  caught: boolean;
  /** What the checker found, or why the run did not get to its end. */
  said: string;
  seconds: number;
}

export interface PlantedOptions {
  /** Also the run without a bug, which must find nothing. */
  control: boolean;
  /** Only those whose names hold one of these words; all when there are none. */
  only: readonly string[];
  tell(line: string): void;
}

interface Ground {
  workspace: Workspace;
  random: Random;
  seed: number;
  cast: Cast;
  /** The address of a database on the cluster of these runs. */
  urlOf(database: string): string;
}

const AT_ONCE = 2;
const PREPARED = 'prepared';

/** Short runs of the same load, faults and checkers against a server with one bug each, two at a time. */
export async function runPlanted(
  workspace: Workspace,
  seed: number,
  options: PlantedOptions,
): Promise<PlantedRun[]> {
  const dataDirectory = join(workspace.directory, 'cluster');
  mkdirSync(dataDirectory, { mode: 0o711 });
  const postgres = await startEmbeddedPostgres({ dataDirectory });
  const urlOf = (database: string) => postgres.connectionString.replace('/footbridge?', `/${database}?`);
  try {
    const cast = await prepare(workspace, urlOf);
    const ground: Ground = { workspace, random: createRandom(seed), seed, cast, urlOf };
    const wanted = [...(options.control ? [CONTROL] : []), ...PLANTS].filter(
      ({ name }) => options.only.length === 0 || options.only.some((word) => name.includes(word)),
    );
    const waiting = wanted.map((plant, at) => () => runOne(ground, plant, at));
    const runs: PlantedRun[] = [];
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const run = await next();
        options.tell(describe(run));
        runs.push(run);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return runs;
  } finally {
    await postgres.stop();
  }
}

/** One database with people and spaces, from which that of each run is cut. */
async function prepare(workspace: Workspace, urlOf: Ground['urlOf']): Promise<Cast> {
  await connected(urlOf('footbridge'), (client) => client.query(`create database ${PREPARED}`));
  const server = await createServerProcess({ workspace, name: PREPARED, databaseUrl: urlOf(PREPARED) });
  await server.start();
  const cast = await createCast(server.origin, await server.setupSecret(), { people: 6, spaces: 3 });
  await server.stop();
  return cast;
}

async function runOne(ground: Ground, plant: Plant, at: number): Promise<PlantedRun> {
  const began = performance.now();
  const verdicts = await play(ground, plant, `plant_${at}`).catch((error: unknown) => error as Error);
  const seconds = (performance.now() - began) / 1000;
  const { name, promise } = plant;
  if (verdicts instanceof Error) {
    return { name, promise, caught: false, said: `the run did not end: ${verdicts.message}`, seconds };
  }
  if (plant === CONTROL) {
    const broken = verdicts.filter(({ valid }) => !valid);
    return {
      name,
      promise,
      caught: broken.length === 0,
      said:
        broken.map(({ promise: which, worst }) => `${which}: ${worst[0]}`).join('; ') || 'every promise held',
      seconds,
    };
  }
  const verdict = verdicts.find((one) => one.promise === promise);
  return {
    name,
    promise,
    caught: verdict?.valid === false,
    said: verdict?.worst[0] ?? 'nothing found',
    seconds,
  };
}

async function play(ground: Ground, plant: Plant, database: string): Promise<Verdict[]> {
  const { workspace, urlOf } = ground;
  await connected(urlOf('footbridge'), (client) =>
    client.query(`create database ${database} template ${PREPARED}`),
  );
  if (plant.statements !== undefined) {
    await connected(urlOf(database), (client) => client.query(plant.statements ?? ''));
  }
  const history = createHistory(join(workspace.directory, `${database}.jsonl`), ground.seed);
  const preload = plant.preload === undefined ? [] : [plant.preload];
  const server = await createServerProcess({
    workspace,
    name: database,
    databaseUrl: urlOf(database),
    preload,
  });
  await server.start();
  try {
    const final = await playScenario({
      server,
      history,
      cast: ground.cast,
      random: ground.random.fork(),
      actionsPerSecond: 60,
      secondTabs: 0,
      doubled: plant.doubled ?? 0.05,
      hideGaps: plant.hideGaps ?? false,
      // A broken server may never let its clients come to rest.
      patienceMs: plant === CONTROL ? 30_000 : 5000,
      script: plant.script,
    });
    await history.close();
    return CHECKERS.map((check) => check(history.events, final));
  } finally {
    await server.stop();
  }
}

const describe = ({ name, promise, caught, said, seconds }: PlantedRun): string =>
  `${caught ? 'caught' : 'MISSED'}  ${promise.padEnd(4)} ${name.padEnd(38)} ${seconds.toFixed(1).padStart(5)} s  ${said.slice(0, 140)}`;
