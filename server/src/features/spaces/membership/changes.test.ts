import { changeOrganisation } from '@footbridge/contract/organisations.ts';
import { changeMe } from '@footbridge/contract/people.ts';
import { expect, test } from 'vitest';
import { change, record } from '../../../kit/activity/activity.ts';
import { createCast } from '../../../../test/cast.ts';
import { startTestServer } from '../../../../test/server.ts';
import { openSpace } from '../../../../test/spaces.ts';
import { addToSpace } from './changes.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, rhys, tomasz } = cast;
const { pool } = server.context;

async function isSomebodyWaiting(): Promise<boolean> {
  const { rows } = await pool.query<{ waiting: boolean }>(
    `select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waiting`,
  );
  return rows[0]?.waiting === true;
}

const shown: [string, () => Promise<unknown>][] = [
  ['a name', () => cast.as(rhys).call(changeMe, { body: { name: 'Rhys Other' } })],
  [
    'a title',
    () =>
      cast
        .as(rhys)
        .call(changeMe, { body: { roleTitle: { organisationId: rhys.organisationId, title: 'Other' } } }),
  ],
  [
    'a badge',
    () =>
      cast.as(amina).call(changeOrganisation, {
        params: { organisationId: rhys.organisationId },
        body: { shortName: 'OTH' },
      }),
  ],
];

test.each(shown)(
  '%s that changes while somebody is being brought in is told in that space, too',
  async (_, changeShown) => {
    const space = await openSpace(cast, tomasz, []);
    const [added, committed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { id: personId, organisationId } = rhys;
    const by = { personId: null, organisationId: null };
    const bringing = change(server.context, async (tx) => {
      const joining = { spaceId: space.id, personId, organisationId, role: 'member' as const, by };
      const activities = await addToSpace(tx, joining);
      added.resolve();
      await committed.promise;
      return record(tx, activities);
    });
    await added.promise;
    let over = false;
    const changing = changeShown().finally(() => (over = true));
    await expect.poll(async () => over || (await isSomebodyWaiting())).toBe(true);
    committed.resolve();
    await Promise.all([bringing, changing]);
    const { rows } = await pool.query<{ kind: string }>(
      'select kind from activity where feed_id = $1 order by seq desc limit 2',
      [space.id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['personChanged', 'memberJoined']);
  },
);
