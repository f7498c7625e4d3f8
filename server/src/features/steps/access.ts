import { sql } from 'kysely';
import type { StepState } from '@footbridge/contract/steps.ts';
import type { Reader } from '../../kit/db/database.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { notFound } from '../../kit/http/problem.ts';

declare const brand: unique symbol;

/** One who takes part, and the organisation they do it for. */
export interface Party {
  personId: string;
  organisationId: string;
}

/** A step that the person takes part in. Only this file makes one. */
export interface OwnStep {
  readonly [brand]: 'own';
  stepId: string;
  spaceId: string | null;
  state: StepState;
  title: string;
  /** Everybody it is between, the person included, whatever they answered: in whose feeds its changes are recorded. */
  personIds: string[];
  personId: string;
  /** The one that the person acts for in this step. */
  organisationId: string;
  proposedBy: string;
  proposedAt: string;
}

/** Those it is between, and nobody else. For somebody who declined, and after a withdrawal, there is no such step. */
export async function requireParticipant(
  db: Reader,
  actor: Pick<Actor, 'personId'>,
  stepId: string,
): Promise<OwnStep> {
  const { rows } = await sql<Omit<OwnStep, typeof brand>>`
    select s.id as "stepId", s.space_id as "spaceId", s.title, me.person_id as "personId", me.organisation_id as "organisationId",
      s.proposed_by as "proposedBy", s.proposed_at as "proposedAt",
      case when s.agreed_at is null then 'proposed' when e.step_id is null then 'underWay' else 'ended' end as state,
      (select array_agg(person_id order by person_id) from step_people where step_id = s.id) as "personIds"
    from steps s join step_people me on me.step_id = s.id and me.person_id = ${actor.personId}
    left join step_endings e on e.step_id = s.id
    where s.id = ${stepId} and ${isMine}`.execute(db);
  if (rows[0] === undefined) throw notFound();
  return rows[0] as OwnStep;
}

/** The condition, over the aliases `s` (steps) and `me` (my row of step_people), under which a step is there for me. */
export const isMine = sql<boolean>`
  not exists (select from step_withdrawals w where w.step_id = s.id)
  and not exists (select from step_declines d where d.step_id = s.id and d.person_id = me.person_id)`;

/** The same, and nobody else changes it until this transaction ends: what is decided here is decided on how it stands now. */
export async function lockOwnStep(
  db: Reader,
  actor: Pick<Actor, 'personId'>,
  stepId: string,
): Promise<OwnStep> {
  await db.selectFrom('steps').select('id').where('id', '=', stepId).forUpdate().execute();
  return requireParticipant(db, actor, stepId);
}
