import * as offers from '@footbridge/contract/offers.ts';
import type { Offer } from '@footbridge/contract/offers.ts';
import { type Tx, change } from '../../kit/activity/activity.ts';
import { instant } from '../../kit/clock.ts';
import type { Context } from '../../kit/context.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { notAllowed, requireFound } from '../../kit/http/problem.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { getAffiliation } from '../spaces/membership/access.ts';
import { requireParticipant } from '../steps/access.ts';
import { proposeStep } from '../steps/changes.ts';
import { readStep } from '../steps/reading/queries.ts';
import { type OwnOffer, getVisibleOffer, lockOwnOffer } from './access.ts';
import * as changes from './changes.ts';
import { findOffer, listOwnOffers, listVisibleOffers } from './queries.ts';

export function offersRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(offers.listOffers, ({ actor, query }) => listVisibleOffers(db, actor.personId, query)),
    route(offers.listMyOffers, async ({ actor }) => ({ offers: await listOwnOffers(db, actor.personId) })),
    route(offers.getOffer, async ({ actor, params }) =>
      requireFound(await findOffer(db, actor.personId, params.offerId)),
    ),
    route(offers.makeOffer, async ({ actor, body }) => {
      const { organisationId, kind, ...text } = body;
      const guestsToo = text.audience === 'sharedSpaces';
      const id = await change(context, async (tx) => {
        const mine = await getAffiliation(tx.db, actor, { organisationId, guestsToo });
        const by = { personId: actor.personId, organisationId: mine.organisationId };
        return changes.makeOffer(tx, kind, text, by);
      });
      return requireFound(await findOffer(db, actor.personId, id));
    }),
    ...ownerRoutes(context),
    proposeRoute(context),
  ];
}

function ownerRoutes(context: Context): Route[] {
  const inOffer = (actor: Actor, offerId: string, work: (tx: Tx, offer: OwnOffer) => Promise<void>) =>
    change(context, async (tx): Promise<void> => work(tx, await lockOwnOffer(tx.db, actor, offerId)));
  const thenRead = async (
    actor: Actor,
    offerId: string,
    work: (tx: Tx, offer: OwnOffer) => Promise<void>,
  ): Promise<Offer> => {
    await inOffer(actor, offerId, work);
    return requireFound(await findOffer(context.db, actor.personId, offerId));
  };
  return [
    route(offers.changeOffer, ({ actor, params, body }) =>
      thenRead(actor, params.offerId, async (tx, offer) => {
        const { organisationId } = offer;
        await getAffiliation(tx.db, actor, { organisationId, guestsToo: body.audience === 'sharedSpaces' });
        await changes.changeOffer(tx, offer, body);
      }),
    ),
    route(offers.finishOffer, ({ actor, params }) => thenRead(actor, params.offerId, changes.finishOffer)),
    route(offers.renewOffer, ({ actor, params }) => thenRead(actor, params.offerId, changes.renewOffer)),
    route(offers.removeOffer, async ({ actor, params }) => {
      await inOffer(actor, params.offerId, changes.removeOffer);
      return { done: true } as const;
    }),
  ];
}

function proposeRoute(context: Context): Route {
  const { db, clock } = context;
  return route(offers.proposeOnOffer, async ({ actor, params, body }) => {
    const { organisationId, ...proposal } = body;
    const stepId = await change(context, async (tx) => {
      const offer = await getVisibleOffer(tx.db, actor, params.offerId);
      if (offer.ownerId === actor.personId) {
        throw notAllowed('This is your own. Nothing was sent. Others can propose a step to you from it.');
      }
      const mine = await getAffiliation(tx.db, actor, { organisationId, guestsToo: true });
      const by = { personId: actor.personId, organisationId: mine.organisationId };
      const owner = { personId: offer.ownerId, organisationId: offer.organisationId };
      return proposeStep(tx, { ...proposal, origin: { kind: 'offer', id: offer.offerId } }, by, [owner]);
    });
    return readStep(db, await requireParticipant(db, actor, stepId), instant(clock));
  });
}
