import * as spaces from '@footbridge/contract/spaces.ts';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { getMemberSpace, getStewardSpace } from './access.ts';
import {
  archiveSpace,
  createSpace,
  moveReadPosition,
  openDirectSpace,
  renameSpace,
  reopenSpace,
} from './changes.ts';
import { requireKnownOrganisations } from './charter/access.ts';
import { getAffiliation, getDirectPeople } from './membership/access.ts';
import { listFindable, listSpacesOf, readCounts } from './queries.ts';
import { requireFound } from '../../kit/http/problem.ts';
import type { Actor } from '../../kit/http/actor.ts';

const DONE = { done: true } as const;

/** Opening, finding, naming and closing spaces, and how far I have read. Members, charter and norms have routes of their own. */
export function spacesRoutes(context: Context): Route[] {
  const { db } = context;
  const one = async (actor: Actor, spaceId: string) =>
    requireFound((await listSpacesOf(db, actor.personId, spaceId))[0]);
  return [
    route(spaces.listSpaces, async ({ actor }) => ({ spaces: await listSpacesOf(db, actor.personId) })),
    route(spaces.listFindableSpaces, async ({ actor }) => ({
      spaces: await listFindable(db, actor.personId),
    })),
    route(spaces.getSpace, async ({ actor, params }) => {
      await getMemberSpace(db, actor, params.spaceId);
      return one(actor, params.spaceId);
    }),
    route(spaces.createSpace, async ({ actor, body }) => {
      const { organisationId } = await getAffiliation(db, actor, {
        organisationId: body.leadOrganisationId,
        guestsToo: false,
      });
      await requireKnownOrganisations(db, actor, body.withOrganisationIds ?? []);
      const members = [{ personId: actor.personId, organisationId, role: 'steward' as const }];
      const id = await change(context, (tx) =>
        createSpace(
          tx,
          {
            ...body,
            withOrganisationIds: body.reach === 'shared' ? (body.withOrganisationIds ?? []) : [],
            members,
          },
          { personId: actor.personId, organisationId },
        ),
      );
      return one(actor, id);
    }),
    route(spaces.openDirectSpace, async ({ actor, body }) => {
      const people = await getDirectPeople(db, actor, body.personIds);
      const { organisationId } = people.me;
      const id = await change(context, (tx) =>
        openDirectSpace(tx, people.all, { personId: actor.personId, organisationId }),
      );
      return one(actor, id);
    }),
    ...upkeepRoutes(context, one),
    route(spaces.moveReadPosition, async ({ actor, params, body }) => {
      const space = await getMemberSpace(db, actor, params.spaceId);
      await change(context, (tx) => moveReadPosition(tx, space, body.seq));
      const { spaceSeq: _, ...counts } = requireFound(await readCounts(db, actor.personId, params.spaceId));
      return counts;
    }),
  ];
}

function upkeepRoutes(
  context: Context,
  one: (actor: Actor, spaceId: string) => Promise<spaces.Space>,
): Route[] {
  const { db } = context;
  return [
    route(spaces.renameSpace, async ({ actor, params, body }) => {
      const space = await getStewardSpace(db, actor, params.spaceId);
      await change(context, (tx) => renameSpace(tx, space, body.name));
      return one(actor, params.spaceId);
    }),
    route(spaces.archiveSpace, async ({ actor, params }) => {
      const space = await getStewardSpace(db, actor, params.spaceId);
      await change(context, (tx) => archiveSpace(tx, space));
      return DONE;
    }),
    route(spaces.reopenSpace, async ({ actor, params }) => {
      const space = await getStewardSpace(db, actor, params.spaceId);
      await change(context, (tx) => reopenSpace(tx, space));
      return DONE;
    }),
  ];
}
