import { sql } from 'kysely';
import type { LinkedRound } from '@footbridge/contract/rounds.ts';
import type { Reader } from '../../../kit/db/database.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../../people/queries.ts';
import { type LinkedRoundSubject, endOf } from '../access.ts';
import { listAnswers } from '../answers/queries.ts';
import { mayReadAnswers } from '../rules.ts';

type Row = PersonRefRow & { question: string; ends_at: string; was_asked_before: boolean };

/** All that a link shows: the question, who asks it, and the answers under the same rule as for everybody. */
export async function readLinkedRound(db: Reader, round: LinkedRoundSubject): Promise<LinkedRound> {
  const { rows } = await sql<Row>`
    select r.question, ${endOf} as ends_at, ${personRefColumns},
      exists (select from round_addressees d where d.round_id = r.previous_id and d.email = ${round.email}) as was_asked_before
    from rounds r left join round_endings e on e.round_id = r.id
    join people p on p.id = r.facilitator_id join organisations o on o.id = r.organisation_id
    where r.id = ${round.roundId}`.execute(db);
  const row = rows[0] as Row;
  const { email, previousId } = round;
  return {
    question: row.question,
    facilitator: toPersonRef(row),
    endsAt: row.ends_at,
    over: round.over,
    expiresAt: round.expiresAt,
    answers: mayReadAnswers(round) ? await listAnswers(db, round.roundId, { email }) : null,
    lastTime:
      row.was_asked_before && previousId !== null ? await listAnswers(db, previousId, { email }) : null,
  };
}

/** What a mail with a link needs; undefined when the address was removed meanwhile. */
export async function findLetter(
  db: Reader,
  addresseeId: string,
): Promise<
  { email: string; question: string; facilitator: string; organisation: string; endsAt: string } | undefined
> {
  const { rows } = await sql<{
    email: string;
    question: string;
    facilitator: string;
    organisation: string;
    endsAt: string;
  }>`
    select d.email, r.question, p.name as facilitator, o.name as organisation, ${endOf} as "endsAt"
    from round_addressees d join rounds r on r.id = d.round_id left join round_endings e on e.round_id = r.id
    join people p on p.id = r.facilitator_id join organisations o on o.id = r.organisation_id
    where d.id = ${addresseeId}`.execute(db);
  return rows[0];
}

/** What the author of an answer without an account is told of a 'yes please'; undefined when either is gone. */
export async function findYes(
  db: Reader,
  { answerId, personId }: { answerId: string; personId: string },
): Promise<
  { email: string; brings: string; name: string; organisation: string; address: string } | undefined
> {
  const { rows } = await sql<{
    email: string;
    brings: string;
    name: string;
    organisation: string;
    address: string;
  }>`
    select d.email, a.brings, p.name, o.name as organisation, coalesce(p.email, '') as address
    from round_yeses y join round_answers a on a.id = y.answer_id join round_addressees d on d.id = a.addressee_id
    join people p on p.id = y.person_id join organisations o on o.id = y.organisation_id
    where y.answer_id = ${answerId} and y.person_id = ${personId}`.execute(db);
  return rows[0];
}

/** The secret stands after `#`, so it reaches no log of a server or proxy on the way. */
export const roundLink = (publicUrl: string, secret: string): string => `${publicUrl}/round#${secret}`;
