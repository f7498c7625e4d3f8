import * as z from 'zod/mini';
import { Done, endpoint } from './kit/endpoint.ts';
import { Id, Instant, Seq, line, lines } from './kit/ids.ts';
import { liveMessage } from './kit/live.ts';
import { OrganisationRef } from './organisations.ts';
import { PersonRef } from './people.ts';

/** Proposals of norms are listed up to here, the open ones first. */
export const NORM_PROPOSALS_MAX = 100;
/** Other organisations that a shared space can be opened with. */
export const NAMED_ORGANISATIONS_MAX = 20;

/** `working` and `social` are kept apart on purpose; `direct` is a talk of two or a few people without a name. */
export const SpaceKind = z.enum(['working', 'social', 'direct']);
export type SpaceKind = z.infer<typeof SpaceKind>;
/** Who finds a space and may join by themselves: people of its lead organisation, nobody (by invitation only), or every member of the server. */
export const Reach = z.enum(['organisation', 'shared', 'listed']);
export type Reach = z.infer<typeof Reach>;
export const HistoryRule = z.enum(['all', 'sinceJoining']);
export type HistoryRule = z.infer<typeof HistoryRule>;
export const SpaceRole = z.enum(['steward', 'member', 'guest']);
export type SpaceRole = z.infer<typeof SpaceRole>;

/** What people may propose to change: how they work together here. What is left out when saving stays as it was. */
const NormFields = {
  /** Which channel for what: here, a call, a mail. */
  channels: z.optional(lines(2000)),
  /** How fast one may expect an answer, and when nobody need answer. */
  answerTimes: z.optional(lines(1000)),
  /** What happens when people disagree. */
  conflicts: z.optional(lines(2000)),
};

export const CharterFields = {
  /** What the space is for. */
  purpose: lines(2000),
  /** How people treat each other here. */
  norms: lines(8000),
  ...NormFields,
  /** Days a message is kept; null is 'until somebody decides otherwise'. */
  keptDays: z.nullable(z.int().check(z.minimum(1), z.maximum(36_500))),
  /** Whether what is written can be disclosed under freedom of information or a subject access request. */
  disclosable: z.boolean(),
};

export const Norms = z.object({
  norms: z.string(),
  channels: z.string(),
  answerTimes: z.string(),
  conflicts: z.string(),
});
export type Norms = z.infer<typeof Norms>;

export const Charter = z.object({
  ...CharterFields,
  ...Norms.shape,
  version: z.int(),
  changedBy: z.nullable(PersonRef),
  changedAt: Instant,
});
export type Charter = z.infer<typeof Charter>;

/** Whether an organisation that a shared space names has accepted its charter, and who did so for it. */
export const CharterAcceptance = z.object({
  organisation: OrganisationRef,
  acceptedBy: z.nullable(PersonRef),
  acceptedAt: z.nullable(Instant),
});
export type CharterAcceptance = z.infer<typeof CharterAcceptance>;

/** The facts of the line above the composer: 'Seen by 14 people of 3 organisations. Kept 2 years. Can be disclosed.' */
export const Audience = z.object({
  people: z.int(),
  organisations: z.int(),
  keptDays: z.nullable(z.int()),
  disclosable: z.boolean(),
});
export type Audience = z.infer<typeof Audience>;

/** How many unread are counted exactly; this number means 'this many or more'. */
export const UNREAD_MAX = 1000;

/** A space as its member has it: with my place in it. */
export const Space = z.object({
  id: Id,
  kind: SpaceKind,
  reach: Reach,
  /** Empty for a direct space, which is called by its other people. */
  name: z.string(),
  purpose: z.string(),
  leadOrganisation: OrganisationRef,
  historyRule: HistoryRule,
  audience: Audience,
  archivedAt: z.nullable(Instant),
  charterVersion: z.int(),
  /** Organisations that have not accepted the charter yet: until they do, nobody writes here. Empty in a space that is open. */
  awaiting: z.array(OrganisationRef),
  /** The other people of a direct space; empty otherwise. */
  others: z.array(PersonRef),
  /** The position of the space's feed when this was read; follow it from here. */
  feedSeq: Seq,
  mine: z.object({
    role: SpaceRole,
    organisation: OrganisationRef,
    joinedAt: Instant,
    /** The newest version of the charter that I was shown; 0 before the first. */
    charterRead: z.int(),
    /** Everything up to here is read. */
    readSeq: Seq,
    /** Messages of others after `readSeq`, replies too; at most UNREAD_MAX. */
    unread: z.int(),
    /** Of those, the ones that mention me or everyone. */
    mentions: z.int(),
  }),
});
export type Space = z.infer<typeof Space>;

