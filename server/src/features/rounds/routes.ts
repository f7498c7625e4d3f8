import * as rounds from '@footbridge/contract/rounds.ts';
import { change } from '../../kit/activity/activity.ts';
import { instant } from '../../kit/clock.ts';
import type { Context } from '../../kit/context.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { countInvitation } from '../auth/attempts/changes.ts';
import { requireWritable } from '../chat/access.ts';
import { requirePoliciesAccepted } from '../policies/access.ts';
import { getMemberSpace } from '../spaces/access.ts';
import { getAffiliation } from '../spaces/membership/access.ts';
import {
  getAskable,
  getAskedRound,
  lockAskedRound,
  lockOwnAddressee,
  requireFacilitator,
  requireMayAskAgain,
  requireOpen,
  requirePossibleEnd,
} from './access.ts';
import { addAddressee, removeAddressee } from './addressees/changes.ts';
import { answersRoutes } from './answers/routes.ts';
import * as changes from './changes.ts';
import { linksRoutes } from './links/routes.ts';
import { listRounds, readRound } from './queries.ts';

const DONE = { done: true } as const;

/** Opening rounds, reading and carrying them on; answers and links without an account have routes of their own. */
export function roundsRoutes(context: Context): Route[] {
  return [
    ...openingRoutes(context),
    ...carryingRoutes(context),
    ...answersRoutes(context),
    ...linksRoutes(context),
  ];
}

const read = async ({ db, clock }: Context, actor: Actor, roundId: string) => {
  const at = instant(clock);
  return readRound(db, await getAskedRound(db, actor, roundId, at), at);
};

/** Each mail goes to a stranger, so it counts like an invitation. */
async function countMails(context: Context, actor: Actor, emails: string[]): Promise<void> {
  for (const _ of emails) await countInvitation(context, actor.personId);
}

function openingRoutes(context: Context): Route[] {
  return [
    route(rounds.openRound, async ({ actor, body }) => {
      const { personIds, organisationId: asked, ...round } = body;
      requirePossibleEnd(round.endsAt, instant(context.clock));
      await requirePoliciesAccepted(context.db, actor);
      const { organisationId } = await getAffiliation(context.db, actor, {
        organisationId: asked,
        guestsToo: false,
      });
      await countMails(context, actor, round.emails);
      const roundId = await change(context, async (tx) => {
        const people = await getAskable(tx.db, actor, personIds, organisationId);
        return changes.openRound(
          tx,
          { ...round, to: { people } },
          { personId: actor.personId, organisationId },
        );
      });
      return read(context, actor, roundId);
    }),
    route(rounds.openRoundInSpace, async ({ actor, params: { spaceId }, body }) => {
      requireWritable(await getMemberSpace(context.db, actor, spaceId));
      requirePossibleEnd(body.endsAt, instant(context.clock));
      await requirePoliciesAccepted(context.db, actor);
      await countMails(context, actor, body.emails);
      const roundId = await change(context, async (tx) =>
        changes.openRound(tx, { ...body, to: { spaceId } }, await getMemberSpace(tx.db, actor, spaceId)),
      );
      return read(context, actor, roundId);
    }),
    route(rounds.askAgain, async ({ actor, params, body }) => {
      requireMayAskAgain(await getAskedRound(context.db, actor, params.roundId, instant(context.clock)));
      requirePossibleEnd(body.endsAt, instant(context.clock));
      await requirePoliciesAccepted(context.db, actor);
      await countMails(context, actor, body.emails);
      const roundId = await change(context, async (tx) => {
        const round = await lockAskedRound(tx.db, actor, params.roundId, tx.at);
        requireMayAskAgain(round);
        return changes.askAgain(tx, round, body);
      });
      return read(context, actor, roundId);
    }),
  ];
}

function carryingRoutes(context: Context): Route[] {
  return [
    route(rounds.listRounds, ({ actor, query }) =>
      listRounds(context.db, actor.personId, query, instant(context.clock)),
    ),
    route(rounds.getRound, ({ actor, params }) => read(context, actor, params.roundId)),
    route(rounds.waveRoundAway, async ({ actor, params }) => {
      await change(context, async (tx) =>
        changes.waveRoundAway(tx, await lockAskedRound(tx.db, actor, params.roundId, tx.at)),
      );
      return DONE;
    }),
    route(rounds.endRound, async ({ actor, params }) => {
      await change(context, async (tx) =>
        changes.endRound(tx, requireFacilitator(await lockAskedRound(tx.db, actor, params.roundId, tx.at))),
      );
      return read(context, actor, params.roundId);
    }),
    route(rounds.addAddressee, async ({ actor, params, body }) => {
      requireFacilitator(await getAskedRound(context.db, actor, params.roundId, instant(context.clock)));
      await countMails(context, actor, [body.email]);
      await change(context, async (tx) => {
        const round = requireFacilitator(await lockAskedRound(tx.db, actor, params.roundId, tx.at));
        requireOpen(round);
        await addAddressee(tx, round, body.email);
      });
      return read(context, actor, params.roundId);
    }),
    route(rounds.removeAddressee, async ({ actor, params }) => {
      const roundId = await change(context, async (tx) => {
        const { round, addresseeId } = await lockOwnAddressee(tx.db, actor, params.addresseeId, tx.at);
        await removeAddressee(tx, round, addresseeId);
        await changes.recordChanged(tx, round, round);
        return round.roundId;
      });
      return read(context, actor, roundId);
    }),
  ];
}
