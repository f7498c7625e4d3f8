import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { type OutcomeKind, ROUND_ANSWERS_MAX } from '@footbridge/contract/rounds.ts';
import { type Tx, record } from '../../../kit/activity/activity.ts';
import { conflict, notAllowed, notFound, refusal } from '../../../kit/http/problem.ts';
import { addJob } from '../../../kit/jobs/jobs.ts';
import type { AskedRound, LinkedRoundSubject, ReadableAnswer } from '../access.ts';
import { BY_NOBODY_HERE, changed, recordChanged } from '../changes.ts';

export interface AnswerText {
  brings: string;
  bettersMe: string;
  easyBecause: string;
}

/** The first time or anew; saying the same again changes nothing. */
export async function answerRound(tx: Tx, round: AskedRound, text: AnswerText): Promise<void> {
  const { roundId, personId, organisationId } = round;
  if (!round.answered) await keepRoom(tx, roundId);
  const { rows } = await sql<{ id: string }>`
    insert into round_answers as a (id, round_id, person_id, organisation_id, brings, betters_me, easy_because, answered_at)
    values (${randomUUIDv7()}, ${roundId}, ${personId}, ${organisationId}, ${text.brings}, ${text.bettersMe}, ${text.easyBecause}, ${tx.at})
    on conflict (round_id, person_id) where person_id is not null do update
      set brings = excluded.brings, betters_me = excluded.betters_me, easy_because = excluded.easy_because, changed_at = ${tx.at}
      where (a.brings, a.betters_me, a.easy_because) is distinct from (excluded.brings, excluded.betters_me, excluded.easy_because)
    returning id`.execute(tx.db);
  if (rows.length === 0) return;
  await tx.db
    .deleteFrom('round_wavings')
    .where('round_id', '=', roundId)
    .where('person_id', '=', personId)
    .execute();
  await recordChanged(tx, round, round);
}

export interface OutsideAnswer extends AnswerText {
  name: string;
  organisation: string;
}

/** Of somebody without an account, under the name and organisation they write. */
export async function answerLinkedRound(
  tx: Tx,
  round: LinkedRoundSubject,
  answer: OutsideAnswer,
): Promise<void> {
  const { roundId, addresseeId } = round;
  if (!round.answered) await keepRoom(tx, roundId);
  await sql`
    insert into round_answers (id, round_id, addressee_id, outside_name, outside_organisation, brings, betters_me, easy_because, answered_at)
    values (${randomUUIDv7()}, ${roundId}, ${addresseeId}, ${answer.name}, ${answer.organisation}, ${answer.brings}, ${answer.bettersMe},
      ${answer.easyBecause}, ${tx.at})
    on conflict (addressee_id) where addressee_id is not null do update
      set outside_name = excluded.outside_name, outside_organisation = excluded.outside_organisation, brings = excluded.brings,
        betters_me = excluded.betters_me, easy_because = excluded.easy_because, changed_at = ${tx.at}`.execute(
    tx.db,
  );
  await recordChanged(tx, round, BY_NOBODY_HERE);
}

/** The round is locked, so that two last answers do not both find room. */
async function keepRoom(tx: Tx, roundId: string): Promise<void> {
  const { rows } = await sql<{ full: boolean }>`
    select count(*) >= ${ROUND_ANSWERS_MAX} as full from round_answers where round_id = ${roundId}`.execute(
    tx.db,
  );
  if (rows[0]?.full !== true) return;
  throw refusal(
    409,
    'roundFull',
    `This round holds ${ROUND_ANSWERS_MAX} answers, and no more fit. Yours was not saved. Ask the person who opened it to open another one.`,
    { limit: ROUND_ANSWERS_MAX },
  );
}

/** Nothing of it is left: no text, no 'yes please', no outcome. Also after the end. */
export async function withdrawAnswer(tx: Tx, round: AskedRound): Promise<void> {
  const taken = await tx.db
    .deleteFrom('round_answers')
    .where('round_id', '=', round.roundId)
    .where('person_id', '=', round.personId)
    .returning('id')
    .execute();
  if (taken.length > 0) await recordChanged(tx, round, round);
}

export async function withdrawLinkedAnswer(tx: Tx, round: LinkedRoundSubject): Promise<void> {
  const taken = await tx.db
    .deleteFrom('round_answers')
    .where('addressee_id', '=', round.addresseeId)
    .returning('id')
    .execute();
  if (taken.length > 0) await recordChanged(tx, round, BY_NOBODY_HERE);
}

/** Heard by the author and on the other devices of who says it. Somebody without an account is told by mail, once. */
export async function sayYes(tx: Tx, answer: ReadableAnswer): Promise<void> {
  const { answerId, authorId, addresseeId, round } = answer;
  if (authorId === round.personId) {
    throw notAllowed('This is your own answer. Nothing was changed. Others can say yes to it.');
  }
  const said = await tx.db
    .insertInto('round_yeses')
    .values({
      answer_id: answerId,
      person_id: round.personId,
      organisation_id: round.organisationId,
      said_at: tx.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('answer_id')
    .execute();
  if (said.length === 0) return;
  if (addresseeId !== null) await addJob(tx.db, 'tellOfYes', { answerId, personId: round.personId });
  await record(tx, changed(round.roundId, hearersOf(answer), round));
}

export async function takeYesBack(tx: Tx, answer: ReadableAnswer): Promise<void> {
  const { answerId, authorId, round } = answer;
  // Otherwise saying and taking back in turn would send mail after mail.
  if (authorId === null) {
    throw conflict(
      'mailSent',
      'They were told by mail already, and a mail cannot be taken back. Nothing was changed. If they write to you, you can say so.',
    );
  }
  const taken = await tx.db
    .deleteFrom('round_yeses')
    .where('answer_id', '=', answerId)
    .where('person_id', '=', round.personId)
    .returning('answer_id')
    .execute();
  if (taken.length > 0) await record(tx, changed(round.roundId, hearersOf(answer), round));
}

const hearersOf = ({ authorId, round }: ReadableAnswer): string[] =>
  authorId === null ? [round.personId] : [authorId, round.personId];

export interface Outcome {
  outcome: OutcomeKind;
  line: string;
}

export async function sayOutcome(tx: Tx, answer: ReadableAnswer, outcome: Outcome): Promise<void> {
  requireOver(answer.round);
  await writeOutcome(tx, answer.answerId, outcome);
  await recordChanged(tx, answer.round, answer.round);
}

/** Of an answer that was given to the round before through the same address. */
export async function sayLinkedOutcome(
  tx: Tx,
  round: LinkedRoundSubject,
  answerId: string,
  outcome: Outcome,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select a.id from round_answers a join round_addressees d on d.id = a.addressee_id
    where a.id = ${answerId} and a.round_id = ${round.previousId}::uuid and d.email = ${round.email}`.execute(
    tx.db,
  );
  if (rows.length === 0) throw notFound();
  await writeOutcome(tx, answerId, outcome);
  await recordChanged(tx, round, BY_NOBODY_HERE);
}

function requireOver({ over }: AskedRound): void {
  if (over) return;
  throw conflict(
    'roundOpen',
    'This round is still open. Nothing was saved. What became of an answer is asked when the round is opened again.',
  );
}

async function writeOutcome(tx: Tx, answerId: string, { outcome, line }: Outcome): Promise<void> {
  await tx.db
    .insertInto('round_outcomes')
    .values({ answer_id: answerId, outcome, line, said_at: tx.at })
    .onConflict((conflict) => conflict.column('answer_id').doUpdateSet({ outcome, line, said_at: tx.at }))
    .execute();
}
