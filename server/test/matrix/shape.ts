import type { AffiliationRole } from '@footbridge/contract/people.ts';
import type { HistoryRule, Reach, SpaceKind, SpaceRole } from '@footbridge/contract/spaces.ts';

/**
 * The world of the permission matrix as plain data: three organisations, their spaces, and who sits where. The server is filled from it,
 * and what everybody may do is derived from it once more, by `expectation.ts`, without asking the server.
 */
export type Organisation = 'northbrook' | 'harbour' | 'meridian';
export const ORGANISATIONS: Organisation[] = ['northbrook', 'harbour', 'meridian'];

export interface PersonShape {
  organisation: Organisation;
  role: AffiliationRole;
  kind?: 'profile';
  administrator?: true;
  /** Their account is closed once everything stands. */
  closed?: true;
}

export const PEOPLE = {
  northSteward: { organisation: 'northbrook', role: 'steward' },
  /** Steward of the spaces that Northbrook leads. */
  leader: { organisation: 'northbrook', role: 'member' },
  member: { organisation: 'northbrook', role: 'member' },
  /** Of the same organisation, in another space. */
  elsewhere: { organisation: 'northbrook', role: 'member' },
  /** Was in many spaces and was removed from each. */
  ex: { organisation: 'northbrook', role: 'member' },
  /** Was in them until the account was closed. */
  closed: { organisation: 'northbrook', role: 'member', closed: true },
  northGuest: { organisation: 'northbrook', role: 'guest' },
  northProfile: { organisation: 'northbrook', role: 'member', kind: 'profile' },
  harbourSteward: { organisation: 'harbour', role: 'steward' },
  harbourMember: { organisation: 'harbour', role: 'member' },
  harbourGuest: { organisation: 'harbour', role: 'guest' },
  harbourProfile: { organisation: 'harbour', role: 'member', kind: 'profile' },
  meridianSteward: { organisation: 'meridian', role: 'steward' },
  meridianMember: { organisation: 'meridian', role: 'member' },
  administrator: { organisation: 'meridian', role: 'member', administrator: true },
} as const satisfies Record<string, PersonShape>;

export type PersonKey = keyof typeof PEOPLE;
export const PERSON_KEYS = Object.keys(PEOPLE) as PersonKey[];
export const personShape = (key: PersonKey): PersonShape => PEOPLE[key];

export interface Seat {
  role: SpaceRole;
  /** Joined after the first things were said. */
  late?: true;
  /** Was removed at the end. */
  gone?: true;
}

export interface SpaceShape {
  kind: SpaceKind;
  reach: Reach;
  lead: Organisation;
  historyRule?: HistoryRule;
  archived?: true;
  seats: Partial<Record<PersonKey, Seat>>;
}

const steward: Seat = { role: 'steward' };
const member: Seat = { role: 'member' };
const guest: Seat = { role: 'guest' };
const late: Seat = { role: 'member', late: true };
const gone: Seat = { role: 'member', gone: true };
const north = { leader: steward, member, ex: gone, closed: gone } as const;

export const SPACES = {
  northListed: { kind: 'social', reach: 'listed', lead: 'northbrook', seats: { ...north } },
  northOpen: {
    kind: 'working',
    reach: 'organisation',
    lead: 'northbrook',
    seats: { leader: steward, elsewhere: member },
  },
  northClosed: {
    kind: 'working',
    reach: 'shared',
    lead: 'northbrook',
    seats: { ...north, northGuest: guest },
  },
  shared: {
    kind: 'working',
    reach: 'shared',
    lead: 'northbrook',
    seats: { ...north, harbourMember: member, northGuest: guest },
  },
  /** Whoever joins sees only what is said from then on. */
  sinceJoining: {
    kind: 'working',
    reach: 'shared',
    lead: 'northbrook',
    historyRule: 'sinceJoining',
    seats: { ...north, harbourMember: late, northGuest: { role: 'guest', late: true } },
  },
  archived: {
    kind: 'working',
    reach: 'organisation',
    lead: 'northbrook',
    archived: true,
    seats: { ...north },
  },
  direct: { kind: 'direct', reach: 'shared', lead: 'northbrook', seats: { member, harbourMember: member } },
  harbourListed: {
    kind: 'social',
    reach: 'listed',
    lead: 'harbour',
    seats: { harbourSteward: steward, harbourMember: member },
  },
  harbourOpen: { kind: 'working', reach: 'organisation', lead: 'harbour', seats: { harbourMember: steward } },
  harbourClosed: {
    kind: 'working',
    reach: 'shared',
    lead: 'harbour',
    seats: { harbourSteward: steward, harbourGuest: guest },
  },
  sharedElsewhere: {
    kind: 'working',
    reach: 'shared',
    lead: 'harbour',
    seats: { harbourMember: steward, meridianSteward: member, meridianMember: member, harbourGuest: guest },
  },
  meridianListed: { kind: 'social', reach: 'listed', lead: 'meridian', seats: { meridianSteward: steward } },
  meridianOpen: {
    kind: 'working',
    reach: 'organisation',
    lead: 'meridian',
    seats: { meridianMember: steward },
  },
  meridianClosed: {
    kind: 'working',
    reach: 'shared',
    lead: 'meridian',
    seats: { meridianSteward: steward, meridianMember: member },
  },
  directElsewhere: {
    kind: 'direct',
    reach: 'shared',
    lead: 'meridian',
    seats: { meridianMember: member, harbourMember: member },
  },
} as const satisfies Record<string, SpaceShape>;

export type SpaceKey = keyof typeof SPACES;
export const SPACE_KEYS = Object.keys(SPACES) as SpaceKey[];
export const spaceShape = (key: SpaceKey): SpaceShape => SPACES[key];

/** What is said in a space. `early` was said before the late ones joined. */
export type MessageKey = 'early' | 'root' | 'reply' | 'edited' | 'removed' | 'past';

export interface MessageShape {
  space: SpaceKey;
  message: MessageKey;
  author: PersonKey;
}

/** Everybody who sits in a space from the beginning and stays. */
export const seated = (shape: SpaceShape): PersonKey[] =>
  PERSON_KEYS.filter(
    (key) =>
      shape.seats[key] !== undefined &&
      shape.seats[key].gone === undefined &&
      shape.seats[key].late === undefined,
  );

/** Who writes what: the second person of a space where there is one, the first answers. `past` is by somebody who is gone. */
export function authorOf(shape: SpaceShape, message: MessageKey): PersonKey | undefined {
  const [first, second = first] = seated(shape).filter((key) => shape.seats[key]?.role !== 'guest');
  if (message === 'past') return PERSON_KEYS.find((key) => shape.seats[key]?.gone === true);
  return message === 'reply' || message === 'early' ? first : second;
}

export const MESSAGE_KEYS: MessageKey[] = ['early', 'root', 'reply', 'edited', 'removed', 'past'];
