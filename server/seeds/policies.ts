import { getPublishablePolicy, getVisiblePolicy } from '../src/features/policies/access.ts';
import { acceptPolicy, publishPolicy, publishVersion } from '../src/features/policies/changes.ts';
import { change } from '../src/kit/activity/activity.ts';
import { DAY_MS } from '../src/kit/clock.ts';
import type { Context } from '../src/kit/context.ts';
import type { CastName } from './cast.ts';

type People = Record<CastName, { personId: string }>;

const TITLE = 'Personal data in shared spaces';
const FIRST = {
  title: TITLE,
  summary: 'Names and addresses of people we help do not belong in a shared space.',
  body: [
    'Who may read a space is written above the box. Write only what all of them may read.',
    'Names, addresses and health of people we help stay in the systems of the organisation that helps them.',
    'If it happened by mistake, remove the message and tell your own data protection officer the same day.',
  ].join('\n\n'),
  material: true,
};
const SECOND = {
  ...FIRST,
  summary: 'New: photographs of homes count as personal data. Everything else stays as it was.',
  body: FIRST.body
    .replace('Names, addresses and health', 'Names, addresses, health and photographs of the homes')
    .replace('the same day', 'within a day'),
};

/** A policy for everybody on the server, its change this week, and those who have read it since. */
export async function tellPolicies(context: Context, people: People): Promise<void> {
  const at = (daysAgo: number): Context => {
    const now = context.clock.now() - daysAgo * DAY_MS;
    return { ...context, clock: { now: () => now } };
  };
  const { personId } = people.amina;
  const administrator = { personId, administrator: true };
  const id = await change(at(20), (tx) => publishPolicy(tx, FIRST, { personId, organisationId: null }));
  const accept = async (name: CastName, version: number, daysAgo: number) => {
    const policy = await getVisiblePolicy(context.db, { ...people[name], administrator: false }, id);
    await change(at(daysAgo), (tx) => acceptPolicy(tx, policy, version));
  };
  for (const name of ['rhys', 'megan', 'tomasz', 'ana', 'bea', 'grace', 'sunil', 'lena'] as const) {
    await accept(name, 1, 19);
  }
  const policy = await getPublishablePolicy(context.db, administrator, id);
  await change(at(2), (tx) => publishVersion(tx, policy, 1, SECOND));
  for (const name of ['rhys', 'tomasz', 'ana', 'grace', 'sunil'] as const) await accept(name, 2, 1);
}