/** A space as somebody sees it who may join it. */
export const FindableSpace = z.object({
  id: Id,
  kind: SpaceKind,
  reach: Reach,
  name: z.string(),
  purpose: z.string(),
  leadOrganisation: OrganisationRef,
  audience: Audience,
  lastMessageAt: z.nullable(Instant),
  joined: z.boolean(),
});
export type FindableSpace = z.infer<typeof FindableSpace>;

export const Member = z.object({
  person: PersonRef,
  role: SpaceRole,
  roleTitle: z.string(),
  joinedAt: Instant,
});
export type Member = z.infer<typeof Member>;

const bySpace = { params: { spaceId: Id }, object: 'space' } as const;
const forFinder = { who: 'spaceFinder', ...bySpace } as const;
const forMember = { who: 'spaceMember', ...bySpace } as const;
const forSteward = { who: 'spaceSteward', ...bySpace } as const;
const byMember = { who: 'spaceSteward', params: { spaceId: Id, personId: Id }, object: 'space' } as const;

export const listSpaces = endpoint('listSpaces', {
  method: 'GET',
  path: '/spaces',
  summary: 'The spaces I am in, with what is unread',
  who: 'person',
  object: 'none',
  reply: z.object({ spaces: z.array(Space) }),
});

export const listFindableSpaces = endpoint('listFindableSpaces', {
  method: 'GET',
  path: '/findable-spaces',
  summary: 'Spaces I am in or may join',
  who: 'person',
  object: 'none',
  reply: z.object({ spaces: z.array(FindableSpace) }),
});

export const createSpace = endpoint('createSpace', {
  method: 'POST',
  path: '/spaces',
  summary: 'Open a space; its opener becomes its steward',
  who: 'member',
  object: 'none',
  body: {
    kind: z.enum(['working', 'social']),
    reach: Reach,
    name: line(80),
    /** Must be one of my organisations. */
    leadOrganisationId: Id,
    historyRule: HistoryRule,
    charter: z.strictObject(CharterFields),
    /** Of a shared space, other organisations that I know of: it opens when each has accepted the charter. */
    withOrganisationIds: z.optional(z.array(Id).check(z.maxLength(NAMED_ORGANISATIONS_MAX))),
  },
  reply: Space,
});

/** The same people always meet in the same direct space. */
export const openDirectSpace = endpoint('openDirectSpace', {
  method: 'POST',
  path: '/direct-spaces',
  summary: 'Talk to one or a few people directly',
  who: 'person',
  object: 'none',
  idempotent: true,
  body: { personIds: z.array(Id).check(z.minLength(1), z.maxLength(9)) },
  reply: Space,
});
export const getSpace = endpoint('getSpace', {
  method: 'GET',
  path: '/spaces/:spaceId',
  summary: 'One space of mine',
  ...forMember,
  reply: Space,
});

export const renameSpace = endpoint('renameSpace', {
  method: 'PATCH',
  path: '/spaces/:spaceId',
  summary: 'Rename a space',
  ...forSteward,
  body: { name: line(80) },
  reply: Space,
});
export const archiveSpace = endpoint('archiveSpace', {
  method: 'POST',
  path: '/spaces/:spaceId/archive',
  summary: 'Close a space for writing; it stays readable and found',
  ...forSteward,
  reply: Done,
});
export const reopenSpace = endpoint('reopenSpace', {
  method: 'DELETE',
  path: '/spaces/:spaceId/archive',
  summary: 'Open an archived space again',
  ...forSteward,
  reply: Done,
});

