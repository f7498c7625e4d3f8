import * as contract from '@footbridge/contract/thanks.ts';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import { requireFound } from '../../kit/http/problem.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { getVisiblePerson } from '../people/access.ts';
import { getMemberSpace } from '../spaces/access.ts';
import { getOwnThanks, getReceivedThanks, getThankable, requireSharedSpace } from './access.ts';
import { deleteThanks, giveThanks, hideThanks, showThanks } from './changes.ts';
import { findGivenBefore, listGiven, listReceived, listShownBy, listShownIn } from './queries.ts';

export function thanksRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(contract.giveThanks, async ({ actor, body }) => {
      const between = await getThankable(db, actor, body);
      await change(context, (tx) => giveThanks(tx, { ...body, ...between }));
      return requireFound((await findGivenBefore(db, actor.personId, body.clientId))[0]);
    }),
    route(contract.listMyThanks, async ({ actor }) => ({
      received: await listReceived(db, actor.personId),
      given: await listGiven(db, actor.personId),
    })),
    route(contract.showThanks, async ({ actor, params, body }) => {
      await change(context, async (tx) => {
        const thanks = await getReceivedThanks(tx.db, actor, params.thanksId);
        const spaceId =
          body.audience === 'space' ? await requireSharedSpace(tx.db, thanks, body.spaceId) : null;
        await showThanks(tx, thanks, body.audience, spaceId);
      });
      return requireFound((await listReceived(db, actor.personId, params.thanksId))[0]);
    }),
    route(contract.hideThanks, async ({ actor, params }) => {
      await change(context, async (tx) =>
        hideThanks(tx, await getReceivedThanks(tx.db, actor, params.thanksId)),
      );
      return requireFound((await listReceived(db, actor.personId, params.thanksId))[0]);
    }),
    route(contract.deleteThanks, async ({ actor, params }) => {
      await change(context, async (tx) =>
        deleteThanks(tx, await getOwnThanks(tx.db, actor, params.thanksId)),
      );
      return { done: true } as const;
    }),
    route(contract.listThanksOf, async ({ actor, params }) => {
      const { id } = await getVisiblePerson(db, actor, params.personId);
      return { thanks: await listShownBy(db, actor, id) };
    }),
    route(contract.listThanksIn, async ({ actor, params }) => {
      const space = await getMemberSpace(db, actor, params.spaceId);
      return { thanks: await listShownIn(db, space) };
    }),
  ];
}
