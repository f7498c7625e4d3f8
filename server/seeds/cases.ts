import { randomUUID } from 'node:crypto';
import { getOwnCase, lockOwnCase } from '../src/features/cases/access.ts';
import { acceptCase, closeCase, openCase } from '../src/features/cases/changes.ts';
import { change } from '../src/kit/activity/activity.ts';
import { DAY_MS } from '../src/kit/clock.ts';
import type { Context } from '../src/kit/context.ts';
import type { CastName } from './cast.ts';

type Parties = Record<CastName, { personId: string; organisationId: string }>;

/** One case in which Amina is asked to help, and one that she was part of and that ended well. */
export async function loadCases(context: Context, people: Parties): Promise<void> {
  const { db, clock } = context;
  const at = (daysAgo: number): Context => ({
    ...context,
    clock: { now: () => clock.now() - daysAgo * DAY_MS },
  });
  const inDays = (days: number) => new Date(clock.now() + days * DAY_MS).toISOString();
  const { id } = await db
    .selectFrom('spaces')
    .select('id')
    .where('name', '=', 'Winter warmth')
    .executeTakeFirstOrThrow();
  const about = { kind: 'space' as const, id, spaceId: id };
  const ended = await change(at(16), (tx) =>
    openCase(
      tx,
      {
        about,
        matter:
          'The list of homes was passed on to our own teams before Harbour Care had said yes to it. I would like us to agree on who passes on what.',
        parties: [people.amina],
        clientId: randomUUID(),
      },
      { kind: 'facilitator', helpers: [people.grace], dueAt: inDays(-6) },
      people.ana,
    ),
  );
  await change(at(15), async (tx) => acceptCase(tx, await lockOwnCase(tx.db, people.grace, ended)));
  const { stageId } = await getOwnCase(db, people.grace, ended);
  await change(at(12), async (tx) =>
    closeCase(
      tx,
      await lockOwnCase(tx.db, people.grace, ended),
      stageId,
      'It was a misunderstanding about the word "draft". From now on a list says on its first line who may have it, and whoever wants to pass it on asks first.',
    ),
  );
  await change(at(1), (tx) =>
    openCase(
      tx,
      {
        about,
        matter:
          'Twice now visits were moved without telling us, and two families waited in the cold. I would like one place where a change of plan is said.',
        parties: [people.lena],
        clientId: randomUUID(),
      },
      { kind: 'facilitator', helpers: [people.amina], dueAt: inDays(6) },
      people.tomasz,
    ),
  );
}
