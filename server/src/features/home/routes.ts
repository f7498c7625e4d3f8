import { getHome } from '@footbridge/contract/home.ts';
import type { Context } from '../../kit/context.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { listAllWaiting } from './queries.ts';

export function homeRoutes({ db }: Context): Route[] {
  return [
    route(getHome, async ({ actor }) => ({
      waiting: await listAllWaiting(db, actor.personId),
      suggestion: null,
    })),
  ];
}
