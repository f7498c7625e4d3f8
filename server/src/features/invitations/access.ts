import { sql } from 'kysely';
import type { AffiliationRole } from '@footbridge/contract/people.ts';
import type { Reader } from '../../kit/db/database.ts';
import { notAllowed, notFound } from '../../kit/http/problem.ts';
import { getStewardedOrganisation } from '../organisations/access.ts';

interface Viewer {
  personId: string;
  administrator: boolean;
}

/** A space that an inviter may bring somebody into, with the organisation they act for in it. */
export interface InvitableSpace {
  spaceId: string;
  actingFor: string;
}

/**
 * Of these spaces, those the inviter may bring this kind of newcomer into: they are in it themselves, and are its steward or the newcomer
 * could join by themselves. Asked when inviting and again when accepting, because rights are lost meanwhile.
 */
export async function pickInvitableSpaces(
  db: Reader,
  inviter: { personId: string },
  newcomer: { organisationId: string; role: AffiliationRole },
  spaceIds: string[],
): Promise<InvitableSpace[]> {
  const { rows } = await sql<InvitableSpace>`
    select s.id as "spaceId", m.organisation_id as "actingFor"
    from spaces s join memberships m on m.space_id = s.id and m.person_id = ${inviter.personId} and m.to_seq is null
    where s.id = any(${spaceIds}::uuid[]) and s.archived_at is null and s.kind <> 'direct'
      and (s.reach <> 'organisation' or s.lead_organisation_id = ${newcomer.organisationId})
      and (m.role = 'steward' or (${newcomer.role !== 'guest'} and s.reach <> 'shared'))
    order by s.id`.execute(db);
  return rows;
}

/** Refuses the whole invitation when one of the spaces is not theirs to invite into. */
export async function requireInvitableSpaces(
  db: Reader,
  inviter: { personId: string },
  newcomer: { organisationId: string; role: AffiliationRole },
  spaceIds: string[],
): Promise<void> {
  const wanted = [...new Set(spaceIds)];
  const allowed = await pickInvitableSpaces(db, inviter, newcomer, wanted);
  if (allowed.length === wanted.length) return;
  throw notAllowed(
    'You can invite only into spaces that you lead, or that the person could join by themselves. Nobody was invited. Leave the other spaces out.',
  );
}

/** An invitation that somebody may take back: of an organisation they lead. Everybody else learns nothing of it. */
export async function getStewardedInvitation(
  db: Reader,
  viewer: Viewer,
  invitationId: string,
): Promise<{ invitationId: string; organisationId: string; personId: string }> {
  const invitation = await db
    .selectFrom('invitations')
    .select('organisation_id')
    .where('id', '=', invitationId)
    .executeTakeFirst();
  if (invitation === undefined) throw notFound();
  const organisation = await getStewardedOrganisation(db, viewer, invitation.organisation_id).catch(() => {
    throw notFound();
  });
  return { invitationId, organisationId: organisation.organisationId, personId: viewer.personId };
}

/** Whether the one who invited could still do so: otherwise what they sent out while they could works no more. */
export async function mayStillInvite(
  db: Reader,
  invitation: { invitedBy: string | null; organisationId: string },
): Promise<boolean> {
  if (invitation.invitedBy === null) return true;
  const { rows } = await sql<{ may: boolean }>`
    select p.deactivated_at is null and (
      exists (select from server_administrators a where a.person_id = p.id)
      or exists (select from affiliations f where f.person_id = p.id and f.organisation_id = ${invitation.organisationId} and f.role = 'steward')) as may
    from people p where p.id = ${invitation.invitedBy}`.execute(db);
  return rows[0]?.may ?? false;
}
