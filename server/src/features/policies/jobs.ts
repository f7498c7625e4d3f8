import * as z from 'zod/mini';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import { type Job, addJob, job } from '../../kit/jobs/jobs.ts';
import { mailId } from '../../kit/mail/mailer.ts';
import { tellOfPolicy } from './changes.ts';
import { policyReminder } from './notices.ts';
import { listToRemind } from './queries.ts';

/** Mails in one job: when it fails on the way, these are tried again, each under the id it had. */
const MAILED_TOGETHER = 20;

interface Reminding {
  policyId: string;
  remindedAt: string;
  after: string | null;
}

/** Looks again before it sends: who has accepted meanwhile is not reminded any more. */
async function remind(context: Context, { policyId, remindedAt, after }: Reminding): Promise<void> {
  const { db, mailer, publicUrl } = context;
  const people = await listToRemind(db, policyId, after, MAILED_TOGETHER);
  for (const person of people) {
    const id = `${policyId}-${person.personId}-${Date.parse(remindedAt)}`;
    await mailer.send({
      ...policyReminder(person, policyId, publicUrl),
      messageId: mailId(publicUrl, 'policy', id),
    });
  }
  const last = people.at(-1);
  if (last === undefined || people.length < MAILED_TOGETHER) return;
  await change(context, (tx) =>
    addJob(tx.db, 'remindOfPolicy', { policyId, remindedAt, after: last.personId }),
  );
}

export const policiesJobs: Job[] = [
  job('tellOfPolicy', z.object({ policyId: z.string(), after: z.nullable(z.string()) }), (context, told) =>
    change(context, (tx) => tellOfPolicy(tx, told.policyId, told.after)),
  ),
  job(
    'remindOfPolicy',
    z.object({ policyId: z.string(), remindedAt: z.string(), after: z.nullable(z.string()) }),
    remind,
  ),
];
