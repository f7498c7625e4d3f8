import { sql } from 'kysely';
import { type Stakes, timeStakeOf } from '@footbridge/contract/steps/stakes.ts';
import { type StepOutcome } from '@footbridge/contract/steps.ts';
import type { Reader } from '../../../kit/db/database.ts';
import { isMine } from '../access.ts';
import type { Finished, SuggestingFrom } from './rules.ts';

/** Steps that are looked at; who did more than these in a year gets suggestions from the latest. */
const LOOKED_AT_MAX = 200;

interface Row {
  stepId: string;
  title: string;
  hoursLimit: number;
  money: Stakes['money'];
  reputation: Stakes['reputation'];
  data: Stakes['data'];
  outcome: StepOutcome | null;
  endedAt: string | null;
  now: string;
  others: { personId: string; organisationId: string; elsewhere: boolean; closed: boolean }[];
}

/** What this person's own steps say; nothing of anybody else's is looked at. */
export async function readSuggestingFrom(
  db: Reader,
  personId: string,
  at: string | undefined,
): Promise<{ from: SuggestingFrom; titles: Map<string, string>; organisations: Map<string, string> }> {
  const { rows } = await sql<Row>`
    select s.id as "stepId", s.title, s.hours_limit as "hoursLimit", s.money, s.reputation, s.data, e.outcome, e.ended_at as "endedAt",
      coalesce(${at ?? null}::timestamptz, now()) as now, (
        select jsonb_agg(jsonb_build_object('personId', o.person_id, 'organisationId', o.organisation_id,
            'elsewhere', o.organisation_id <> me.organisation_id, 'closed', p.deactivated_at is not null) order by o.person_id)
        from step_people o join people p on p.id = o.person_id where o.step_id = s.id and o.person_id <> me.person_id) as others
    from step_people me join steps s on s.id = me.step_id left join step_endings e on e.step_id = s.id
    where me.person_id = ${personId} and ${isMine} order by s.proposed_at desc limit ${sql.lit(LOOKED_AT_MAX)}`.execute(
    db,
  );
  const refusals = await db
    .selectFrom('step_not_nows')
    .select(['with_person_id', 'said_at'])
    .where('person_id', '=', personId)
    .execute();
  const closed = rows.flatMap(({ others }) => others.filter((other) => other.closed));
  return {
    from: {
      finished: rows.flatMap(toFinished),
      busyWith: new Set(
        [...rows.filter(isOpen).flatMap(({ others }) => others), ...closed].map((other) => other.personId),
      ),
      notNow: new Map(refusals.map((row) => [row.with_person_id, row.said_at])),
      at: rows[0]?.now ?? new Date(0).toISOString(),
    },
    titles: new Map(rows.map((row) => [row.stepId, row.title])),
    organisations: new Map(
      rows
        .toReversed()
        .flatMap(({ others }) => others.map((other) => [other.personId, other.organisationId])),
    ),
  };
}

const isOpen = (row: Row): boolean => row.outcome === null;

function toFinished(row: Row): Finished[] {
  if (row.outcome === null || row.endedAt === null) return [];
  const { stepId, outcome, endedAt, others, money, reputation, data } = row;
  const stakes = { time: timeStakeOf(row.hoursLimit), money, reputation, data };
  return [{ stepId, outcome, endedAt, stakes, others }];
}
