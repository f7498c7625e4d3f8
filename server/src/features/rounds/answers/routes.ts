import * as rounds from '@footbridge/contract/rounds.ts';
import { change } from '../../../kit/activity/activity.ts';
import { instant } from '../../../kit/clock.ts';
import type { Context } from '../../../kit/context.ts';
import type { Actor } from '../../../kit/http/actor.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { requirePoliciesAccepted } from '../../policies/access.ts';
import { getAskedRound, lockAskedRound, lockReadableAnswer, requireAuthor, requireOpen } from '../access.ts';
import { readRound } from '../queries.ts';
import * as changes from './changes.ts';

const DONE = { done: true } as const;

export function answersRoutes(context: Context): Route[] {
  const { db, clock } = context;
  const read = async (actor: Actor, roundId: string) => {
    const at = instant(clock);
    return readRound(db, await getAskedRound(db, actor, roundId, at), at);
  };
  return [
    route(rounds.answerRound, async ({ actor, params, body }) => {
      await change(context, async (tx) => {
        const round = await lockAskedRound(tx.db, actor, params.roundId, tx.at);
        requireOpen(round);
        await requirePoliciesAccepted(tx.db, actor);
        await changes.answerRound(tx, round, body);
      });
      return read(actor, params.roundId);
    }),
    route(rounds.withdrawAnswer, async ({ actor, params }) => {
      await change(context, async (tx) =>
        changes.withdrawAnswer(tx, await lockAskedRound(tx.db, actor, params.roundId, tx.at)),
      );
      return read(actor, params.roundId);
    }),
    route(rounds.sayYes, async ({ actor, params }) => {
      await change(context, async (tx) =>
        changes.sayYes(tx, await lockReadableAnswer(tx.db, actor, params.answerId, tx.at)),
      );
      return DONE;
    }),
    route(rounds.takeYesBack, async ({ actor, params }) => {
      await change(context, async (tx) =>
        changes.takeYesBack(tx, await lockReadableAnswer(tx.db, actor, params.answerId, tx.at)),
      );
      return DONE;
    }),
    route(rounds.sayOutcome, async ({ actor, params, body }) => {
      await change(context, async (tx) => {
        const answer = await lockReadableAnswer(tx.db, actor, params.answerId, tx.at);
        requireAuthor(answer);
        await changes.sayOutcome(tx, answer, body);
      });
      return DONE;
    }),
  ];
}
