import { sql } from 'kysely';
import {
  CASES_MAX,
  CASE_CANDIDATES_MAX,
  type Case,
  type CaseAboutKind,
  type CaseRole,
  type CaseStage,
  type CaseStageKind,
  type CaseSummary,
} from '@footbridge/contract/cases.ts';
import type { Waiting } from '@footbridge/contract/home.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import type { Reader } from '../../kit/db/database.ts';
import { type PersonRefRow, listPersonRefs, personRefColumns, toPersonRef } from '../people/queries.ts';
import { type About, type OwnCase, newestStage, roleIn } from './access.ts';

interface Acting {
  personId: string;
  organisationId: string;
}

interface StageRow extends Acting {
  id: string;
  kind: CaseStageKind;
  dueAt: string;
  openedAt: string;
  outcome: string | null;
  writtenBy: string | null;
  writtenFor: string | null;
  writtenAt: string | null;
}

interface HelperRow extends Acting {
  stageId: string;
  accepted: boolean;
}

/** People as shown, by who they are and for whom they act, asked for at once. */
async function showing(db: Reader, pairs: Acting[]): Promise<(acting: Acting) => PersonRef> {
  const found = await listPersonRefs(db, pairs);
  const shown = new Map(
    pairs.map(({ personId, organisationId }, at) => [`${personId} ${organisationId}`, found[at]]),
  );
  return ({ personId, organisationId }) => {
    const found = shown.get(`${personId} ${organisationId}`);
    if (found === undefined) throw new Error('Somebody in a case does not exist.');
    const { roleTitle: _, ...person } = found;
    return person;
  };
}

/** A case as it is theirs to see: who is only asked sees between whom it is and what they are asked for. */
export async function readCase(db: Reader, own: OwnCase): Promise<Case> {
  const { caseId, role } = own;
  const row = await db.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow();
  const opened = { personId: row.opened_by, organisationId: row.organisation_id };
  const parties = await listParties(db, caseId);
  const stages = (await listStages(db, caseId)).filter(({ id }) => role !== 'asked' || id === own.stageId);
  const helpers = await listHelpers(db, caseId);
  const written = stages.flatMap((stage) => outcomeOf(stage) ?? []);
  const shown = await showing(db, [opened, ...parties, ...stages, ...helpers, ...written]);
  const toStage = (stage: StageRow): CaseStage => {
    const outcome = outcomeOf(stage);
    return {
      id: stage.id,
      kind: stage.kind,
      dueAt: stage.dueAt,
      openedBy: shown(stage),
      openedAt: stage.openedAt,
      helpers: helpers
        .filter(({ stageId }) => stageId === stage.id)
        .map((helper) => ({ person: shown(helper), accepted: helper.accepted })),
      outcome: outcome && { text: outcome.text, writtenAt: outcome.writtenAt, writtenBy: shown(outcome) },
    };
  };
  return {
    id: caseId,
    role,
    matter: role === 'asked' ? null : row.matter,
    about: role === 'asked' ? null : { kind: row.about_kind as CaseAboutKind, id: row.about_id },
    parties: parties.map(shown),
    openedBy: shown(opened),
    openedAt: row.opened_at,
    stages: stages.map(toStage),
    closedAt: stages.at(-1)?.writtenAt ?? null,
    mayAppeal: role === 'party' && own.closed && !own.appealed,
  };
}

function outcomeOf({ outcome, writtenBy, writtenFor, writtenAt }: StageRow) {
  if (outcome === null || writtenBy === null || writtenFor === null || writtenAt === null) return null;
  return { text: outcome, writtenAt, personId: writtenBy, organisationId: writtenFor };
}

export function listParties(db: Reader, caseId: string): Promise<Acting[]> {
  return db
    .selectFrom('case_parties')
    .select(['person_id as personId', 'organisation_id as organisationId'])
    .where('case_id', '=', caseId)
    .orderBy('person_id')
    .execute();
}

async function listStages(db: Reader, caseId: string): Promise<StageRow[]> {
  const { rows } = await sql<StageRow>`
    select s.id, s.kind, s.due_at as "dueAt", s.opened_by as "personId", s.organisation_id as "organisationId", s.opened_at as "openedAt",
      o.outcome, o.written_by as "writtenBy", o.organisation_id as "writtenFor", o.written_at as "writtenAt"
    from case_stages s left join case_outcomes o on o.stage_id = s.id where s.case_id = ${caseId} order by s.place`.execute(
    db,
  );
  return rows;
}

/** Of all its stages. That somebody said no is not among it. */
async function listHelpers(db: Reader, caseId: string): Promise<HelperRow[]> {
  const { rows } = await sql<HelperRow>`
    select h.stage_id as "stageId", h.person_id as "personId", h.organisation_id as "organisationId", a.person_id is not null as accepted
    from case_stages s join case_helpers h on h.stage_id = s.id
    left join case_helper_acceptances a on a.stage_id = h.stage_id and a.person_id = h.person_id
    where s.case_id = ${caseId} order by h.person_id`.execute(db);
  return rows;
}

