import { setTimeout as sleep } from 'node:timers/promises';
import { listMessages, postMessage } from '../../../contract/src/chat.ts';
import { addMember, changeMemberRole, leaveSpace, removeMember } from '../../../contract/src/spaces.ts';
import type { SpaceOfRun } from '../people.ts';
import type { Tab } from '../clients.ts';
import { type Fault, type World, tally } from './fault.ts';

const REMOVALS = 6;
const AWAY_MS = 900;

/** People are taken out of spaces in which others are talking, try to go on, and are brought back. */
export const removeMembers: Fault = {
  name: 'remove members',
  async run(world) {
    const pairs = world.cast.spaces.flatMap((space) =>
      space.memberIds.map((personId) => ({ space, personId })),
    );
    const chosen = world.random.shuffled(pairs).slice(0, REMOVALS);
    const removed = await Promise.allSettled(
      chosen.map(({ space, personId }, at) => removeOne(world, space, personId, at === 0)),
    );
    return tally(removed, 'memberships ended and begun again');
  },
};

async function removeOne(world: World, space: SpaceOfRun, personId: string, leaves: boolean): Promise<void> {
  const params = { spaceId: space.id, personId };
  const { call } = world.witness;
  const tabs = [...world.tabs.open].filter((tab) => tab.person.id === personId);
  const [own] = tabs;
  if (own === undefined) throw new Error('nobody was there');
  const stopListening = await world.tabs.listen(own, space.id);
  try {
    if (leaves) await own.call(leaveSpace, { params: { spaceId: space.id } });
    else await call(removeMember, { params });
    await Promise.all(tabs.map((tab) => goOn(world, tab, space.id)));
    await sleep(AWAY_MS);
  } finally {
    stopListening();
    await insistOn(() =>
      call(addMember, { params: { spaceId: space.id }, body: { personId, role: 'member' } }),
    );
  }
  await call(changeMemberRole, { params, body: { role: 'guest' } });
  await call(changeMemberRole, { params, body: { role: 'member' } });
  for (const tab of tabs) void tab.client.chat.loads.newest(space.id).catch(() => undefined);
}

/** Somebody who does not know yet that they are out of the space reads and writes in it. */
async function goOn(world: World, { call }: Tab, spaceId: string): Promise<void> {
  await Promise.allSettled([
    call(listMessages, { params: { spaceId }, query: {} }),
    call(postMessage, {
      params: { spaceId },
      body: { clientId: crypto.randomUUID(), source: world.load.write() },
    }),
  ]);
}

/** A person who was taken out must be in again for the rest of the run, whatever happens meanwhile. */
export async function insistOn(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (tries === 20) throw error;
      await sleep(250);
    }
  }
}
