import * as z from 'zod/mini';
import { change } from '../../../kit/activity/activity.ts';
import type { Context } from '../../../kit/context.ts';
import { type Job, job, timedJob } from '../../../kit/jobs/jobs.ts';
import { mailId } from '../../../kit/mail/mailer.ts';
import { forgetUnanswered, queueMails } from './changes.ts';
import { goodWorkMail } from './notices.ts';
import { listMailReaders, listWeek } from './queries.ts';
import { readWeek, weekBefore } from './rules.ts';

/** A week in which nobody agreed to anything makes no mail. */
export async function mailLastWeek(context: Context): Promise<void> {
  const week = readWeek(weekBefore(context.clock.now()));
  if (week === undefined || (await listWeek(context.db, null, week)).length === 0) return;
  await change(context, (tx) => queueMails(tx, week.week));
}

/** Reads again before it sends: what was taken off the page meanwhile, and who said no meanwhile, is left out. */
async function sendGoodWork(
  context: Context,
  { personId, week: asked }: { personId: string; week: string },
): Promise<void> {
  const { db, mailer, publicUrl } = context;
  const week = readWeek(asked);
  const [reader] = await listMailReaders(db, personId);
  if (week === undefined || reader === undefined) return;
  const works = await listWeek(db, null, week);
  if (works.length === 0) return;
  const mail = goodWorkMail(reader, { ...week, works, publicUrl });
  await mailer.send({ ...mail, messageId: mailId(publicUrl, 'good-work', `${asked}-${personId}`) });
}

export const goodWorkJobs: Job[] = [
  timedJob('mailGoodWork', '0 7 * * 1', mailLastWeek),
  job('sendGoodWork', z.object({ personId: z.string(), week: z.string() }), sendGoodWork),
  timedJob('forgetUnansweredGoodWork', '41 3 * * *', (context) => change(context, forgetUnanswered)),
];
