import { getHome } from '@footbridge/contract/home.ts';
import { instant } from '../../kit/clock.ts';
import type { Context } from '../../kit/context.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { findSuggestion, listAllWaiting } from './queries.ts';

export function homeRoutes({ db, clock }: Context): Route[] {
  return [
    route(getHome, async ({ actor }) => {
      const at = instant(clock);
      const [waiting, suggestion] = await Promise.all([
        listAllWaiting(db, actor.personId, at),
        findSuggestion(db, actor.personId, at),
      ]);
      return { waiting, suggestion };
    }),
  ];
}
