import { randomUUID } from 'node:crypto';
import { createPosting, readText } from '../../../server/src/features/chat/posting/changes.ts';
import { systemClock } from '../../../server/src/kit/clock.ts';
import { createDatabase } from '../../../server/src/kit/db/database.ts';
import { createPool } from '../../../server/src/kit/db/pool.ts';
import { createLog } from '../../../server/src/kit/log.ts';
import { anyOf, seeded } from '../dataset/random.ts';
import { sentence } from '../dataset/words.ts';
import type { Environment } from '../environment.ts';
import type { ClientPlan } from '../generator/commands.ts';
import type { Figure } from '../report.ts';
import { mean, median, spread, steady } from '../rounds.ts';
import { auditGroup, floorClients, followersOfMany } from './following.ts';

const FLOOR = new URL('../floors/naive.ts', import.meta.url);
const FOLLOWED = 20;

/** W5: the server is killed, people post meanwhile, it starts again, and everybody comes back at once and catches up. */
export async function measureStorm(environment: Environment): Promise<Figure[]> {
  const [sockets, missed, count] = environment.smoke ? [200, 50, 2] : [2000, 500, 3];
  const rounds = {
    floors: [] as number[],
    back: [] as number[],
    missed: [] as number[],
    faults: [] as string[],
  };
  for (let round = 0; round < count; round += 1) {
    rounds.floors.push(await acceptAll(environment, sockets));
    await storm(environment, await followersOfMany(environment, sockets, FOLLOWED), missed, rounds);
  }
  rounds.floors.push(await acceptAll(environment, sockets));
  const [subject, floor] = [median(rounds.back), median(rounds.floors)];
  return [
    {
      workload: 'W5',
      metric: 'time until all are back and caught up / time in which bare ws accepts as many',
      value: subject / floor,
      must: 4,
      aim: 2,
      better: 'lower',
      subject,
      floor,
      unit: 'ms',
      valid: rounds.faults.length === 0 && steady(rounds.floors),
      note: `${sockets} clients, ${missed} messages missed, ${mean(rounds.missed).toFixed(1)} by each, back ${spread(rounds.back)}, accepted ${spread(rounds.floors)}, ${rounds.faults.join('; ') || 'none lost or doubled'}`,
    },
  ];
}

/** The same with bare `ws`: everybody is there, it is killed, another one starts, and everybody comes back. */
async function acceptAll(environment: Environment, sockets: number): Promise<number> {
  const [first, generator] = await Promise.all([environment.start(FLOOR), environment.startGenerator()]);
  await generator.do('connect', {
    group: 'floor',
    port: first.port,
    clients: floorClients(sockets, 'floor'),
  });
  await first.stop('SIGKILL');
  await generator.do('untilClosed', { group: 'floor' });
  const second = await environment.start(FLOOR);
  const { ms } = await generator.do('reconnect', { group: 'floor', port: second.port });
  await Promise.all([generator.stop(), second.stop()]);
  return ms;
}

async function storm(
  environment: Environment,
  clients: ClientPlan[],
  missed: number,
  rounds: { back: number[]; missed: number[]; faults: string[] },
): Promise<void> {
  const [first, generator] = await Promise.all([environment.startServer(), environment.startGenerator()]);
  await generator.do('connect', { group: 'crowd', port: first.port, clients });
  await first.stop('SIGKILL');
  await generator.do('untilClosed', { group: 'crowd' });
  const posted = await postMeanwhile(environment, missed);
  const second = await environment.startServer();
  const { ms } = await generator.do('reconnect', { group: 'crowd', port: second.port });
  rounds.back.push(ms);
  rounds.missed.push(
    mean(clients.map(({ feeds }) => feeds.reduce((sum, [id]) => sum + (posted.get(id) ?? 0), 0))),
  );
  const audit = await auditGroup(environment, generator, 'crowd');
  if (!audit.right) rounds.faults.push(audit.note);
  await Promise.all([generator.stop(), second.stop()]);
}

/** Messages as another process posts them, spread over all spaces as those of the dataset are. @returns how many, by space */
async function postMeanwhile(environment: Environment, count: number): Promise<Map<string, number>> {
  const dataset = await environment.dataset();
  const pool = createPool(environment.databaseUrl, createLog('silent'), { max: 4 });
  const db = createDatabase(pool);
  const post = createPosting({ db, clock: systemClock, deliver: () => undefined });
  const random = seeded(count);
  const posted = new Map<string, number>();
  await Promise.all(
    Array.from({ length: count }, async () => {
      const space = anyOf(dataset.spaces, random);
      const spaceId = space.id;
      const personId = dataset.people[anyOf(space.members, random)]?.id ?? '';
      posted.set(spaceId, (posted.get(spaceId) ?? 0) + 1);
      const text = await readText(db, { personId, spaceId, source: sentence(dataset.words, random) });
      await post({ ...text, personId, spaceId, clientId: randomUUID(), threadRootId: null, title: null });
    }),
  );
  await pool.end();
  return posted;
}
