import * as pairings from '@footbridge/contract/pairings.ts';
import { type Tx, change } from '../../kit/activity/activity.ts';
import { instant } from '../../kit/clock.ts';
import type { Context } from '../../kit/context.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { notAllowed, requireFound } from '../../kit/http/problem.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { type OwnPairing, lockOwnPairing, requireKnown } from './access.ts';
import * as changes from './changes.ts';
import { listAvoidedOf, listPairingsOf, readMeetings } from './queries.ts';

const DONE = { done: true } as const;

export function pairingsRoutes(context: Context): Route[] {
  const { db, clock } = context;
  const meetings = ({ personId }: Actor) => readMeetings(db, personId, instant(clock));
  const inPairing = (actor: Actor, pairingId: string, work: (tx: Tx, pairing: OwnPairing) => Promise<void>) =>
    change(context, async (tx): Promise<void> => work(tx, await lockOwnPairing(tx.db, actor, pairingId)));
  const one = async ({ personId }: Actor, pairingId: string) =>
    requireFound((await listPairingsOf(db, personId, instant(clock), pairingId))[0]);
  return [
    route(pairings.listPairings, ({ actor }) => meetings(actor)),
    route(pairings.joinPairings, async ({ actor, body }) => {
      if (actor.guest) throw guestsStay();
      await change(context, (tx) => changes.joinPairings(tx, actor.personId, body.hours));
      return meetings(actor);
    }),
    route(pairings.leavePairings, async ({ actor }) => {
      await change(context, (tx) => changes.leavePairings(tx, actor.personId));
      return meetings(actor);
    }),
    route(pairings.acceptPairing, async ({ actor, params, body }) => {
      await inPairing(actor, params.pairingId, (tx, pairing) =>
        changes.acceptPairing(tx, pairing, body.times),
      );
      return one(actor, params.pairingId);
    }),
    route(pairings.offerOtherTimes, async ({ actor, params }) => {
      await inPairing(actor, params.pairingId, changes.offerOtherTimes);
      return one(actor, params.pairingId);
    }),
    route(pairings.skipPairing, async ({ actor, params }) => {
      await inPairing(actor, params.pairingId, changes.skipPairing);
      return DONE;
    }),
    route(pairings.listAvoided, async ({ actor }) => ({ people: await listAvoidedOf(db, actor.personId) })),
    route(pairings.avoidPerson, async ({ actor, params }) => {
      await requireKnown(db, actor, params.personId);
      await change(context, (tx) => changes.avoidPerson(tx, actor.personId, params.personId));
      return DONE;
    }),
    route(pairings.stopAvoiding, async ({ actor, params }) => {
      await requireKnown(db, actor, params.personId);
      await change(context, (tx) => changes.stopAvoiding(tx, actor.personId, params.personId));
      return DONE;
    }),
  ];
}

const guestsStay = () =>
  notAllowed(
    'Chance meetings are for members of an organisation. Nothing was changed. A steward of your organisation can make you a member.',
  );
