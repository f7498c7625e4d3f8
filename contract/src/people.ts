import * as z from 'zod/mini';
import { endpoint } from './kit/endpoint.ts';
import { Id, Instant, TimeZone, line, lineOrNothing } from './kit/ids.ts';
import { liveMessage } from './kit/live.ts';
import { OrganisationRef } from './organisations.ts';

/** How a person belongs to an organisation. A guest sees only the spaces they are in and the people there. */
export const AffiliationRole = z.enum(['steward', 'member', 'guest']);
export type AffiliationRole = z.infer<typeof AffiliationRole>;

/** `profile`: came with an import and is not claimed yet. `bot`: a program, shown as such. */
export const PersonKind = z.enum(['person', 'bot', 'profile']);

/** A person as shown beside what they did: real name and the organisation they acted for. Nothing shows a person without both. */
export const PersonRef = z.object({
  id: Id,
  name: z.string(),
  kind: PersonKind,
  organisation: OrganisationRef,
});
export type PersonRef = z.infer<typeof PersonRef>;

export const Affiliation = z.object({
  organisation: OrganisationRef,
  role: AffiliationRole,
  roleTitle: z.string(),
});
export type Affiliation = z.infer<typeof Affiliation>;

/** The card of a person, as the one who asks may see it. */
export const Person = z.object({
  id: Id,
  name: z.string(),
  kind: PersonKind,
  timeZone: TimeZone,
  affiliations: z.array(Affiliation),
  /** Set when the account was closed; what they wrote stays under their name. */
  deactivatedAt: z.nullable(Instant),
  /** Spaces that both of you are in. */
  sharedSpaces: z.array(z.object({ id: Id, name: z.string() })),
});
export type Person = z.infer<typeof Person>;

/** Me: what only I and nobody else may see of me is here. */
export const Me = z.object({
  id: Id,
  name: z.string(),
  email: z.nullable(z.string()),
  timeZone: TimeZone,
  administrator: z.boolean(),
  hasPassword: z.boolean(),
  affiliations: z.array(Affiliation),
  /** The position of my private feed when this was read; follow it from here. */
  feedSeq: z.int(),
});
export type Me = z.infer<typeof Me>;

export const getMe = endpoint('getMe', {
  method: 'GET',
  path: '/me',
  summary: 'Who I am',
  who: 'person',
  object: 'none',
  reply: Me,
});

export const changeMe = endpoint('changeMe', {
  method: 'PATCH',
  path: '/me',
  summary: 'Change my name, time zone or role title',
  who: 'person',
  object: 'none',
  body: {
    name: z.optional(line(100)),
    timeZone: z.optional(TimeZone),
    /** My role title in one organisation of mine. */
    roleTitle: z.optional(z.strictObject({ organisationId: Id, title: lineOrNothing(100) })),
  },
  reply: Me,
});

export const listPeople = endpoint('listPeople', {
  method: 'GET',
  path: '/people',
  summary: 'People I may see, by name',
  who: 'person',
  object: 'none',
  query: {
    /** Part of a name. */
    name: z.optional(lineOrNothing(100)),
    organisationId: z.optional(Id),
    /** The `next` of the page before. */
    after: z.optional(z.string().check(z.maxLength(300))),
  },
  reply: z.object({
    people: z.array(z.extend(PersonRef, { roleTitle: z.string() })),
    next: z.nullable(z.string()),
  }),
});

export const getPerson = endpoint('getPerson', {
  method: 'GET',
  path: '/people/:personId',
  summary: "A person's card",
  who: 'person',
  object: 'person',
  params: { personId: Id },
  reply: Person,
});

/** In every space feed the person is in: their name, their role title in this organisation or its badge is another now. */
export const personChanged = liveMessage('personChanged', { person: PersonRef, roleTitle: z.string() });

/**
 * What `personChanged` does wherever somebody is shown: this person has the name now, everybody of this organisation its badge.
 * Gives the same object when nothing changes.
 */
export function afterPersonChanged(shown: PersonRef, person: PersonRef): PersonRef {
  const samePerson = shown.id === person.id && (shown.name !== person.name || shown.kind !== person.kind);
  const organisation = afterOrganisationChanged(shown.organisation, person.organisation);
  if (!samePerson && organisation === shown.organisation) return shown;
  return { ...shown, ...(samePerson ? { name: person.name, kind: person.kind } : {}), organisation };
}

export function afterOrganisationChanged(shown: OrganisationRef, now: OrganisationRef): OrganisationRef {
  const same = shown.name === now.name && shown.shortName === now.shortName && shown.hue === now.hue;
  return shown.id !== now.id || same ? shown : now;
}

/** In my own feed: something of mine changed; `Me` as it is now. */
export const meChanged = liveMessage('meChanged', { me: Me });
