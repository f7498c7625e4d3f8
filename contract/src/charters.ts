import * as z from 'zod/mini';
import { endpoint } from './kit/endpoint.ts';
import { Id, Instant, line, lines } from './kit/ids.ts';
import { liveMessage } from './kit/live.ts';
import { OrganisationRef } from './organisations.ts';
import { PersonRef } from './people.ts';
import { Norms, Space } from './spaces.ts';

/** Proposals of norms are listed up to here, the open ones first. */
export const NORM_PROPOSALS_MAX = 100;

const bySpace = { params: { spaceId: Id }, object: 'space' } as const;
const forFinder = { who: 'spaceFinder', ...bySpace } as const;
const forMember = { who: 'spaceMember', ...bySpace } as const;

/** Whether an organisation that a shared space names has accepted its charter, and who did so for it. */
export const CharterAcceptance = z.object({
  organisation: OrganisationRef,
  acceptedBy: z.nullable(PersonRef),
  acceptedAt: z.nullable(Instant),
});
export type CharterAcceptance = z.infer<typeof CharterAcceptance>;

export const listCharterAcceptances = endpoint('listCharterAcceptances', {
  method: 'GET',
  path: '/spaces/:spaceId/charter/acceptances',
  summary: 'The organisations that a shared space names, and who accepted its charter for each',
  ...forFinder,
  reply: z.object({
    acceptances: z.array(CharterAcceptance),
    /** Organisations that I may accept it for now. */
    mayAcceptFor: z.array(OrganisationRef),
  }),
});

/** By a steward of the organisation, or of the space from that organisation. They are a steward of the space from then on. */
export const acceptCharter = endpoint('acceptCharter', {
  method: 'PUT',
  path: '/spaces/:spaceId/charter/acceptance',
  summary: 'Accept the charter of a shared space for an organisation',
  ...forFinder,
  idempotent: true,
  body: { organisationId: Id, version: z.int() },
  reply: Space,
});

export const readCharter = endpoint('readCharter', {
  method: 'PUT',
  path: '/spaces/:spaceId/charter/reading',
  summary: 'Say up to which version I was shown the charter',
  ...forMember,
  idempotent: true,
  body: { version: z.int().check(z.minimum(1)) },
  reply: Space,
});

/** A change to the norms that somebody would like, and what became of it. */
export const NormProposal = z.object({
  id: Id,
  ...Norms.shape,
  /** The norms that it was written from. */
  from: Norms,
  reason: z.string(),
  proposedBy: PersonRef,
  proposedAt: Instant,
  decision: z.nullable(
    z.object({
      accepted: z.boolean(),
      reason: z.string(),
      decidedBy: PersonRef,
      decidedAt: Instant,
    }),
  ),
});
export type NormProposal = z.infer<typeof NormProposal>;

export const listNormProposals = endpoint('listNormProposals', {
  method: 'GET',
  path: '/spaces/:spaceId/norm-proposals',
  summary: 'Proposed changes to the norms of a space, with what became of them',
  ...forMember,
  reply: z.object({ proposals: z.array(NormProposal) }),
});

export const proposeNorms = endpoint('proposeNorms', {
  method: 'POST',
  path: '/spaces/:spaceId/norm-proposals',
  summary: 'Propose a change to the norms of a space',
  ...forMember,
  body: {
    norms: lines(8000),
    channels: lines(2000),
    answerTimes: lines(1000),
    conflicts: lines(2000),
    /** Why it would be better. */
    reason: line(600),
    /** The version of the charter it is written from. */
    fromVersion: z.int(),
  },
  reply: NormProposal,
});

/** Accepting makes it the next version of the charter. */
export const decideNorms = endpoint('decideNorms', {
  method: 'PUT',
  path: '/spaces/:spaceId/norm-proposals/:proposalId/decision',
  summary: 'Accept or decline a proposed change to the norms, with a reason',
  who: 'spaceSteward',
  params: { spaceId: Id, proposalId: Id },
  object: 'space',
  body: { accept: z.boolean(), reason: line(600) },
  reply: NormProposal,
});

/** A change to the norms was proposed or decided. */
export const normsChanged = liveMessage('normsChanged', { spaceId: Id });
/** In my own feed: a shared space names an organisation that I lead, and waits for it. */
export const charterAsked = liveMessage('charterAsked', { spaceId: Id });
