import { setTimeout as sleep } from 'node:timers/promises';
import { endSession, signOut } from '../../../contract/src/auth.ts';
import { getMe } from '../../../contract/src/people.ts';
import type { Tab } from '../clients.ts';
import { type Fault, type World, tally } from './fault.ts';

const SESSIONS = 4;
/** So long the ended session is watched for what it still hears. */
const WATCH_MS = 700;

/** A second session of a person is ended from the first, while both are busy: the second one goes silent, the first works on. */
export const revokeSessions: Fault = {
  name: 'end sessions',
  async run(world) {
    const people = world.random.shuffled(world.cast.people).slice(0, SESSIONS);
    const ended = await Promise.allSettled(people.map((person, at) => endOne(world, person.id, at)));
    return tally(ended, 'sessions ended while they were at work');
  },
};

async function endOne(world: World, personId: string, at: number): Promise<void> {
  const first = [...world.tabs.open].find((tab) => tab.person.id === personId);
  if (first === undefined) throw new Error('nobody was there');
  const second = await world.tabs.openTab(first.person);
  try {
    world.load.join(second);
    await untilGreeted(second);
    await sleep(WATCH_MS);
    const sessionId = second.wire.sessionId() ?? '';
    // One of them signs out by itself; the others are ended from elsewhere.
    if (at === 0) await second.call(signOut, { body: { everywhere: false } });
    else await first.call(endSession, { params: { sessionId } });
    await second.call(getMe).catch(() => undefined);
    await sleep(WATCH_MS);
  } finally {
    second.close();
  }
}

const GREETED_MS = 30_000;

async function untilGreeted({ wire, proc }: Tab): Promise<void> {
  for (let waited = 0; wire.sessionId() === undefined; waited += 20) {
    if (waited > GREETED_MS) throw new Error(`${proc} was not greeted.`);
    await sleep(20);
  }
}
