import type { Environment } from '../environment.ts';
import type { Target } from '../generator/commands.ts';
import type { Generator } from '../generator/generator.ts';
import type { Figure } from '../report.ts';
import { median, spread, steady } from '../rounds.ts';
import { type Audit, auditGroup, floorClients, membersOf, targetsIn } from './following.ts';

const NAIVE = new URL('../floors/naive.ts', import.meta.url);
const PREBUILT = new URL('../floors/prebuilt.ts', import.meta.url);
const ROUNDS = 3;
const IN_FLIGHT = 16;

/** W3: everybody of one large space hears what 16 people post at once; deliveries are counted where they arrive. */
export async function measureFanOut(environment: Environment): Promise<Figure[]> {
  const [sockets, seconds] = environment.smoke ? [500, 2] : [5000, 6];
  const dataset = await environment.dataset();
  const spaces = dataset.spaces.slice(0, 1);
  const [server, generator] = await Promise.all([environment.startServer(), environment.startGenerator()]);
  await generator.do('connect', {
    group: 'members',
    port: server.port,
    clients: await membersOf(environment, spaces, sockets),
  });
  const [own] = targetsIn(dataset, spaces) as [Target];
  const deliver = async (port: number, target: Target) => {
    const { posts, ms } = await generator.do('fanOut', { port, target, seconds, inFlight: IN_FLIGHT });
    return (posts * sockets) / (ms / 1000);
  };
  const pattern = await takePattern(generator, server.port, own);
  const floors = await Promise.all([environment.start(NAIVE, pattern), environment.start(PREBUILT, pattern)]);
  const [naive, prebuilt] = floors;
  await generator.do('connect', {
    group: 'naive',
    port: naive.port,
    clients: floorClients(sockets, 'naive'),
  });
  await generator.do('connect', {
    group: 'prebuilt',
    port: prebuilt.port,
    clients: floorClients(sockets, 'prebuilt'),
  });
  const rounds = { naive: [] as number[], prebuilt: [] as number[], own: [] as number[] };
  const measureFloors = async () => {
    rounds.naive.push(await deliver(naive.port, { feedId: 'naive', token: null }));
    rounds.prebuilt.push(await deliver(prebuilt.port, { feedId: 'prebuilt', token: null }));
  };
  const before = server.usage().cpuSeconds;
  for (let round = 0; round < ROUNDS; round += 1) {
    await measureFloors();
    rounds.own.push(await deliver(server.port, own));
  }
  const cpuSeconds = server.usage().cpuSeconds - before;
  await measureFloors();
  const audit = await auditGroup(environment, generator, 'members');
  await Promise.all([generator, server, ...floors].map((process) => process.stop()));
  const microseconds = (cpuSeconds * 1e6) / (median(rounds.own) * seconds * ROUNDS);
  const note = `${sockets} sockets, product ${spread(rounds.own)}, naive ${spread(rounds.naive)}, prebuilt ${spread(rounds.prebuilt)}, ${microseconds.toFixed(2)} us of the server's processor time a delivery, ${audit.note}`;
  return [againstNaive(rounds, audit, note), againstPrebuilt(rounds, audit)];
}

/** Posts for a moment, and takes a frame that somebody heard: what the floors send is as long as what the product sends. */
async function takePattern(
  generator: Generator,
  port: number,
  target: Target,
): Promise<Record<string, string>> {
  await generator.do('fanOut', { port, target, seconds: 1.5, inFlight: IN_FLIGHT });
  const { text } = await generator.do('sample', { group: 'members' });
  return text === undefined ? {} : { BENCH_FRAME: text };
}

interface Rounds {
  naive: number[];
  prebuilt: number[];
  own: number[];
}

function againstNaive({ naive, own }: Rounds, { right }: Audit, note: string): Figure {
  const [subject, floor] = [median(own), median(naive)];
  return {
    workload: 'W3',
    metric: 'deliveries per second / naive ws send loop',
    value: subject / floor,
    must: 3,
    aim: 5,
    better: 'higher',
    subject,
    floor,
    unit: 'per second',
    valid: right && steady(naive),
    note,
  };
}

/** No must of its own: what is asked of it is an aim. */
function againstPrebuilt({ prebuilt, own }: Rounds, { right }: Audit): Figure {
  const [subject, floor] = [median(own), median(prebuilt)];
  return {
    workload: 'W3',
    metric: 'deliveries per second / prebuilt frame and one write per socket',
    value: subject / floor,
    must: 0,
    aim: 0.8,
    better: 'higher',
    subject,
    floor,
    unit: 'per second',
    valid: right && steady(prebuilt),
  };
}
