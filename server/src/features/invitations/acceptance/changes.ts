import {
  type ChangeContext,
  type NewActivity,
  type Tx,
  change,
  record,
} from '../../../kit/activity/activity.ts';
import { instant } from '../../../kit/clock.ts';
import { badInput, conflict, notAllowed } from '../../../kit/http/problem.ts';
import { hashSecret } from '../../../kit/http/secret.ts';
import { hashPassword } from '../../../kit/password.ts';
import { normalEmail } from '../../../kit/text/email.ts';
import { words } from '../../../kit/text/words.ts';
import { openSession } from '../../auth/changes.ts';
import { linkSpent, mailConfirmation } from '../../auth/links/changes.ts';
import { addPerson, affiliate, claimProfile } from '../../people/changes.ts';
import { addToSpace } from '../../spaces/membership/changes.ts';
import { mayStillInvite, pickInvitableSpaces } from '../access.ts';
import { type OpenInvitation, findOpenInvitation } from '../queries.ts';

export interface NewAccount {
  name: string;
  email: string;
  password?: string | undefined;
  timeZone: string;
  roleTitle: string;
}

export interface Acceptance {
  secret: string;
  /** Makes an account; without it the one who is signed in joins. */
  account: NewAccount | undefined;
  signedInAs: string | undefined;
  device: string;
}

/** An invitation that works: open, and from somebody who could still invite. */
export async function getOpenInvitation(
  context: ChangeContext,
  secret: string,
): Promise<OpenInvitation & { inviterName: string }> {
  const invitation = await findOpenInvitation(
    context.db,
    { secretHash: hashSecret(secret) },
    instant(context.clock),
  );
  if (invitation === undefined || !(await mayStillInvite(context.db, invitation))) throw linkSpent();
  return { ...invitation, inviterName: invitation.inviterName ?? words('kit.product', {}) };
}

/** @returns the secret of the new account's session; undefined for somebody who joins with the account they have */
export async function acceptInvitation(
  context: ChangeContext,
  given: Acceptance,
): Promise<string | undefined> {
  const { account, signedInAs } = given;
  await getOpenInvitation(context, given.secret);
  if (account !== undefined) {
    const hash = account.password === undefined ? null : await hashPassword(account.password);
    return change(context, (tx) => acceptWithNewAccount(tx, given, account, hash));
  }
  if (signedInAs === undefined) {
    throw badInput(
      'body.account',
      'Nobody is signed in, so the invitation needs an account to be made. Nothing was changed.',
    );
  }
  await change(context, (tx) => acceptWithOwnAccount(tx, given.secret, signedInAs));
  return undefined;
}

async function acceptWithNewAccount(
  tx: Tx,
  given: Acceptance,
  account: NewAccount,
  passwordHash: string | null,
): Promise<string> {
  const invitation = await spendInvitation(tx, given.secret);
  requireAddressee(invitation, account.email);
  const { personId, activities } = await makeAccount(tx, invitation, account, passwordHash);
  await markAccepted(tx, invitation, personId);
  const joined = await join(tx, invitation, personId, account.roleTitle);
  const session = await openSession(tx, personId, given.device);
  await record(tx, [...joined, ...activities, ...session.activities]);
  if (invitation.email === null) await mailConfirmation(tx, account.email);
  return session.secret;
}

async function acceptWithOwnAccount(tx: Tx, secret: string, personId: string): Promise<void> {
  const invitation = await spendInvitation(tx, secret);
  if (invitation.claimsPersonId !== null) {
    throw conflict(
      'ownAccount',
      'This invitation turns an imported profile into an account of its own, and you are signed in with another account. Nothing was changed. Sign out, then open the link again.',
    );
  }
  const person = await tx.db
    .selectFrom('people')
    .select('email')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  requireAddressee(invitation, person.email ?? '');
  await markAccepted(tx, invitation, personId);
  await record(tx, await join(tx, invitation, personId, ''));
}

/** One statement looks and marks, so of two who accept at once one finds the invitation and the other does not. */
async function spendInvitation(tx: Tx, secret: string): Promise<OpenInvitation> {
  const invitation = await findOpenInvitation(tx.db, { secretHash: hashSecret(secret) }, tx.at);
  if (invitation === undefined) throw linkSpent();
  const spent = await tx.db
    .updateTable('invitations')
    .set({ accepted_at: tx.at })
    .where('id', '=', invitation.id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  if (spent.length === 0 || !(await mayStillInvite(tx.db, invitation))) throw linkSpent();
  return invitation;
}

/** What was sent to one address is for nobody else, even if the mail was passed on. */
function requireAddressee(invitation: OpenInvitation, email: string): void {
  if (invitation.email === null || invitation.email === normalEmail(email)) return;
  throw notAllowed(
    `The invitation was sent to another address than yours. Nothing was changed. Use the address it was sent to, or ask for an invitation to ${normalEmail(email)}.`,
  );
}

async function makeAccount(
  tx: Tx,
  invitation: OpenInvitation,
  account: NewAccount,
  passwordHash: string | null,
) {
  const emailConfirmedAt = invitation.email === null ? null : tx.at;
  const person = { ...account, email: account.email, passwordHash, emailConfirmedAt };
  if (invitation.claimsPersonId === null) {
    return { personId: await addPerson(tx, { kind: 'person', ...person }), activities: [] as NewActivity[] };
  }
  const personId = invitation.claimsPersonId;
  return { personId, activities: await claimProfile(tx, personId, person) };
}

async function markAccepted(tx: Tx, invitation: OpenInvitation, personId: string): Promise<void> {
  await tx.db
    .updateTable('invitations')
    .set({ accepted_by: personId })
    .where('id', '=', invitation.id)
    .execute();
}

/** Into the organisation, and into those spaces that the inviter may still invite into. In id order, as their feeds are locked. */
async function join(
  tx: Tx,
  invitation: OpenInvitation,
  personId: string,
  roleTitle: string,
): Promise<NewActivity[]> {
  const { organisationId, role, invitedBy } = invitation;
  const by = { personId, organisationId };
  const activities = await affiliate(tx, { personId, organisationId, role, roleTitle, by });
  const spaces =
    invitedBy === null
      ? []
      : await pickInvitableSpaces(
          tx.db,
          { personId: invitedBy },
          invitation,
          invitation.spaces.map((space) => space.id),
        );
  const inSpaces: NewActivity[] = [];
  for (const { spaceId, actingFor } of spaces) {
    const joining = {
      spaceId,
      personId,
      organisationId,
      role: role === 'guest' ? ('guest' as const) : ('member' as const),
    };
    inSpaces.push(
      ...(await addToSpace(tx, { ...joining, by: { personId: invitedBy, organisationId: actingFor } })),
    );
  }
  const accepted = { feedId: organisationId, kind: 'invitationAccepted', subjectId: invitation.id, ...by };
  return [...inSpaces, ...activities, accepted];
}
