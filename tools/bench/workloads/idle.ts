import type { Environment } from '../environment.ts';
import type { ClientPlan } from '../generator/commands.ts';
import type { Generator } from '../generator/generator.ts';
import type { Figure } from '../report.ts';
import { median, spread, steady } from '../rounds.ts';
import type { Subject } from '../subject.ts';
import { auditGroup, floorClients, followersOfMany } from './following.ts';

const FLOOR = new URL('../floors/naive.ts', import.meta.url);
const FOLLOWED = 20;
/** Sockets that come and go before, so that what a process needs once is not counted as theirs. */
const WARMING = 100;

/** W4: what one authenticated socket costs that follows 20 spaces and hears nothing; each round in a fresh process. */
export async function measureIdle(environment: Environment): Promise<Figure[]> {
  // A tenth of the sockets would drown in what a process holds anyway.
  const [sockets, count] = environment.smoke ? [1500, 2] : [5000, 3];
  const clients = await followersOfMany(environment, sockets, FOLLOWED);
  const rounds = { floors: [] as number[], own: [] as number[] };
  const faults: string[] = [];
  for (let round = 0; round < count; round += 1) {
    const floor = await environment.start(FLOOR);
    rounds.floors.push((await weigh(environment, floor, floorClients(sockets, 'floor'))).kilobytes);
    const own = await weigh(environment, await environment.startServer(), clients);
    rounds.own.push(own.kilobytes);
    if (!own.right) faults.push(own.note);
  }
  const [subject, floor] = [median(rounds.own), median(rounds.floors)];
  return [
    {
      workload: 'W4',
      metric: 'resident memory of an idle connection that follows 20 spaces',
      value: subject,
      must: 20,
      aim: 10,
      better: 'lower',
      subject,
      floor,
      unit: 'kB',
      valid: faults.length === 0 && steady(rounds.floors),
      note: `${sockets} sockets, product ${spread(rounds.own)}, bare ws ${spread(rounds.floors)}${faults.map((fault) => `, ${fault}`).join('')}`,
    },
  ];
}

async function weigh(environment: Environment, subject: Subject, clients: ClientPlan[]) {
  const generator = await environment.startGenerator();
  await connect(generator, subject, clients.slice(0, WARMING));
  await generator.do('disconnect', { group: 'idle' });
  const before = await subject.settledUsage();
  await connect(generator, subject, clients);
  const after = await subject.settledUsage();
  const audit = await auditGroup(environment, generator, 'idle');
  await generator.stop();
  await subject.stop();
  return { ...audit, kilobytes: (after.rssBytes - before.rssBytes) / 1000 / clients.length };
}

const connect = (generator: Generator, subject: Subject, clients: ClientPlan[]) =>
  generator.do('connect', { group: 'idle', port: subject.port, clients });