/** Whoever was named for any stage, also without having answered. */
export async function listNamedIds(db: Reader, caseId: string): Promise<string[]> {
  return [...new Set((await listHelpers(db, caseId)).map(({ personId }) => personId))];
}

type SummaryRow = Acting & {
  id: string;
  role: CaseRole;
  openedAt: string;
  stage: CaseStageKind;
  dueAt: string;
  closedAt: string | null;
  parties: Acting[];
};

/** Over `mine`: the cases a person is or was something to, by two indexes. */
const casesOf = (personId: string) => sql`(
  select case_id from case_parties where person_id = ${personId}
  union select st.case_id from case_helpers h join case_stages st on st.id = h.stage_id where h.person_id = ${personId})`;

export async function listCasesOf(db: Reader, personId: string): Promise<CaseSummary[]> {
  const { rows } = await sql<SummaryRow>`
    select c.id, ${roleIn(personId)} as role, c.opened_by as "personId", c.organisation_id as "organisationId", c.opened_at as "openedAt",
      s.kind as stage, s.due_at as "dueAt", o.written_at as "closedAt",
      (select jsonb_agg(jsonb_build_object('personId', p.person_id, 'organisationId', p.organisation_id) order by p.person_id)
        from case_parties p where p.case_id = c.id) as parties
    from ${casesOf(personId)} mine join cases c on c.id = mine.case_id ${newestStage} left join case_outcomes o on o.stage_id = s.id
    where ${roleIn(personId)} is not null
    order by (o.written_at is not null), c.opened_at desc, c.id limit ${CASES_MAX}`.execute(db);
  const shown = await showing(
    db,
    rows.flatMap((row) => [row, ...row.parties]),
  );
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    parties: row.parties.map(shown),
    openedBy: shown(row),
    openedAt: row.openedAt,
    stage: row.stage,
    dueAt: row.dueAt,
    closedAt: row.closedAt,
  }));
}

/** The others of a step or space, each for the organisation they act for there; of a space, who may help first. */
export async function listCandidates(db: Reader, about: About, personId: string) {
  const source =
    about.spaceId === null
      ? sql`select person_id, organisation_id, false as steward from step_people where step_id = ${about.id}`
      : sql`select person_id, organisation_id, role = 'steward' as steward from memberships where space_id = ${about.spaceId} and to_seq is null`;
  const { rows } = await sql<PersonRefRow & { steward: boolean; title: string }>`
    select ${personRefColumns}, there.steward
    from (${source}) there join people p on p.id = there.person_id and p.kind = 'person' and p.deactivated_at is null
    join organisations o on o.id = there.organisation_id
    where there.person_id <> ${personId} order by lower(p.name), p.id limit ${CASE_CANDIDATES_MAX}`.execute(
    db,
  );
  return rows.map((row) => ({ person: toPersonRef(row), steward: row.steward }));
}

export async function readTitle(db: Reader, about: About): Promise<string> {
  const { rows } = await (
    about.spaceId === null
      ? sql<{ title: string }>`select title from steps where id = ${about.id}`
      : sql<{ title: string }>`select name as title from spaces where id = ${about.spaceId}`
  ).execute(db);
  return rows[0]?.title ?? '';
}

/** For whom these people act in the step or space; whoever is not in it is missing. */
export async function listActing(db: Reader, about: About, personIds: string[]): Promise<Acting[]> {
  const { rows } = await (
    about.spaceId === null
      ? sql<Acting>`select person_id as "personId", organisation_id as "organisationId" from step_people
        where step_id = ${about.id} and person_id = any(${personIds}::uuid[])`
      : sql<Acting>`select m.person_id as "personId", m.organisation_id as "organisationId" from memberships m
        join people p on p.id = m.person_id and p.kind = 'person'
        where m.space_id = ${about.spaceId} and m.to_seq is null and m.person_id = any(${personIds}::uuid[])`
  ).execute(db);
  return rows;
}

/** A case that is open waits for whoever is asked to help in it, helps now, or is a party. Its words stay out of the list. */
export async function listWaiting(db: Reader, personId: string): Promise<Waiting[]> {
  const { rows } = await sql<PersonRefRow & { id: string; role: CaseRole; since: string; due_at: string }>`
    select c.id, ${roleIn(personId)} as role, s.opened_at as since, s.due_at, ${personRefColumns}
    from ${casesOf(personId)} mine join cases c on c.id = mine.case_id ${newestStage}
    join people p on p.id = s.opened_by join organisations o on o.id = s.organisation_id
    where not exists (select from case_outcomes done where done.stage_id = s.id)
      and ${roleIn(personId)} in ('party', 'helper', 'asked')
    order by s.due_at, c.id limit ${CASES_MAX}`.execute(db);
  return rows.map((row) => ({
    kind: 'caseStage',
    subjectId: row.id,
    title: '',
    from: row.person_id === personId ? null : toPersonRef(row),
    href: `/cases/${row.id}`,
    since: row.since,
    dueAt: row.due_at,
  }));
}
