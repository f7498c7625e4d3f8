import { sql } from 'kysely';
import type { CaseAboutKind, CaseRole, CaseStageKind } from '@footbridge/contract/cases.ts';
import type { Reader } from '../../kit/db/database.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { badInput, conflict, notFound } from '../../kit/http/problem.ts';
import { getReadableMessage } from '../chat/access.ts';
import { getVisiblePerson } from '../people/access.ts';
import { getMemberSpace } from '../spaces/access.ts';
import { requireParticipant } from '../steps/access.ts';
import { type Helper, type Objection, fitHelpers } from './rules.ts';

declare const brand: unique symbol;

/** A case as one of its people has it. Only this file makes one. No rank opens it: stewards and administrators get it only by being in it. */
export interface OwnCase {
  readonly [brand]: 'own';
  caseId: string;
  role: CaseRole;
  personId: string;
  organisationId: string;
  /** The newest stage. */
  stageId: string;
  stage: CaseStageKind;
  place: number;
  closed: boolean;
  appealed: boolean;
}

/**
 * Over `c` (cases) and `s` (its newest stage): what a person is to the case, null for everybody else. Who was asked and never said yes
 * has no part in it once the stage is over; who said no has none from then on.
 */
export const roleIn = (personId: string) => sql<CaseRole | null>`case
  when exists (select from case_parties p where p.case_id = c.id and p.person_id = ${personId}) then 'party'
  when exists (select from case_helper_acceptances a where a.stage_id = s.id and a.person_id = ${personId}) then 'helper'
  when exists (select from case_helper_acceptances a join case_stages old on old.id = a.stage_id where old.case_id = c.id and a.person_id = ${personId}) then 'formerHelper'
  when not exists (select from case_outcomes o where o.stage_id = s.id)
    and exists (select from case_helpers h where h.stage_id = s.id and h.person_id = ${personId})
    and not exists (select from case_helper_declines d where d.stage_id = s.id and d.person_id = ${personId}) then 'asked' end`;

/** The newest stage of the case `c`, as `s`. */
export const newestStage = sql`
  join lateral (select * from case_stages newest where newest.case_id = c.id order by newest.place desc limit 1) s on true`;

/** Its parties and helpers, and nobody else: to everybody else there is no such case. */
export async function getOwnCase(
  db: Reader,
  actor: Pick<Actor, 'personId'>,
  caseId: string,
): Promise<OwnCase> {
  const me = actor.personId;
  const { rows } = await sql<Omit<OwnCase, typeof brand | 'role'> & { role: CaseRole | null }>`
    select c.id as "caseId", ${roleIn(me)} as role, ${me}::uuid as "personId", s.id as "stageId", s.kind as stage, s.place,
      exists (select from case_outcomes o where o.stage_id = s.id) as closed,
      exists (select from case_appeals a where a.case_id = c.id and a.person_id = ${me}) as appealed,
      coalesce((select p.organisation_id from case_parties p where p.case_id = c.id and p.person_id = ${me}),
        (select h.organisation_id from case_helpers h join case_stages st on st.id = h.stage_id
         where st.case_id = c.id and h.person_id = ${me} order by st.place desc limit 1)) as "organisationId"
    from cases c ${newestStage} where c.id = ${caseId}`.execute(db);
  if (rows[0] === undefined || rows[0].role === null) throw notFound();
  return rows[0] as OwnCase;
}

/** The same, and nobody else changes it until this transaction ends. */
export async function lockOwnCase(
  db: Reader,
  actor: Pick<Actor, 'personId'>,
  caseId: string,
): Promise<OwnCase> {
  await db.selectFrom('cases').select('id').where('id', '=', caseId).forUpdate().execute();
  return getOwnCase(db, actor, caseId);
}

export interface About {
  kind: CaseAboutKind;
  id: string;
  /** Where the people are: null for a step, which has its own. */
  spaceId: string | null;
}

/** The step, space or message something is about, if the person may see it. */
export async function getAbout(
  db: Reader,
  actor: Actor,
  asked: { stepId?: string | undefined; spaceId?: string | undefined; messageId?: string | undefined },
): Promise<About> {
  const given = Object.values(asked).filter((id) => id !== undefined);
  if (given.length !== 1) {
    throw badInput(
      'about',
      'A case is about one step, one space or one message. Nothing was changed. Name one of them.',
    );
  }
  if (asked.stepId !== undefined) {
    const { stepId } = await requireParticipant(db, actor, asked.stepId);
    return { kind: 'step', id: stepId, spaceId: null };
  }
  if (asked.messageId !== undefined) {
    const { space } = await getReadableMessage(db, actor, asked.messageId);
    return { kind: 'message', id: asked.messageId, spaceId: space.spaceId };
  }
  const { spaceId } = await getMemberSpace(db, actor, asked.spaceId ?? '');
  return { kind: 'space', id: spaceId, spaceId };
}

/** People who may be named as helpers: each one the actor sees, a real person with an open account. For whom they act is said with them. */
export async function getHelpers(
  db: Reader,
  actor: Actor,
  naming: Omit<Parameters<typeof fitHelpers>[0], 'helpers'> & { helperIds: string[] },
): Promise<{ personId: string; organisationId: string }[]> {
  const helpers: Helper[] = [];
  for (const personId of new Set(naming.helperIds)) {
    const person = await getVisiblePerson(db, actor, personId);
    if (person.deactivatedAt !== null || person.kind !== 'person') throw notFound();
    helpers.push({
      personId,
      organisationIds: person.affiliations.map(({ organisation }) => organisation.id),
    });
  }
  const fitting = fitHelpers({ ...naming, helpers });
  if (typeof fitting === 'string') throw conflict(fitting, OBJECTIONS[fitting]);
  return [...fitting].map(([personId, organisationId]) => ({ personId, organisationId }));
}

const OBJECTIONS: Record<Objection, string> = {
  partyHelps: 'Somebody the case is between cannot help in it. Nothing was changed. Name somebody else.',
  oneNeeded: 'A facilitator is one person. Nothing was changed. Name one.',
  oneOfEachNeeded:
    'This stage needs one person of each organisation that the case is between. Nothing was changed. Name one of each.',
  outsiderNeeded:
    'A mediator is one person who belongs to none of the organisations. Nothing was changed. Name somebody from outside.',
  othersNeeded: 'An appeal goes to people who did not help before. Nothing was changed. Name somebody else.',
};
