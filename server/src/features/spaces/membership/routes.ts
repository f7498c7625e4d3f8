import * as spaces from '@footbridge/contract/spaces.ts';
import { change, record } from '../../../kit/activity/activity.ts';
import type { Context } from '../../../kit/context.ts';
import { notAllowed, requireFound } from '../../../kit/http/problem.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { getFindableSpace, getMemberSpace, getStewardSpace } from '../access.ts';
import { listMembersOf, listSpacesOf } from '../queries.ts';
import { getAddable, getJoiningAffiliation } from './access.ts';
import { addToSpace, changeRole, endMembership } from './changes.ts';

const DONE = { done: true } as const;

/** Who is in a space: joining, leaving, bringing in, removing. */
export function membershipRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(spaces.listMembers, async ({ actor, params }) => {
      await getMemberSpace(db, actor, params.spaceId);
      return {
        members: (await listMembersOf(db, [params.spaceId])).map(({ spaceId: _, ...member }) => member),
      };
    }),
    route(spaces.joinSpace, async ({ actor, params, body }) => {
      const space = await getFindableSpace(db, actor, params.spaceId);
      if (!space.joined) {
        const { organisationId } = await getJoiningAffiliation(db, actor, space, body.organisationId);
        const by = { personId: actor.personId, organisationId };
        await change(context, async (tx) =>
          record(tx, await addToSpace(tx, { spaceId: space.spaceId, ...by, role: 'member', by })),
        );
      }
      return requireFound((await listSpacesOf(db, actor.personId, params.spaceId))[0]);
    }),
    route(spaces.leaveSpace, async ({ actor, params }) => {
      const space = await getMemberSpace(db, actor, params.spaceId);
      if (space.kind === 'direct') {
        throw notAllowed('A direct talk stays with the people in it. Nothing was changed.');
      }
      await change(context, async (tx) =>
        record(
          tx,
          await endMembership(tx, {
            spaceId: space.spaceId,
            personId: actor.personId,
            by: space,
            successorNeeded: true,
          }),
        ),
      );
      return DONE;
    }),
    ...stewardRoutes(context),
  ];
}

function stewardRoutes(context: Context): Route[] {
  const { db } = context;
  const member = async (spaceId: string, personId: string) => {
    const { spaceId: _, ...found } = requireFound((await listMembersOf(db, [spaceId], [personId]))[0]);
    return found;
  };
  return [
    route(spaces.addMember, async ({ actor, params, body }) => {
      const space = await getStewardSpace(db, actor, params.spaceId);
      const affiliation = await getAddable(db, actor, body.personId, space);
      const role = affiliation.role === 'guest' ? 'guest' : body.role;
      const joining = {
        spaceId: space.spaceId,
        personId: body.personId,
        organisationId: affiliation.organisationId,
        role,
        by: space,
      };
      await change(context, async (tx) => record(tx, await addToSpace(tx, joining)));
      return member(params.spaceId, body.personId);
    }),
    route(spaces.changeMemberRole, async ({ actor, params, body }) => {
      const space = await getStewardSpace(db, actor, params.spaceId);
      await member(params.spaceId, params.personId);
      await change(context, async (tx) =>
        record(tx, await changeRole(tx, { ...params, role: body.role, by: space })),
      );
      return member(params.spaceId, params.personId);
    }),
    route(spaces.removeMember, async ({ actor, params }) => {
      const space = await getStewardSpace(db, actor, params.spaceId);
      await member(params.spaceId, params.personId);
      await change(context, async (tx) =>
        record(tx, await endMembership(tx, { ...params, by: space, successorNeeded: true })),
      );
      return DONE;
    }),
  ];
}
