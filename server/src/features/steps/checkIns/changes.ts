import { sql } from 'kysely';
import type { CheckInAnswer } from '@footbridge/contract/steps.ts';
import { type Tx, record } from '../../../kit/activity/activity.ts';
import type { OwnStep } from '../access.ts';
import { changed, hasEnded, notBegun, partiesOf } from '../changes.ts';

export async function checkIn(tx: Tx, step: OwnStep, answer: CheckInAnswer): Promise<void> {
  if (step.state === 'proposed') throw notBegun();
  if (step.state === 'ended') throw hasEnded();
  const heardByAll = await isHeardByAll(tx, step, answer);
  await tx.db
    .insertInto('step_check_ins')
    .values({ step_id: step.stepId, person_id: step.personId, answer, answered_at: tx.at })
    .onConflict((conflict) =>
      conflict.columns(['step_id', 'person_id']).doUpdateSet({ answer, answered_at: tx.at }),
    )
    .execute();
  await record(tx, changed(step.stepId, heardByAll ? partiesOf(step) : [step], step));
}

/** 'Fine' alone is heard by nobody else, so it must not move their feeds; as the last answer it may show that all said so. */
async function isHeardByAll(tx: Tx, step: OwnStep, answer: CheckInAnswer): Promise<boolean> {
  const { rows } = await sql<{ before: string | null; others: number }>`
    select max(answer) filter (where person_id = ${step.personId}) as before,
      count(*) filter (where person_id <> ${step.personId})::int as others
    from step_check_ins where step_id = ${step.stepId}`.execute(tx.db);
  const [given] = rows;
  return answer === 'talk' || given?.before === 'talk' || (given?.others ?? 0) === step.personIds.length - 1;
}
