import { setTimeout as wait } from 'node:timers/promises';
import type { Environment } from '../environment.ts';
import { closedLoop } from '../generator/closedLoop.ts';
import type { Generator } from '../generator/generator.ts';
import type { Figure } from '../report.ts';
import { median, percentile, spread, steady } from '../rounds.ts';
import { type Audit, auditGroup, floorClients, membersOf, targetsIn } from './following.ts';
import { type Insert, withInserts } from './inserts.ts';

const FLOOR = new URL('../floors/prebuilt.ts', import.meta.url);
const ROUNDS = 3;
const EACH = 10;
const PER_SECOND = 100;

/** W1b: from the intended time of a post to its last delivery, at 100 posts a second into 100 spaces with 10 sockets each. */
export async function measureDelivery(environment: Environment): Promise<Figure[]> {
  const seconds = environment.smoke ? 3 : 10;
  const dataset = await environment.dataset();
  const spaces = dataset.spaces.slice(environment.smoke ? -10 : -100);
  const [server, floor, generator] = await Promise.all([
    environment.startServer(),
    environment.start(FLOOR),
    environment.startGenerator(),
  ]);
  const clients = await membersOf(environment, spaces, EACH);
  await generator.do('connect', { group: 'members', port: server.port, clients });
  await generator.do('connect', {
    group: 'floor',
    port: floor.port,
    clients: floorClients(clients.length, 'floor'),
  });
  const targets = targetsIn(dataset, spaces);
  const rounds = { floors: [] as number[], posts: [] as number[], medians: [] as number[], late: 0 };
  await withInserts(environment, async (insert) => {
    // The first posts compile what is later run.
    await generator.do('byClock', { port: server.port, targets, perSecond: PER_SECOND, seconds: 1.5 });
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.floors.push(await measureFloor(generator, floor.port, insert, seconds / 2));
      const { spans, late } = await generator.do('byClock', {
        port: server.port,
        targets,
        perSecond: PER_SECOND,
        seconds,
      });
      rounds.posts.push(percentile(spans, 0.99));
      rounds.medians.push(percentile(spans, 0.5));
      rounds.late += late;
    }
    rounds.floors.push(await measureFloor(generator, floor.port, insert, seconds / 2));
  });
  await wait(200);
  const audit = await auditGroup(environment, generator, 'members');
  await Promise.all([generator.stop(), floor.stop(), server.stop()]);
  return [figureOf(rounds, audit, clients.length)];
}

/** A lonely insert and a lonely broadcast to as many sockets, added up. */
async function measureFloor(
  generator: Generator,
  port: number,
  insert: Insert,
  seconds: number,
): Promise<number> {
  const inserts: number[] = [];
  await closedLoop(1, seconds, (isOver) => insert(isOver, inserts));
  const { spans } = await generator.do('fanOut', {
    port,
    target: { feedId: 'floor', token: null },
    seconds,
    inFlight: 1,
  });
  return percentile(inserts, 0.99) + percentile(spans, 0.99);
}

function figureOf(
  rounds: { floors: number[]; posts: number[]; medians: number[]; late: number },
  audit: Audit,
  sockets: number,
): Figure {
  const [subject, floor] = [median(rounds.posts), median(rounds.floors)];
  return {
    workload: 'W1b',
    metric: 'p99 from post to last delivery / p99 of bare insert + bare broadcast',
    value: subject / floor,
    must: 4,
    aim: 2,
    better: 'lower',
    subject,
    floor,
    unit: 'ms',
    valid: audit.right && steady(rounds.floors),
    note: `${sockets} sockets, p99 ${spread(rounds.posts)}, p50 ${spread(rounds.medians)}, floor ${spread(rounds.floors)}, ${rounds.late} sent late, ${audit.note}`,
  };
}
