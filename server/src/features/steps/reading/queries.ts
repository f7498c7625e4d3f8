import { sql } from 'kysely';
import { isNothingBig, timeStakeOf } from '@footbridge/contract/steps/stakes.ts';
import {
  PROPOSAL_DAYS,
  STEPS_OPEN_MAX,
  STEPS_PAGE,
  type Step,
  type StepPerson,
  type StepSummary,
} from '@footbridge/contract/steps.ts';
import type { Reader } from '../../../kit/db/database.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../../people/queries.ts';
import { type OwnStep, isMine } from '../access.ts';
import { readReflections } from '../reflections/queries.ts';
import { type Reflections, canWrite, isShown, showableFrom, shownOf } from '../reflections/rules.ts';
import { type CheckInAnswered, daysAfter, lapseOf, seenCheckIns } from '../rules.ts';

interface StepRow {
  id: string;
  title: string;
  purpose: string;
  proposedBy: string;
  proposedAt: string;
  timeBox: Step['timeBox'];
  hoursLimit: number;
  money: Step['stakes']['money'];
  reputation: Step['stakes']['reputation'];
  data: Step['stakes']['data'];
  startsAt: string | null;
  agreedAt: string | null;
  halfAt: string | null;
  dueAt: string | null;
  spaceId: string | null;
  originKind: NonNullable<Step['origin']>['kind'] | null;
  originId: string | null;
  outcome: NonNullable<Step['ending']>['outcome'] | null;
  endedAt: string | null;
}

const columns = sql`
  s.id, s.title, s.purpose, s.proposed_by as "proposedBy", s.proposed_at as "proposedAt", s.time_box as "timeBox",
  s.hours_limit as "hoursLimit", s.money, s.reputation, s.data, s.starts_at as "startsAt", s.agreed_at as "agreedAt",
  s.half_at as "halfAt", s.due_at as "dueAt", s.space_id as "spaceId", s.origin_kind as "originKind", s.origin_id as "originId",
  e.outcome, e.ended_at as "endedAt"`;

/** A step as the participant who asks has it, at this time. */
export async function readStep(db: Reader, step: OwnStep, at: string): Promise<Step> {
  const { rows } = await sql<StepRow>`
    select ${columns} from steps s left join step_endings e on e.step_id = s.id where s.id = ${step.stepId}`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('A step that was there is not.');
  const people = (await readPeople(db, [row.id])).get(row.id) ?? [];
  const { money, reputation, data } = row;
  const stakes = { time: timeStakeOf(row.hoursLimit), money, reputation, data };
  const answers = await listCheckIns(db, row.id);
  const reflections = (await readReflections(db, [row.id])).get(row.id);
  return {
    ...toSummary(row, people),
    purpose: row.purpose,
    hoursLimit: row.hoursLimit,
    stakes,
    nothingBig: isNothingBig(stakes),
    origin:
      row.originKind === null || row.originId === null ? null : { kind: row.originKind, id: row.originId },
    checkIn: seenCheckIns(answers, {
      personId: step.personId,
      participants: people.length,
      askedSince: row.endedAt === null && row.halfAt !== null && Date.parse(row.halfAt) <= Date.parse(at),
    }),
    reflections: reflections === undefined ? null : seenReflections(reflections, step, people, at),
  };
}

function seenReflections(
  reflections: Reflections,
  { personId }: OwnStep,
  people: StepPerson[],
  at: string,
): Step['reflections'] {
  const mine = reflections.written.find((one) => one.personId === personId);
  const shown = shownOf(reflections);
  return {
    mine: mine?.text ?? null,
    open: canWrite(reflections, at),
    showableFrom: showableFrom(mine, reflections.revealedAt),
    shownAlone: mine !== undefined && mine.shownAloneAt !== null && isShown(mine, null),
    // In the order of the people and not of the writing: who wrote first is nobody's business.
    shown: people.flatMap(({ person }) =>
      shown.flatMap((one) => (one.personId === person.id ? [{ person, text: one.text ?? '' }] : [])),
    ),
  };
}

function listCheckIns(db: Reader, stepId: string): Promise<CheckInAnswered[]> {
  return sql<CheckInAnswered>`
    select person_id as "personId", answer from step_check_ins where step_id = ${stepId} order by person_id`
    .execute(db)
    .then(({ rows }) => rows);
}

