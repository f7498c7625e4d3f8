import { type RawBuilder, sql } from 'kysely';
import type { Invitation } from '@footbridge/contract/invitations.ts';
import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import type { AffiliationRole } from '@footbridge/contract/people.ts';
import type { Reader } from '../../kit/db/database.ts';
import { organisationRef } from '../organisations/queries.ts';

/** Over the alias `s`: a steward of the organisation need not know of every space that others invite into. */
const isKnownTo = (personId: string | null): RawBuilder<boolean> =>
  sql`(${personId}::uuid is null or exists (
    select from memberships m where m.space_id = s.id and m.person_id = ${personId} and m.to_seq is null))`;

/**
 * Invitations as stewards see them.
 * @param viewerId of their spaces, only those that this person is in are named; all of them when null
 */
export async function listInvitations(
  db: Reader,
  which: { organisationId: string } | { invitationId: string },
  viewerId: string | null,
): Promise<Invitation[]> {
  const chosen =
    'invitationId' in which
      ? sql`i.id = ${which.invitationId}`
      : sql`i.organisation_id = ${which.organisationId} and i.revoked_at is null and (i.accepted_at is not null or i.expires_at > now())`;
  const { rows } = await sql<Invitation>`
    select i.id, ${organisationRef} as organisation, i.role, i.email, i.invited_at as "invitedAt", i.expires_at as "expiresAt",
      i.accepted_at as "acceptedAt",
      (select jsonb_build_object('id', p.id, 'name', p.name) from people p where p.id = i.invited_by) as "invitedBy",
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by lower(s.name), s.id), '[]')
        from invitation_spaces x join spaces s on s.id = x.space_id
        where x.invitation_id = i.id and ${isKnownTo(viewerId)}) as spaces
    from invitations i join organisations o on o.id = i.organisation_id
    where ${chosen} order by i.invited_at desc, i.id desc limit 500`.execute(db);
  return rows;
}

/** An invitation that can be accepted now, as its link's holder has it. */
export interface OpenInvitation {
  id: string;
  organisation: OrganisationRef;
  organisationId: string;
  role: AffiliationRole;
  email: string | null;
  invitedBy: string | null;
  inviterName: string | null;
  claimsPersonId: string | null;
  claims: string | null;
  expiresAt: string;
  spaces: { id: string; name: string }[];
}

export async function findOpenInvitation(
  db: Reader,
  which: { id: string } | { secretHash: Buffer },
  at: string,
): Promise<OpenInvitation | undefined> {
  const chosen = 'id' in which ? sql`i.id = ${which.id}` : sql`i.token_hash = ${which.secretHash}`;
  const { rows } = await sql<OpenInvitation>`
    select i.id, ${organisationRef} as organisation, i.organisation_id as "organisationId", i.role, i.email, i.invited_by as "invitedBy",
      inviter.name as "inviterName", i.claims_person_id as "claimsPersonId", profile.name as claims, i.expires_at as "expiresAt",
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by lower(s.name), s.id), '[]')
        from invitation_spaces x join spaces s on s.id = x.space_id and s.archived_at is null where x.invitation_id = i.id) as spaces
    from invitations i join organisations o on o.id = i.organisation_id
    left join people inviter on inviter.id = i.invited_by
    left join people profile on profile.id = i.claims_person_id
    where ${chosen} and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${at}`.execute(db);
  return rows[0];
}

/** The secret stands after `#`, so it reaches no log of a server or proxy on the way. */
export const invitationLink = (publicUrl: string, secret: string): string =>
  `${publicUrl}/invitation#${secret}`;
