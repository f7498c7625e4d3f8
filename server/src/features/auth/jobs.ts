import * as z from 'zod/mini';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import { type Job, job, timedJob } from '../../kit/jobs/jobs.ts';
import { mailId } from '../../kit/mail/mailer.ts';
import { forgetOldCredentials } from './changes.ts';
import { createSignInLink } from './links/changes.ts';
import { signInLinkMail } from './notices.ts';
import { findAccount } from './queries.ts';

/** Nobody behind the address: nothing is sent, and nobody is told. An attempt again makes a link of its own. */
async function sendSignInLink(context: Context, { email }: { email: string }, jobId: string): Promise<void> {
  const account = await findAccount(context.db, email);
  if (account === undefined) return;
  const secret = await change(context, (tx) => createSignInLink(tx, account.id));
  const { publicUrl, mailer } = context;
  const mail = signInLinkMail({ to: email, name: account.name, publicUrl, secret });
  await mailer.send({ ...mail, messageId: mailId(publicUrl, 'sign-in', jobId) });
}

export const authJobs: Job[] = [
  job('sendSignInLink', z.object({ email: z.string() }), sendSignInLink),
  timedJob('forgetOldCredentials', '17 3 * * *', (context) => change(context, forgetOldCredentials)),
];