/** Somebody who may find the space reads its charter before joining. */
export const getCharter = endpoint('getCharter', {
  method: 'GET',
  path: '/spaces/:spaceId/charter',
  summary: 'The charter with its earlier versions',
  ...forFinder,
  reply: z.object({
    space: FindableSpace,
    charter: Charter,
    versions: z.array(Charter),
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

export const changeCharter = endpoint('changeCharter', {
  method: 'PUT',
  path: '/spaces/:spaceId/charter',
  summary: 'Change the charter: a new version that every member is told of',
  ...forSteward,
  body: {
    ...CharterFields,
    /** The version this change was made from; refused when another came between. */ fromVersion: z.int(),
  },
  reply: Charter,
});

export const listMembers = endpoint('listMembers', {
  method: 'GET',
  path: '/spaces/:spaceId/members',
  summary: 'Who is in the space',
  ...forMember,
  reply: z.object({ members: z.array(Member) }),
});
export const joinSpace = endpoint('joinSpace', {
  method: 'POST',
  path: '/spaces/:spaceId/membership',
  summary: 'Join a space that is open to me',
  ...forFinder,
  idempotent: true,
  body: {
    /** The organisation of mine I act for here; needed when I have several. */ organisationId:
      z.optional(Id),
  },
  reply: Space,
});
export const leaveSpace = endpoint('leaveSpace', {
  method: 'DELETE',
  path: '/spaces/:spaceId/membership',
  summary: 'Leave a space',
  ...forMember,
  reply: Done,
});

/** Only people the steward may see can be added; they are told and may leave. */
export const addMember = endpoint('addMember', {
  method: 'POST',
  path: '/spaces/:spaceId/members',
  summary: 'Bring a person into the space',
  ...forSteward,
  idempotent: true,
  body: { personId: Id, role: SpaceRole },
  reply: Member,
});

export const changeMemberRole = endpoint('changeMemberRole', {
  method: 'PATCH',
  path: '/spaces/:spaceId/members/:personId',
  summary: "Change a member's role; the last steward stays one",
  ...byMember,
  body: { role: SpaceRole },
  reply: Member,
});

export const removeMember = endpoint('removeMember', {
  method: 'DELETE',
  path: '/spaces/:spaceId/members/:personId',
  summary: 'Remove a member; they stop seeing the space at once',
  ...byMember,
  reply: Done,
});

/** Moves forward or back: back is 'mark unread from here'. */
export const moveReadPosition = endpoint('moveReadPosition', {
  method: 'PUT',
  path: '/spaces/:spaceId/read-position',
  summary: 'Say up to where I have read',
  ...forMember,
  idempotent: true,
  body: { seq: Seq },
  reply: z.object({ readSeq: Seq, unread: z.int(), mentions: z.int() }),
});

/** In the space's feed. `audience` rides along because the line above the composer comes from it. */
export const memberJoined = liveMessage('memberJoined', { member: Member, audience: Audience });
/** They left, were removed, or their account was closed. */
export const memberLeft = liveMessage('memberLeft', { personId: Id, audience: Audience });
export const memberRoleChanged = liveMessage('memberRoleChanged', { member: Member });
export const spaceRenamed = liveMessage('spaceRenamed', { name: z.string() });
export const charterChanged = liveMessage('charterChanged', { charter: Charter, audience: Audience });
/** An organisation accepted the charter, or is asked again because it changed; with an empty list the space is open. */
export const charterAccepted = liveMessage('charterAccepted', { awaiting: z.array(OrganisationRef) });
/** A change to the norms was proposed or decided. */
export const normsChanged = liveMessage('normsChanged', { spaceId: Id });
export const spaceArchived = liveMessage('spaceArchived', { archivedAt: Instant });
export const spaceReopened = liveMessage('spaceReopened', {});

/** In my own feed: I am in a space now, or in it with another role. Follow it from its `feedSeq`. */
export const spaceAdded = liveMessage('spaceAdded', { space: Space });
/** In my own feed: a shared space names an organisation that I lead, and waits for it. */
export const charterAsked = liveMessage('charterAsked', { spaceId: Id });
/** In my own feed: I am no longer in a space. */
export const spaceLost = liveMessage('spaceLost', { spaceId: Id });
/**
 * In my own feed: I read on, on some device. The counts are as of the space's position `spaceSeq`, and the two feeds may arrive in any
 * order. So a client keeps, per space, `countsSeq` (first `feedSeq`, then `spaceSeq`) and its recent arrivals: a message counts when its
 * seq is after both `readSeq` and `countsSeq`; a removal takes one off when the removal's seq is after `countsSeq`, the message's seq
 * after `readSeq`, and the message had been counted (it did not arrive as removed already); on this frame the counts are these plus
 * the arrivals after `spaceSeq`.
 */
export const readPositionMoved = liveMessage('readPositionMoved', {
  spaceId: Id,
  readSeq: Seq,
  unread: z.int(),
  mentions: z.int(),
  spaceSeq: Seq,
});
