import { type RawBuilder, sql } from 'kysely';
import type { Suggestion, Waiting } from '@footbridge/contract/home.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import { NOT_NOW_DAYS, PROPOSAL_DAYS, type StepOutcome, type StepState } from '@footbridge/contract/steps.ts';
import type { Reader } from '../../kit/db/database.ts';
import { derivedId } from '../../kit/db/derivedId.ts';
import { type PersonRefRow, listPersonRefs, personRefColumns, toPersonRef } from '../people/queries.ts';
import { isMine } from './access.ts';
import { readSuggestingFrom } from './suggestions/queries.ts';
import { suggestSteps } from './suggestions/rules.ts';

/** Until when after its end, or after its time was over, a step asks to be looked back on. */
const LOOK_BACK_DAYS = 14;
const WAITING_MAX = 50;

export interface Participant {
  stepId: string;
  personId: string;
  organisationId: string;
}

/** Everybody that these steps are between, whatever they answered, by step and person. */
export function listParticipants(db: Reader, stepIds: string[]): Promise<Participant[]> {
  return db
    .selectFrom('step_people')
    .select(['step_id as stepId', 'person_id as personId', 'organisation_id as organisationId'])
    .where('step_id', 'in', stepIds.length === 0 ? [NO_STEP] : stepIds)
    .orderBy('step_id')
    .orderBy('person_id')
    .execute();
}
const NO_STEP = '00000000-0000-0000-0000-000000000000';

export interface StepFrom {
  originId: string;
  stepId: string;
  title: string;
  state: StepState;
  outcome: StepOutcome | null;
}

/** The steps of this person that came from these answers, offers, messages or stories, in the order they were proposed. */
export async function listStepsFrom(
  db: Reader,
  originKind: string,
  originIds: string[],
  personId: string,
): Promise<StepFrom[]> {
  const { rows } = await sql<StepFrom>`
    select s.origin_id as "originId", s.id as "stepId", s.title, e.outcome,
      case when s.agreed_at is null then 'proposed' when e.step_id is null then 'underWay' else 'ended' end as state
    from steps s join step_people me on me.step_id = s.id and me.person_id = ${personId}
    left join step_endings e on e.step_id = s.id
    where s.origin_kind = ${originKind} and s.origin_id = any(${originIds}::uuid[]) and ${isMine}
    order by s.proposed_at, s.id`.execute(db);
  return rows;
}

type WaitingRow = PersonRefRow & {
  kind: 'stepProposed' | 'stepCheckIn' | 'stepReflection';
  step_id: string;
  title: string;
  since: string;
  due_at: string | null;
};

/**
 * Proposals to answer, check-ins at half time, and steps to look back on: those that ended, and those whose time is over.
 * @param at when it is asked; the database's own time when left out
 */
export async function listWaiting(db: Reader, personId: string, at?: string): Promise<Waiting[]> {
  const now = at === undefined ? sql`now()` : sql`${at}::timestamptz`;
  const days = (count: number) => sql.raw(`interval '${count} days'`);
  const { rows } = await sql<WaitingRow>`
    select w.*, ${personRefColumns} from (
      select s.id as step_id, s.title, s.proposed_by, s.organisation_id as from_organisation,
        case when s.agreed_at is null then 'stepProposed' when e.step_id is null and s.due_at > ${now} then 'stepCheckIn' else 'stepReflection' end as kind,
        case when s.agreed_at is null then s.proposed_at when e.step_id is null and s.due_at > ${now} then s.half_at else coalesce(e.ended_at, s.due_at) end as since,
        case when s.agreed_at is null then s.proposed_at + ${days(PROPOSAL_DAYS)} when e.step_id is null and s.due_at > ${now} then s.due_at end as due_at
      from step_people me join steps s on s.id = me.step_id left join step_endings e on e.step_id = s.id
      where me.person_id = ${personId} and ${isMine} and case
        when s.agreed_at is null then s.proposed_at > ${now} - ${days(PROPOSAL_DAYS)} and not exists (
          select from step_acceptances a where a.step_id = s.id and a.person_id = ${personId})
        when e.step_id is null and s.due_at > ${now} then s.half_at <= ${now} and not exists (
          select from step_check_ins c where c.step_id = s.id and c.person_id = ${personId})
        else coalesce(e.ended_at, s.due_at) > ${now} - ${days(LOOK_BACK_DAYS)} and not exists (
          select from step_reflections r where r.step_id = s.id and (r.person_id = ${personId} or r.shown_alone_at is not null)) end) w
    join people p on p.id = w.proposed_by join organisations o on o.id = w.from_organisation
    order by w.since, w.step_id limit ${sql.lit(WAITING_MAX)}`.execute(db);
  return rows.map((row) => ({
    kind: row.kind,
    subjectId: row.step_id,
    title: row.title,
    from: row.kind === 'stepProposed' ? toPersonRef(row) : null,
    href: `/steps/${row.step_id}`,
    since: row.since,
    dueAt: row.due_at,
  }));
}

/** A subquery: whom this person said 'not now' of, not long ago, or does a step with already. Nothing is suggested with them. */
export const peopleLeftInPeace = (personId: string): RawBuilder<unknown> => sql`
  select n.with_person_id from step_not_nows n
  where n.person_id = ${personId} and n.said_at > now() - ${sql.raw(`interval '${NOT_NOW_DAYS} days'`)}
  union all
  select other.person_id from step_people me join steps s on s.id = me.step_id join step_people other on other.step_id = s.id
  where me.person_id = ${personId} and ${isMine} and not exists (select from step_endings e where e.step_id = s.id)`;

/** Next small steps that could follow from what this person finished with others, each with its reason. */
export async function listSuggestions(db: Reader, personId: string, at?: string): Promise<Suggestion[]> {
  const { from, titles, organisations } = await readSuggestingFrom(db, personId, at);
  const suggested = suggestSteps(from);
  const people = await listPersonRefs(
    db,
    suggested.map((one) => ({
      personId: one.personId,
      organisationId: organisations.get(one.personId) ?? '',
    })),
  );
  return suggested.flatMap((one, place) => {
    const found = people[place];
    if (found === undefined) return [];
    const { roleTitle: _, ...person } = found;
    return [toSuggestion(one, person, titles.get(one.because) ?? '')];
  });
}

function toSuggestion(
  { kind, because, personId, besideId }: ReturnType<typeof suggestSteps>[number],
  person: PersonRef,
  title: string,
): Suggestion {
  const who = besideId === undefined ? personId : `${besideId},${personId}`;
  return {
    id: derivedId(`${kind} ${because} ${personId}`),
    kind,
    with: person,
    because: { kind: 'step', id: because, title },
    href: `/steps/new?with=${who}&from=step:${because}`,
  };
}
