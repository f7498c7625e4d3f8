import { randomUUIDv7 } from 'node:crypto';
import type { AffiliationRole } from '@footbridge/contract/people.ts';
import { type NewActivity, type Tx, record } from '../../kit/activity/activity.ts';
import { notFound } from '../../kit/http/problem.ts';
import { hashSecret, newSecret } from '../../kit/http/secret.ts';
import { normalEmail } from '../../kit/text/email.ts';
import { addJob } from '../../kit/jobs/jobs.ts';
import { expiryOf } from './rules.ts';

export interface NewInvitation {
  organisationId: string;
  role: AffiliationRole;
  /** Whom it is mailed to, and who alone may accept it; null for a link that its first opener may use. */
  email: string | null;
  spaceIds: string[];
  days: number;
  /** The imported profile that the one who accepts takes over. */
  claimsPersonId?: string;
  /** Null when it is made on the command line. */
  invitedBy: string | null;
}

/** @returns the invitation's id and the secret of its link, of which only the hash is stored */
export async function invite(tx: Tx, invitation: NewInvitation): Promise<{ id: string; secret: string }> {
  const id = randomUUIDv7();
  const secret = newSecret();
  const { organisationId, invitedBy } = invitation;
  await tx.db
    .insertInto('invitations')
    .values({
      id,
      token_hash: hashSecret(secret),
      organisation_id: organisationId,
      role: invitation.role,
      email: invitation.email === null ? null : normalEmail(invitation.email),
      claims_person_id: invitation.claimsPersonId ?? null,
      invited_by: invitedBy,
      invited_at: tx.at,
      expires_at: expiryOf(tx.at, invitation.days),
    })
    .execute();
  const spaces = [...new Set(invitation.spaceIds)].map((spaceId) => ({
    invitation_id: id,
    space_id: spaceId,
  }));
  if (spaces.length > 0) await tx.db.insertInto('invitation_spaces').values(spaces).execute();
  if (invitation.email !== null) await addJob(tx.db, 'sendInvitation', { id, secret });
  await record(tx, [invitationActivity('personInvited', { id, organisationId, by: invitedBy })]);
  return { id, secret };
}

/** Works at once: whoever opens the link from now on finds nothing. */
export async function revokeInvitation(
  tx: Tx,
  invitation: { invitationId: string; organisationId: string; personId: string },
): Promise<void> {
  const { invitationId: id, organisationId, personId } = invitation;
  const revoked = await tx.db
    .updateTable('invitations')
    .set({ revoked_at: tx.at, revoked_by: personId })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  if (revoked.length === 0) throw notFound();
  await record(tx, [invitationActivity('invitationRevoked', { id, organisationId, by: personId })]);
}

/** A newer link to the same profile takes the place of those before, so that only one person can take it over. */
export async function replaceClaims(tx: Tx, profileId: string, by: string | null): Promise<void> {
  await tx.db
    .updateTable('invitations')
    .set({ revoked_at: tx.at, revoked_by: by })
    .where('claims_person_id', '=', profileId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

function invitationActivity(
  kind: string,
  { id, organisationId, by }: { id: string; organisationId: string; by: string | null },
): NewActivity {
  return { feedId: organisationId, kind, subjectId: id, personId: by, organisationId };
}
