import * as rounds from '@footbridge/contract/rounds.ts';
import { type Tx, change } from '../../../kit/activity/activity.ts';
import { instant } from '../../../kit/clock.ts';
import type { Context } from '../../../kit/context.ts';
import { type Caller, type Route, openRoute } from '../../../kit/http/route.ts';
import { hashSecret } from '../../../kit/http/secret.ts';
import { countSecret } from '../../auth/attempts/changes.ts';
import { type LinkedRoundSubject, getLinkedRound, lockLinkedRound, requireOpen } from '../access.ts';
import { removeAddressee } from '../addressees/changes.ts';
import * as answers from '../answers/changes.ts';
import { BY_NOBODY_HERE, recordChanged } from '../changes.ts';
import { readLinkedRound } from './queries.ts';

/** What somebody without an account can do: the secret of their link is all that they show. */
export function linksRoutes(context: Context): Route[] {
  const { db, clock } = context;
  const read = async (secret: string) =>
    readLinkedRound(db, await getLinkedRound(db, hashSecret(secret), instant(clock)));
  const changeLinked = async (
    caller: Caller,
    secret: string,
    work: (tx: Tx, round: LinkedRoundSubject) => Promise<void>,
  ) => {
    await countSecret(context, caller.address);
    await change(context, async (tx) => work(tx, await lockLinkedRound(tx.db, hashSecret(secret), tx.at)));
  };
  return [
    openRoute(rounds.readLinkedRound, async ({ body, caller }) => {
      await countSecret(context, caller.address);
      return read(body.secret);
    }),
    openRoute(rounds.answerLinkedRound, async ({ body: { secret, ...answer }, caller }) => {
      await changeLinked(caller, secret, async (tx, round) => {
        requireOpen(round);
        await answers.answerLinkedRound(tx, round, answer);
      });
      return read(secret);
    }),
    openRoute(rounds.withdrawLinkedAnswer, async ({ body: { secret }, caller }) => {
      await changeLinked(caller, secret, answers.withdrawLinkedAnswer);
      return read(secret);
    }),
    openRoute(rounds.sayLinkedOutcome, async ({ body: { secret, answerId, ...outcome }, caller }) => {
      await changeLinked(caller, secret, (tx, round) =>
        answers.sayLinkedOutcome(tx, round, answerId, outcome),
      );
      return read(secret);
    }),
    openRoute(rounds.forgetMe, async ({ body: { secret }, caller }) => {
      await changeLinked(caller, secret, async (tx, round) => {
        await removeAddressee(tx, round, round.addresseeId);
        await recordChanged(tx, round, BY_NOBODY_HERE);
      });
      return { done: true } as const;
    }),
  ];
}
