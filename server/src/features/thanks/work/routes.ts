import * as contract from '@footbridge/contract/thanks.ts';
import { change } from '../../../kit/activity/activity.ts';
import type { Context } from '../../../kit/context.ts';
import { requireFound } from '../../../kit/http/problem.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { getGoodWorkOfMe, getOwnGoodWork, getWorkToName, requireMember, requireWeek } from './access.ts';
import { agreeGoodWork, changeMail, nameGoodWork, removeGoodWork } from './changes.ts';
import { findNeighbours, listMine, listWeek, wantsMail } from './queries.ts';
import { weekOf } from './rules.ts';

export function goodWorkRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(contract.nameGoodWork, async ({ actor, body }) => {
      const naming = await getWorkToName(db, actor, body);
      await change(context, (tx) => nameGoodWork(tx, { ...body, ...naming }));
      return requireFound((await listMine(db, actor.personId, 'byMe', { clientId: body.clientId }))[0]);
    }),
    route(contract.listMyGoodWork, async ({ actor }) => ({
      ofMe: await listMine(db, actor.personId, 'ofMe'),
      byMe: await listMine(db, actor.personId, 'byMe'),
    })),
    route(contract.agreeGoodWork, async ({ actor, params, body }) => {
      await change(context, async (tx) =>
        agreeGoodWork(tx, await getGoodWorkOfMe(tx.db, actor, params.goodWorkId), body.line),
      );
      return requireFound((await listMine(db, actor.personId, 'ofMe', { id: params.goodWorkId }))[0]);
    }),
    route(contract.removeGoodWork, async ({ actor, params }) => {
      await change(context, async (tx) =>
        removeGoodWork(tx, await getOwnGoodWork(tx.db, actor, params.goodWorkId)),
      );
      return { done: true } as const;
    }),
    ...weekRoutes(context),
  ];
}

function weekRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(contract.getGoodWorkWeek, async ({ actor, query }) => {
      requireMember(actor);
      const week = requireWeek(query.week ?? weekOf(context.clock.now()));
      const { earlier, later } = await findNeighbours(db, week);
      return {
        ...week,
        earlier: earlier === null ? null : weekOf(earlier),
        later: later === null ? null : weekOf(later),
        works: await listWeek(db, actor.personId, week),
      };
    }),
    route(contract.getGoodWorkMail, async ({ actor }) => ({ wanted: await wantsMail(db, actor.personId) })),
    route(contract.changeGoodWorkMail, async ({ actor, body }) => {
      await change(context, (tx) => changeMail(tx, actor.personId, body.wanted));
      return { wanted: await wantsMail(db, actor.personId) };
    }),
  ];
}
