import { setTimeout as sleep } from 'node:timers/promises';
import { deactivatePerson, reactivatePerson } from '../../../contract/src/accounts.ts';
import { getMe } from '../../../contract/src/people.ts';
import { addMember } from '../../../contract/src/spaces.ts';
import type { Person } from '../people.ts';
import { type Fault, type World, tally, untilBack } from './fault.ts';
import { insistOn } from './removeMembers.ts';

const AWAY_MS = 900;

/** An account is closed while it is at work; later it is opened again, signs in and is brought back to its spaces. */
export const deactivatePeople: Fault = {
  name: 'close accounts',
  async run(world) {
    const [writers, rest] = [world.cast.reports.memberIds, world.cast.people];
    const people = world.random.shuffled(rest.filter((person) => !writers.includes(person.id))).slice(0, 2);
    const closed = await Promise.allSettled(people.map((person) => closeOne(world, person)));
    await untilBack(world);
    return tally(closed, 'accounts closed while they were at work');
  },
};

async function closeOne(world: World, person: Person): Promise<void> {
  const tabs = [...world.tabs.open].filter((tab) => tab.person.id === person.id);
  const { call } = world.witness;
  const params = { personId: person.id };
  await call(deactivatePerson, { params });
  await Promise.allSettled(tabs.map((tab) => tab.call(getMe)));
  await sleep(AWAY_MS);
  for (const tab of tabs) tab.close();
  await insistOn(() => call(reactivatePerson, { params }));
  for (const space of world.cast.spaces.filter(({ memberIds }) => memberIds.includes(person.id))) {
    await insistOn(() =>
      call(addMember, { params: { spaceId: space.id }, body: { personId: person.id, role: 'member' } }),
    );
  }
  world.load.join(await world.tabs.openTab(person));
}
