import { lockOwnPairing } from '../src/features/pairings/access.ts';
import { acceptPairing } from '../src/features/pairings/changes.ts';
import { offerPairings } from '../src/features/pairings/matching/changes.ts';
import { change } from '../src/kit/activity/activity.ts';
import { DAY_MS } from '../src/kit/clock.ts';
import type { Context } from '../src/kit/context.ts';
import type { CastName } from './cast.ts';

type Parties = Record<CastName, { personId: string; organisationId: string }>;

const HOUR_MS = 3_600_000;

/** Who takes part, and the half-days that suit them. */
const HOURS: Partial<Record<CastName, [weekday: string, half: string][]>> = {
  amina: [
    ['tuesday', 'morning'],
    ['thursday', 'afternoon'],
    ['friday', 'morning'],
  ],
  lena: [
    ['tuesday', 'morning'],
    ['thursday', 'afternoon'],
    ['friday', 'morning'],
  ],
  rhys: [
    ['monday', 'afternoon'],
    ['wednesday', 'morning'],
  ],
  ana: [
    ['monday', 'afternoon'],
    ['wednesday', 'morning'],
  ],
};

/** A chance meeting that waits for Amina, and one that Rhys and Ana have agreed on. */
export async function loadPairings(context: Context, people: Parties): Promise<void> {
  const { db, clock } = context;
  const yesterday = clock.now() - DAY_MS;
  const joinedAt = new Date(yesterday - 8 * DAY_MS).toISOString();
  for (const [name, hours] of Object.entries(HOURS)) {
    const { personId } = people[name as CastName];
    await db
      .insertInto('pairing_participants')
      .values({ person_id: personId, joined_at: joinedAt })
      .execute();
    await db
      .insertInto('pairing_hours')
      .values(hours.map(([weekday, half]) => ({ person_id: personId, weekday, half })))
      .execute();
  }
  const midnight = Math.floor(clock.now() / DAY_MS) * DAY_MS;
  const time = (days: number, hour: number) =>
    new Date(midnight + days * DAY_MS + hour * HOUR_MS).toISOString();
  const endsAt = time(11, 0);
  const before: Context = { ...context, clock: { now: () => yesterday } };
  const [, agreed = ''] = await change(before, (tx) =>
    offerPairings(
      tx,
      [
        {
          people: [people.amina, people.lena],
          times: [
            [time(2, 10), time(4, 14), time(5, 9)],
            [time(6, 10), time(7, 15)],
          ],
        },
        { people: [people.rhys, people.ana], times: [[time(1, 14), time(3, 10), time(4, 11)]] },
      ],
      endsAt,
    ),
  );
  for (const name of ['rhys', 'ana'] as const) {
    await change(context, async (tx) =>
      acceptPairing(tx, await lockOwnPairing(tx.db, people[name], agreed), [time(3, 10)]),
    );
  }
}
