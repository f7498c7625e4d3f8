import * as z from 'zod/mini';
import { instant } from '../../kit/clock.ts';
import type { Context } from '../../kit/context.ts';
import { type Job, job } from '../../kit/jobs/jobs.ts';
import { mailId } from '../../kit/mail/mailer.ts';
import { invitationMail } from './notices.ts';
import { findOpenInvitation } from './queries.ts';

/** Looks again before it sends: what was taken back or used meanwhile is not mailed any more. */
async function sendInvitation(
  context: Context,
  { id, secret }: { id: string; secret: string },
): Promise<void> {
  const invitation = await findOpenInvitation(context.db, { id }, instant(context.clock));
  if (invitation === undefined || invitation.email === null) return;
  const { publicUrl } = context;
  const mail = invitationMail({ ...invitation, email: invitation.email }, { publicUrl, secret });
  await context.mailer.send({ ...mail, messageId: mailId(publicUrl, 'invitation', invitation.id) });
}

export const invitationsJobs: Job[] = [
  job('sendInvitation', z.object({ id: z.string(), secret: z.string() }), sendInvitation),
];
