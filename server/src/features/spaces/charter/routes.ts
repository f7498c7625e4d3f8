import * as spaces from '@footbridge/contract/spaces.ts';
import { change } from '../../../kit/activity/activity.ts';
import type { Context } from '../../../kit/context.ts';
import { requireFound } from '../../../kit/http/problem.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { getCharterSpace, getStewardSpace } from '../access.ts';
import { changeCharter } from '../changes.ts';
import { listCharters, listFindable } from '../queries.ts';

/** The charter of a space: reading it and changing it. Who accepts it, and changes that members propose, are the feature charters. */
export function charterRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(spaces.getCharter, async ({ actor, params }) => {
      const { spaceId } = await getCharterSpace(db, actor, params.spaceId);
      const [space] = await listFindable(db, actor.personId, spaceId);
      const versions = await listCharters(db, spaceId);
      return { space: requireFound(space), charter: requireFound(versions[0]), versions: versions.slice(1) };
    }),
    route(spaces.changeCharter, async ({ actor, params, body }) => {
      const space = await getStewardSpace(db, actor, params.spaceId);
      await change(context, (tx) => changeCharter(tx, space, body.fromVersion, body));
      return requireFound((await listCharters(db, params.spaceId))[0]);
    }),
  ];
}
