import * as z from 'zod/mini';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import { type Job, job, timedJob } from '../../kit/jobs/jobs.ts';
import { mailId } from '../../kit/mail/mailer.ts';
import { forgetOldAddresses } from './addressees/changes.ts';
import { findLetter, findYes } from './links/queries.ts';
import { askingMail, yesMail } from './notices.ts';

/** Looks again before it sends: who was removed meanwhile gets no mail any more. */
async function askByMail(
  context: Context,
  { addresseeId, secret }: { addresseeId: string; secret: string },
  jobId: string,
): Promise<void> {
  const round = await findLetter(context.db, addresseeId);
  if (round === undefined) return;
  const { publicUrl } = context;
  const mail = askingMail(round, { publicUrl, secret });
  await context.mailer.send({ ...mail, messageId: mailId(publicUrl, 'round', jobId) });
}

async function tellOfYes(
  context: Context,
  yes: { answerId: string; personId: string },
  jobId: string,
): Promise<void> {
  const found = await findYes(context.db, yes);
  if (found === undefined) return;
  await context.mailer.send({ ...yesMail(found), messageId: mailId(context.publicUrl, 'yes', jobId) });
}

export const roundsJobs: Job[] = [
  job('askByMail', z.object({ addresseeId: z.string(), secret: z.string() }), askByMail),
  job('tellOfYes', z.object({ answerId: z.string(), personId: z.string() }), tellOfYes),
  timedJob('forgetRoundAddresses', '23 3 * * *', (context) => change(context, forgetOldAddresses)),
];
