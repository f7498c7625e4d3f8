import * as z from 'zod/mini';
import { Done, endpoint } from './kit/endpoint.ts';
import { Email, Id, Instant, Secret, TimeZone, line, lineOrNothing } from './kit/ids.ts';
import { Password } from './auth.ts';
import { OrganisationRef } from './organisations.ts';
import { AffiliationRole } from './people.ts';

/** How long an invitation works, in days, at most and when nothing is said. */
export const INVITATION_DAYS_MAX = 60;
export const INVITATION_DAYS_DEFAULT = 14;

export const Invitation = z.object({
  id: Id,
  organisation: OrganisationRef,
  role: AffiliationRole,
  /** Null for a link that whoever gets it first may use. */
  email: z.nullable(z.string()),
  spaces: z.array(z.object({ id: Id, name: z.string() })),
  /** Null when it was made on the command line. */
  invitedBy: z.nullable(z.object({ id: Id, name: z.string() })),
  invitedAt: Instant,
  expiresAt: Instant,
  acceptedAt: z.nullable(Instant),
});
export type Invitation = z.infer<typeof Invitation>;

export const listInvitations = endpoint('listInvitations', {
  method: 'GET',
  path: '/organisations/:organisationId/invitations',
  summary: 'Invitations of an organisation that are open or were used',
  who: 'organisationSteward',
  object: 'organisation',
  params: { organisationId: Id },
  reply: z.object({ invitations: z.array(Invitation) }),
});

/** With an address it is mailed; the link is in the reply either way. It works once. The inviter must be in every space named. */
export const invite = endpoint('invite', {
  method: 'POST',
  path: '/organisations/:organisationId/invitations',
  summary: 'Invite somebody into an organisation and some of its spaces',
  who: 'organisationSteward',
  object: 'organisation',
  params: { organisationId: Id },
  body: {
    email: z.optional(Email),
    role: AffiliationRole,
    spaceIds: z.array(Id).check(z.maxLength(50)),
    days: z.optional(z.int().check(z.minimum(1), z.maximum(INVITATION_DAYS_MAX))),
  },
  reply: z.extend(Invitation, { link: z.string() }),
});

export const revokeInvitation = endpoint('revokeInvitation', {
  method: 'DELETE',
  path: '/invitations/:invitationId',
  summary: 'Take an invitation back',
  who: 'organisationSteward',
  object: 'invitation',
  params: { invitationId: Id },
  reply: Done,
});

/** What the opener of a link sees before accepting. Opening does not use it up: mail programs open links too. */
export const readInvitation = endpoint('readInvitation', {
  method: 'POST',
  path: '/invitations/reading',
  summary: 'What an invitation is for',
  who: 'anyone',
  object: 'none',
  body: { secret: Secret },
  reply: z.object({
    organisation: OrganisationRef,
    role: AffiliationRole,
    email: z.nullable(z.string()),
    /** A name; the product's own when it was made on the command line. */
    invitedBy: z.string(),
    spaces: z.array(z.object({ name: z.string() })),
    expiresAt: Instant,
    /** The name of the imported profile that this link lets one claim. */
    claims: z.nullable(z.string()),
  }),
});

/** Makes the account and signs in by cookie; somebody already signed in joins with the account they have. */
export const acceptInvitation = endpoint('acceptInvitation', {
  method: 'POST',
  path: '/invitations/acceptance',
  summary: 'Accept an invitation',
  who: 'anyone',
  object: 'none',
  body: {
    secret: Secret,
    account: z.optional(
      z.strictObject({
        name: line(100),
        email: Email,
        password: z.optional(Password),
        timeZone: TimeZone,
        roleTitle: lineOrNothing(100),
      }),
    ),
  },
  reply: Done,
});
