import type { Dataset } from '../dataset/load.ts';
import type { Person } from '../dataset/plan.ts';
import type { Environment } from '../environment.ts';
import { type Faults, isFaultless } from '../generator/audit.ts';
import type { ClientPlan, Target } from '../generator/commands.ts';
import type { Generator } from '../generator/generator.ts';

/** Where each feed stands now. */
async function readHeads({ pool }: Environment): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ id: string; last_seq: string }>('select id, last_seq::text from feeds');
  return Object.fromEntries(rows.map((row) => [row.id, Number(row.last_seq)]));
}

/** Sockets of the members of some spaces, each following that space alone from where it stands. */
export async function membersOf(
  environment: Environment,
  spaces: Dataset['spaces'],
  each: number,
): Promise<ClientPlan[]> {
  const { people } = await environment.dataset();
  const heads = await readHeads(environment);
  return spaces.flatMap(({ id, members }) =>
    members
      .slice(0, each)
      .map((at) => ({ token: people[at]?.token ?? '', feeds: [[id, heads[id] ?? 0]] as [string, number][] })),
  );
}

/** Somebody of each of these spaces, to post there. */
export function targetsIn(dataset: Dataset, spaces: Dataset['spaces']): Target[] {
  return spaces.map(({ id, members }) => ({
    feedId: id,
    token: dataset.people[members[0] ?? 0]?.token ?? '',
  }));
}

/** So many sockets that follow so many spaces each; people with fewer spaces are passed over, and some have two sockets. */
export async function followersOfMany(
  environment: Environment,
  count: number,
  each: number,
): Promise<ClientPlan[]> {
  const dataset = await environment.dataset();
  const heads = await readHeads(environment);
  const spacesOf = new Map<Person, string[]>();
  for (const { id, members } of dataset.spaces) {
    for (const at of members) spacesOf.getOrInsertComputed(dataset.people[at] as Person, () => []).push(id);
  }
  // The last ones: everybody is in the first, large spaces, and the small ones are part of the work too.
  const busy = [...spacesOf]
    .filter(([, ids]) => ids.length >= each)
    .map(([{ token }, ids]) => ({ token, ids: ids.slice(-each) }));
  return Array.from({ length: count }, (_, at) => {
    const { token, ids } = busy[at % busy.length] as (typeof busy)[number];
    return { token, feeds: ids.map((id) => [id, heads[id] ?? 0] as [string, number]) };
  });
}

export const floorClients = (count: number, feedId: string): ClientPlan[] =>
  Array.from({ length: count }, () => ({ feeds: [[feedId, 0]] }));

export interface Audit {
  right: boolean;
  note: string;
}

/** Whether everybody in a group has heard everything once and in order, up to where the database stands. */
export async function auditGroup(
  environment: Environment,
  generator: Generator,
  group: string,
): Promise<Audit> {
  const { faults, behind } = await generator.do('audit', { group, heads: await readHeads(environment) });
  return { right: isRight(faults, behind), note: describeFaults(faults, behind) };
}

export const isRight = (faults: Faults, behind: number): boolean => behind === 0 && isFaultless(faults);

export function describeFaults({ lost, doubled, told, closed }: Faults, behind: number): string {
  return `${lost} lost, ${doubled} doubled, ${told} told to start again, ${closed} closed, ${behind} behind`;
}
