import * as z from 'zod/mini';
import { Done, endpoint } from './kit/endpoint.ts';
import { Id, Instant, Seq, line, lines } from './kit/ids.ts';
import { liveMessage } from './kit/live.ts';
import { OrganisationRef } from './organisations.ts';
import { PersonRef } from './people.ts';

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
/** How people work together here, which members may propose to change. What is left out when saving stays as it was. */
const NormFields = {
  channels: z.optional(lines(2000)),
  answerTimes: z.optional(lines(1000)),
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

/** Besides the norms: which channel for what, how fast one may expect an answer, and what happens when people disagree. */
const Text = z.string();
export const Norms = z.object({ norms: Text, channels: Text, answerTimes: Text, conflicts: Text });
export type Norms = z.infer<typeof Norms>;
export const Charter = z.object({
  ...CharterFields,
  ...Norms.shape,
  version: z.int(),
  changedBy: z.nullable(PersonRef),
  changedAt: Instant,
});
export type Charter = z.infer<typeof Charter>;
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
export const openDirectSpace = endpoint('openDirectSpace', {
  method: 'POST',
  path: '/direct-spaces',
  summary: 'Talk to one or a few people directly; the same people always meet in the same space',
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
export const getCharter = endpoint('getCharter', {
  method: 'GET',
  path: '/spaces/:spaceId/charter',
  summary: 'The charter with its earlier versions, also for those who may join',
  ...forFinder,
  reply: z.object({ space: FindableSpace, charter: Charter, versions: z.array(Charter) }),
});
export const changeCharter = endpoint('changeCharter', {
  method: 'PUT',
  path: '/spaces/:spaceId/charter',
  summary: 'Change the charter: a new version that every member is told of',
  ...forSteward,
  /** The version this change was made from; refused when another came between. */
  body: { ...CharterFields, fromVersion: z.int() },
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
  /** The organisation of mine I act for here; needed when I have several. */
  body: { organisationId: z.optional(Id) },
  reply: Space,
});
export const leaveSpace = endpoint('leaveSpace', {
  method: 'DELETE',
  path: '/spaces/:spaceId/membership',
  summary: 'Leave a space',
  ...forMember,
  reply: Done,
});
export const addMember = endpoint('addMember', {
  method: 'POST',
  path: '/spaces/:spaceId/members',
  summary: 'Bring somebody whom I see into the space; they are told and may leave',
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
export const moveReadPosition = endpoint('moveReadPosition', {
  method: 'PUT',
  path: '/spaces/:spaceId/read-position',
  summary: "Say up to where I have read; back is 'mark unread from here'",
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
export const spaceArchived = liveMessage('spaceArchived', { archivedAt: Instant });
export const spaceReopened = liveMessage('spaceReopened', {});

/** In my own feed: I am in a space now, or in it with another role. Follow it from its `feedSeq`. */
export const spaceAdded = liveMessage('spaceAdded', { space: Space });
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
