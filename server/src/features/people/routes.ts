import { PAGE_DEFAULT } from '@footbridge/contract/kit/page.ts';
import { type Me, changeMe, getMe, getPerson, listPeople } from '@footbridge/contract/people.ts';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import { requireFound } from '../../kit/http/problem.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { getVisiblePerson, listVisiblePeople, requireTimeZone } from './access.ts';
import * as changes from './changes.ts';
import { readMes } from './queries.ts';

export function peopleRoutes(context: Context): Route[] {
  const { db } = context;
  const readMe = async (personId: string): Promise<Me> =>
    requireFound((await readMes(db, [personId])).get(personId));
  return [
    route(getMe, async ({ actor }) => readMe(actor.personId)),
    route(changeMe, async ({ actor, body }) => {
      if (body.timeZone !== undefined) requireTimeZone(body.timeZone);
      await change(context, (tx) => changes.changeMe(tx, actor.personId, body));
      return readMe(actor.personId);
    }),
    route(listPeople, async ({ actor, query }) =>
      listVisiblePeople(db, actor, { ...query, limit: PAGE_DEFAULT }),
    ),
    route(getPerson, async ({ actor, params }) => getVisiblePerson(db, actor, params.personId)),
  ];
}
