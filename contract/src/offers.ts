import * as z from 'zod/mini';
import { Done, endpoint } from './kit/endpoint.ts';
import { Id, Instant, line, lineOrNothing, lines } from './kit/ids.ts';
import { liveMessage } from './kit/live.ts';
import { PersonRef } from './people.ts';
import { TimeStake } from './steps/stakes.ts';
import { ProposalFields, Step } from './steps.ts';

/** Offers and asks of one person that stand at once. */
export const OFFERS_STANDING_MAX = 30;
export const OFFERS_PAGE = 30;
/** My own, finished ones too: the newest of them. */
export const MY_OFFERS_MAX = 100;
/** Words of a search that count; the rest is left out. */
export const OFFER_WORDS_MAX = 8;

/** `bring`: I can bring this. `learn`: I would like to learn this. */
export const OfferKind = z.enum(['bring', 'learn']);
export type OfferKind = z.infer<typeof OfferKind>;
/** People I share a space with now, members of the organisation I offer it for, or every member of the server and those I share a space with. */
export const OfferAudience = z.enum(['sharedSpaces', 'organisation', 'everyone']);
export type OfferAudience = z.infer<typeof OfferAudience>;

export const Offer = z.object({
  id: Id,
  kind: OfferKind,
  text: z.string(),
  details: z.string(),
  /** How much time it would take each. */
  size: TimeStake,
  person: PersonRef,
  createdAt: Instant,
  /** For its owner; null for everybody else. */
  mine: z.nullable(z.object({ audience: OfferAudience, finishedAt: z.nullable(Instant) })),
});
export type Offer = z.infer<typeof Offer>;

const OfferFields = {
  text: line(140),
  details: lines(500),
  size: TimeStake,
  audience: OfferAudience,
};

const byOffer = { params: { offerId: Id }, object: 'offer' } as const;
const forOwner = { who: 'owner', ...byOffer } as const;

export const listOffers = endpoint('listOffers', {
  method: 'GET',
  path: '/offers',
  summary: 'Offers and asks that stand and are shown to me, newest first',
  who: 'person',
  object: 'none',
  query: {
    kind: z.optional(OfferKind),
    /** Words that all begin some word of the offer. */
    words: z.optional(lineOrNothing(100)),
    organisationId: z.optional(Id),
    size: z.optional(TimeStake),
    /** Those of one person. */
    personId: z.optional(Id),
    /** The `next` of the page before. */
    after: z.optional(z.string().check(z.maxLength(100))),
  },
  reply: z.object({ offers: z.array(Offer), next: z.nullable(z.string()) }),
});

export const listMyOffers = endpoint('listMyOffers', {
  method: 'GET',
  path: '/my-offers',
  summary: 'My offers and asks, finished ones too',
  who: 'person',
  object: 'none',
  reply: z.object({ offers: z.array(Offer) }),
});

export const getOffer = endpoint('getOffer', {
  method: 'GET',
  path: '/offers/:offerId',
  summary: 'One offer or ask that is shown to me',
  who: 'participant',
  ...byOffer,
  reply: Offer,
});

export const makeOffer = endpoint('makeOffer', {
  method: 'POST',
  path: '/offers',
  summary: 'Say what I can bring, or what I would like to learn',
  who: 'person',
  object: 'none',
  body: {
    kind: OfferKind,
    ...OfferFields,
    /** The organisation of mine I act for; needed when I have several. */
    organisationId: z.optional(Id),
  },
  reply: Offer,
});

export const changeOffer = endpoint('changeOffer', {
  method: 'PUT',
  path: '/offers/:offerId',
  summary: 'Change an offer or ask of mine',
  ...forOwner,
  body: OfferFields,
  reply: Offer,
});

/** It leaves every list; only its owner still has it. */
export const finishOffer = endpoint('finishOffer', {
  method: 'PUT',
  path: '/offers/:offerId/ending',
  summary: 'Say that an offer or ask of mine is finished',
  ...forOwner,
  idempotent: true,
  reply: Offer,
});

export const renewOffer = endpoint('renewOffer', {
  method: 'DELETE',
  path: '/offers/:offerId/ending',
  summary: 'Let a finished offer or ask stand again',
  ...forOwner,
  reply: Offer,
});

export const removeOffer = endpoint('removeOffer', {
  method: 'DELETE',
  path: '/offers/:offerId',
  summary: 'Delete an offer or ask of mine',
  ...forOwner,
  reply: Done,
});

const { origin: _, ...ProposalOnOffer } = ProposalFields;

/** Who offers something is there to be asked, also by somebody who shares no space with them yet. */
export const proposeOnOffer = endpoint('proposeOnOffer', {
  method: 'POST',
  path: '/offers/:offerId/steps',
  summary: 'Propose a small step to the one who made this offer or ask',
  who: 'participant',
  ...byOffer,
  idempotent: true,
  body: { ...ProposalOnOffer, organisationId: z.optional(Id) },
  reply: Step,
});

/** In its owner's own feed: it is another now. */
export const offerChanged = liveMessage('offerChanged', { offerId: Id });
