import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CHECKERS } from './checkers/all.ts';
import type { Verdict } from './checkers/verdict.ts';
import { type History, createHistory } from './history.ts';
import type { FinalRead } from './final.ts';
import { type Struck, strikeAll } from './nemesis/schedule.ts';
import { createCast } from './people.ts';
import { type Random, createRandom } from './random.ts';
import { playScenario } from './scenario.ts';
import { type Server, createServerProcess } from './server.ts';
import { countFailures } from './serverLog.ts';
import type { Workspace } from './workspace.ts';

export interface RunSize {
  minutes: number;
  people: number;
  secondTabs: number;
  actionsPerSecond: number;
  /** Below these the run proves too little. */
  acknowledgedMin: number;
  faultsMin: number;
  /** How long the work may go on after the last fault until so much is acknowledged. */
  extraMs: number;
}

export interface FaultRun {
  verdicts: Verdict[];
  struck: Struck[];
  acknowledged: number;
  /** Answers by action and outcome, of what changes something. */
  actions: Record<string, { ok: number; fail: number; info: number }>;
  /** Why the run proves too little; empty when it proves what it should. */
  weak: string[];
  /** What the server itself called unexpected. */
  failures: string[];
  /** The history and the server's log, to look into what went wrong. */
  files: string[];
  seconds: number;
}

/** Reads and the like are no operations that could be lost. */
const isChange = (f: string): boolean => !/^(get|list|read|find|search)/.test(f);

/** The whole fault run on the real server: load, faults, final read, checkers. A run that does not get to its end proves nothing. */
export async function runFaults(
  workspace: Workspace,
  seed: number,
  size: RunSize,
  tell: (line: string) => void,
): Promise<FaultRun> {
  const began = performance.now();
  const historyFile = join(workspace.directory, 'history.jsonl');
  const history = createHistory(historyFile, seed);
  const server = await createServerProcess({
    workspace,
    name: 'data',
    databaseUrl: process.env['DATABASE_URL'],
  });
  const struck: Struck[] = [];
  const final = await play({ server, history, struck, random: createRandom(seed), size, tell }).catch(
    (error: unknown) => error as Error,
  );
  await history.close();
  await server.stop();
  const verdicts = final instanceof Error ? [] : CHECKERS.map((check) => check(history.events, final));
  const found = {
    verdicts,
    struck,
    acknowledged: countAcknowledged(history),
    actions: countActions(history),
  };
  return {
    ...found,
    failures: countFailures(server.logFile),
    weak: [
      ...(final instanceof Error ? [`it did not get to its end: ${final.message}`] : []),
      ...weaknesses(found, size),
    ],
    files: [historyFile, server.logFile],
    seconds: (performance.now() - began) / 1000,
  };
}

interface Play {
  server: Server;
  history: History;
  /** Filled as faults happen. */
  struck: Struck[];
  random: Random;
  size: RunSize;
  tell(line: string): void;
}

async function play({ server, history, struck, random, size, tell }: Play): Promise<FinalRead> {
  await server.start();
  const cast = await createCast(server.origin, await server.setupSecret(), {
    people: size.people,
    spaces: 6,
  });
  tell(
    `${cast.people.length + 1} people of 3 organisations are at work in ${cast.spaces.length + 1} spaces.`,
  );
  return playScenario({
    server,
    cast,
    history,
    random,
    actionsPerSecond: size.actionsPerSecond,
    secondTabs: size.secondTabs,
    doubled: 0.08,
    patienceMs: 60_000,
    async script(world) {
      await strikeAll(world, { minutes: size.minutes, struck, tell });
      for (
        let waited = 0;
        waited < size.extraMs && countAcknowledged(history) < size.acknowledgedMin;
        waited += 500
      ) {
        await sleep(500);
      }
      tell(
        `${countAcknowledged(history)} operations acknowledged; waiting until all is quiet, then reading everything.`,
      );
    },
  });
}

function countAcknowledged({ events }: History): number {
  return events.reduce((sum, event) => (event.type === 'ok' && isChange(event.f) ? sum + 1 : sum), 0);
}

function countActions({ events }: History): FaultRun['actions'] {
  const actions: FaultRun['actions'] = {};
  for (const event of events) {
    if (event.type !== 'ok' && event.type !== 'fail' && event.type !== 'info') continue;
    const counts = (actions[event.f] ??= { ok: 0, fail: 0, info: 0 });
    counts[event.type] += 1;
  }
  return actions;
}

function weaknesses(
  run: Pick<FaultRun, 'verdicts' | 'struck' | 'acknowledged' | 'actions'>,
  size: RunSize,
): string[] {
  const bitten = run.struck.filter(({ bit }) => bit).length;
  return [
    ...run.struck.flatMap(({ name, bit, detail }) => (bit ? [] : [`"${name}" did not bite: ${detail}`])),
    ...(bitten < size.faultsMin ? [`${bitten} faults bit, at least ${size.faultsMin} must`] : []),
    ...(run.acknowledged < size.acknowledgedMin
      ? [`${run.acknowledged} operations were acknowledged, at least ${size.acknowledgedMin} must be`]
      : []),
    ...Object.entries(run.actions).flatMap(([name, { ok }]) => (ok === 0 ? [`${name} never succeeded`] : [])),
    ...run.verdicts.flatMap(({ promise, weak }) => (weak === undefined ? [] : [`${promise}: ${weak}`])),
  ];
}
