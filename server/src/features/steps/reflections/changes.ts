import { REFLECTION_LINES_MAX } from '@footbridge/contract/steps.ts';
import { type Tx, record } from '../../../kit/activity/activity.ts';
import { badInput, conflict } from '../../../kit/http/problem.ts';
import type { OwnStep } from '../access.ts';
import { changed, partiesOf } from '../changes.ts';
import { readReflections } from './queries.ts';
import { type Reflections, canWrite, everybodyWrote, isShortEnough, isShown, showableFrom } from './rules.ts';

/** The last one to write makes all of them readable. The step must be locked, so that two who write at once are one after the other. */
export async function writeReflection(tx: Tx, step: OwnStep, text: string): Promise<void> {
  if (!isShortEnough(text)) {
    throw badInput(
      'body.text',
      `A reflection has at most ${REFLECTION_LINES_MAX} lines. Nothing was saved. Leave some out.`,
    );
  }
  const before = await reflectionsOf(tx, step);
  if (!canWrite(before, tx.at)) throw closed();
  await put(tx, step, text);
  const { written } = await reflectionsOf(tx, step);
  const all = everybodyWrote(step.personIds, written);
  if (all) {
    await tx.db.insertInto('step_reveals').values({ step_id: step.stepId, revealed_at: tx.at }).execute();
  }
  // Until it is shown nobody else may notice that something was written.
  await record(tx, changed(step.stepId, all ? partiesOf(step) : [step], step));
}

/** Its author may take it back at any time; what the others wrote stays as it is. */
export async function removeReflection(tx: Tx, step: OwnStep): Promise<void> {
  const { written, revealedAt } = await reflectionsOf(tx, step);
  const mine = written.find(({ personId }) => personId === step.personId);
  await put(tx, step, null);
  const wasShown = mine !== undefined && isShown(mine, revealedAt);
  await record(tx, changed(step.stepId, wasShown ? partiesOf(step) : [step], step));
}

export async function showReflection(tx: Tx, step: OwnStep): Promise<void> {
  const { written, revealedAt } = await reflectionsOf(tx, step);
  const mine = written.find(({ personId }) => personId === step.personId);
  if (mine !== undefined && isShown(mine, revealedAt)) return;
  const from = showableFrom(mine, revealedAt);
  if (from === null || Date.parse(tx.at) < Date.parse(from)) {
    throw conflict(
      'notShowable',
      'A reflection can be shown alone seven days after it was written. Nothing was shown. It is shown at once when everybody has written.',
    );
  }
  await tx.db
    .updateTable('step_reflections')
    .set({ shown_alone_at: tx.at })
    .where('step_id', '=', step.stepId)
    .where('person_id', '=', step.personId)
    .execute();
  await record(tx, changed(step.stepId, partiesOf(step), step));
}

/** Changing the text does not begin the seven days anew; writing again after taking it back does. */
async function put(tx: Tx, { stepId, personId }: OwnStep, text: string | null): Promise<void> {
  await tx.db
    .insertInto('step_reflections')
    .values({ step_id: stepId, person_id: personId, text, written_at: tx.at })
    .onConflict((conflict) =>
      conflict.columns(['step_id', 'person_id']).doUpdateSet((row) => ({
        text,
        shown_alone_at: null,
        written_at: row
          .case()
          .when('step_reflections.text', 'is', null)
          .then(tx.at)
          .else(row.ref('step_reflections.written_at'))
          .end(),
      })),
    )
    .execute();
}

async function reflectionsOf(tx: Tx, step: OwnStep): Promise<Reflections> {
  const reflections = (await readReflections(tx.db, [step.stepId])).get(step.stepId);
  if (reflections !== undefined) return reflections;
  throw conflict('notEnded', 'You can look back on this step once it has ended. Nothing was changed.');
}

const closed = () =>
  conflict(
    'reflectionsClosed',
    'Nothing more can be written here: reflections have been shown, or the step ended too long ago. Nothing was changed.',
  );