function toSummary(row: StepRow, people: StepPerson[]): StepSummary {
  return {
    id: row.id,
    title: row.title,
    state: row.agreedAt === null ? 'proposed' : row.endedAt === null ? 'underWay' : 'ended',
    people,
    proposedBy: row.proposedBy,
    proposedAt: row.proposedAt,
    lapsesAt: lapseOf(row.proposedAt),
    timeBox: row.timeBox,
    startsAt: row.startsAt,
    agreedAt: row.agreedAt,
    halfAt: row.halfAt,
    dueAt: row.dueAt,
    ending: row.outcome === null || row.endedAt === null ? null : { outcome: row.outcome, at: row.endedAt },
    spaceId: row.spaceId,
  };
}

type PersonRow = PersonRefRow & { step_id: string; accepted: boolean; benefit: string; at_stake: string };

async function readPeople(db: Reader, stepIds: string[]): Promise<Map<string, StepPerson[]>> {
  const { rows } = await sql<PersonRow>`
    select ${personRefColumns}, sp.step_id, sp.benefit, sp.at_stake, a.person_id is not null as accepted
    from step_people sp join steps s on s.id = sp.step_id
    join people p on p.id = sp.person_id join organisations o on o.id = sp.organisation_id
    left join step_acceptances a on a.step_id = sp.step_id and a.person_id = sp.person_id
    where sp.step_id = any(${stepIds}::uuid[]) order by sp.person_id <> s.proposed_by, lower(p.name), p.id`.execute(
    db,
  );
  const byStep = Map.groupBy(rows, (row) => row.step_id);
  return new Map(
    [...byStep].map(([stepId, people]) => [
      stepId,
      people.map((row) => ({
        person: toPersonRef(row),
        accepted: row.accepted,
        benefit: row.benefit,
        atStake: row.at_stake,
      })),
    ]),
  );
}

async function withPeople(db: Reader, rows: StepRow[]): Promise<StepSummary[]> {
  const people = await readPeople(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => toSummary(row, people.get(row.id) ?? []));
}

/** What I have not answered, what waits for others and what is under way; the nearest date first. */
export async function listOpenSteps(db: Reader, personId: string, at: string): Promise<StepSummary[]> {
  const { rows } = await sql<StepRow>`
    select ${columns} from step_people me join steps s on s.id = me.step_id left join step_endings e on e.step_id = s.id
    where me.person_id = ${personId} and e.step_id is null and ${isMine}
      and (s.agreed_at is not null or s.proposed_at > ${daysAfter(at, -PROPOSAL_DAYS)})
    order by s.agreed_at is not null, coalesce(s.due_at, s.proposed_at), s.id limit ${sql.lit(STEPS_OPEN_MAX)}`.execute(
    db,
  );
  return withPeople(db, rows);
}

/** My past ones, the latest first. Proposals that lapsed or were declined are not among them. */
export async function listPastSteps(
  db: Reader,
  personId: string,
  before: string | undefined,
): Promise<{ steps: StepSummary[]; next: string | null }> {
  const [endedAt, id] = before?.split(' ') ?? [];
  const { rows } = await sql<StepRow>`
    select ${columns} from step_people me join steps s on s.id = me.step_id join step_endings e on e.step_id = s.id
    where me.person_id = ${personId}
      and (${endedAt === undefined} or (e.ended_at, s.id) < (${endedAt ?? null}::timestamptz, ${id ?? null}::uuid))
    order by e.ended_at desc, s.id desc limit ${STEPS_PAGE + 1}`.execute(db);
  const page = rows.slice(0, STEPS_PAGE);
  const last = page.at(-1);
  const next = rows.length > STEPS_PAGE && last !== undefined ? `${last.endedAt} ${last.id}` : null;
  return { steps: await withPeople(db, page), next };
}

/** The step that a space was opened for, for those who take part in it. */
export async function findStepOfSpace(
  db: Reader,
  personId: string,
  spaceId: string,
): Promise<StepSummary | null> {
  const { rows } = await sql<StepRow>`
    select ${columns} from steps s join step_people me on me.step_id = s.id and me.person_id = ${personId}
    left join step_endings e on e.step_id = s.id where s.space_id = ${spaceId}`.execute(db);
  return (await withPeople(db, rows))[0] ?? null;
}
