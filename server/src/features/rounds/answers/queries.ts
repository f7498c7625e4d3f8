import { sql } from 'kysely';
import type { PersonRef } from '@footbridge/contract/people.ts';
import {
  type AnswerAuthor,
  type OutcomeKind,
  ROUND_ANSWERS_MAX,
  type RoundAnswer,
} from '@footbridge/contract/rounds.ts';
import type { Reader } from '../../../kit/db/database.ts';
import { organisationRef } from '../../organisations/queries.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../../people/queries.ts';
import { shortNameOf } from '../rules.ts';

/** Who reads: a person of the server, or somebody without an account, known by the address that was written to. */
export type AnswerReader = { personId: string } | { email: string };

type AnswerRow = { [Key in keyof PersonRefRow]: PersonRefRow[Key] | null } & {
  id: string;
  outside_name: string | null;
  outside_organisation: string | null;
  mine: boolean;
  brings: string;
  betters_me: string;
  easy_because: string;
  answered_at: string;
  changed_at: string | null;
  yes_by_me: boolean;
  yes_by: PersonRef[];
  outcome: OutcomeKind | null;
  outcome_line: string | null;
  outcome_at: string | null;
  became_step: string | null;
};

/** The colour of those whose organisation has none here. */
const OUTSIDE_HUE = 220;

function toAuthor(row: AnswerRow): AnswerAuthor {
  if (row.person_id !== null) return { ...toPersonRef(row as PersonRefRow), account: true };
  const { id, outside_name: name, outside_organisation: organisation } = row;
  return {
    id,
    name: name ?? '',
    kind: 'person',
    organisation: {
      id,
      name: organisation ?? '',
      shortName: shortNameOf(organisation ?? ''),
      hue: OUTSIDE_HUE,
    },
    account: false,
  };
}

function toAnswer(row: AnswerRow): RoundAnswer {
  const { outcome, outcome_line: line, outcome_at: at } = row;
  return {
    id: row.id,
    author: toAuthor(row),
    mine: row.mine,
    brings: row.brings,
    bettersMe: row.betters_me,
    easyBecause: row.easy_because,
    answeredAt: row.answered_at,
    changedAt: row.changed_at,
    yesByMe: row.yes_by_me,
    yesBy: row.yes_by,
    outcome: outcome === null || at === null ? null : { kind: outcome, line: line ?? '', at },
    becameStep: row.became_step,
  };
}

/** The answers of a round whose reader may see them, in the order in which they were given. */
export async function listAnswers(db: Reader, roundId: string, reader: AnswerReader): Promise<RoundAnswer[]> {
  const personId = 'personId' in reader ? reader.personId : null;
  const email = 'email' in reader ? reader.email : null;
  const { rows } = await sql<AnswerRow>`
    select a.id, ${personRefColumns}, a.outside_name, a.outside_organisation, x.mine, a.brings, a.betters_me, a.easy_because, a.answered_at, a.changed_at,
      exists (select from round_yeses y where y.answer_id = a.id and y.person_id = ${personId}::uuid) as yes_by_me,
      case when x.mine then ${yesBy} else '[]' end as yes_by,
      u.outcome, u.line as outcome_line, u.said_at as outcome_at,
      case when x.mine then ${becameStep} end as became_step
    from round_answers a
    left join people p on p.id = a.person_id left join organisations o on o.id = a.organisation_id
    left join round_addressees d on d.id = a.addressee_id
    left join round_outcomes u on u.answer_id = a.id
    cross join lateral (select coalesce(a.person_id = ${personId}::uuid, d.email = ${email}::text, false) as mine) x
    where a.round_id = ${roundId} order by a.answered_at, a.id limit ${ROUND_ANSWERS_MAX}`.execute(db);
  return rows.map(toAnswer);
}

const yesBy = sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'kind', p.kind, 'organisation', ${organisationRef})
      order by y.said_at, p.id), '[]')
    from round_yeses y join people p on p.id = y.person_id join organisations o on o.id = y.organisation_id
    where y.answer_id = a.id)`;

/** Agreed between those who take part; its title is the author's to repeat, because they are one of them. */
const becameStep = sql`
  (select t.title from steps t join step_people tp on tp.step_id = t.id and tp.person_id = a.person_id
    where t.origin_kind = 'answer' and t.origin_id = a.id and t.agreed_at is not null order by t.agreed_at desc limit 1)`;
