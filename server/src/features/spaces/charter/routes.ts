import * as spaces from '@footbridge/contract/spaces.ts';
import { change } from '../../../kit/activity/activity.ts';
import type { Context } from '../../../kit/context.ts';
import type { Actor } from '../../../kit/http/actor.ts';
import { requireFound } from '../../../kit/http/problem.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { getCharterSpace, getMemberSpace, getStewardSpace } from '../access.ts';
import { changeCharter } from '../changes.ts';
import { listCharters, listFindable, listSpacesOf } from '../queries.ts';
import { getAcceptableCharter } from './access.ts';
import { acceptCharter, readCharter } from './changes.ts';
import { listAcceptable, listAcceptances } from './queries.ts';

/** The charter of a space: reading it, changing it, and accepting it for an organisation. */
export function charterRoutes(context: Context): Route[] {
  const { db } = context;
  const one = async (actor: Actor, spaceId: string) =>
    requireFound((await listSpacesOf(db, actor.personId, spaceId))[0]);
  return [
    route(spaces.getCharter, async ({ actor, params }) => {
      const { spaceId } = await getCharterSpace(db, actor, params.spaceId);
      const [space] = await listFindable(db, actor.personId, spaceId);
      const versions = await listCharters(db, spaceId);
      const mine = await listAcceptable(db, actor.personId, spaceId);
      return {
        space: requireFound(space),
        charter: requireFound(versions[0]),
        versions: versions.slice(1),
        acceptances: await listAcceptances(db, spaceId),
        mayAcceptFor: mine.flatMap(({ accepted, ...organisation }) => (accepted ? [] : [organisation])),
      };
    }),
    route(spaces.changeCharter, async ({ actor, params, body }) => {
      const space = await getStewardSpace(db, actor, params.spaceId);
      await change(context, (tx) => changeCharter(tx, space, body.fromVersion, body));
      return requireFound((await listCharters(db, params.spaceId))[0]);
    }),
    route(spaces.acceptCharter, async ({ actor, params, body }) => {
      const space = await getCharterSpace(db, actor, params.spaceId);
      const charter = await getAcceptableCharter(db, actor, space, body.organisationId);
      await change(context, (tx) => acceptCharter(tx, charter, body.version));
      return one(actor, params.spaceId);
    }),
    route(spaces.readCharter, async ({ actor, params, body }) => {
      const space = await getMemberSpace(db, actor, params.spaceId);
      await change(context, (tx) => readCharter(tx, space, body.version));
      return one(actor, params.spaceId);
    }),
  ];
}
