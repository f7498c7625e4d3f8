import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { CASES_OPEN_MAX, type CaseStageKind, stagesAfter } from '@footbridge/contract/cases.ts';
import { type NewActivity, type Tx, record } from '../../kit/activity/activity.ts';
import { badInput, conflict, notAllowed, refusal } from '../../kit/http/problem.ts';
import type { About, OwnCase } from './access.ts';

export interface Acting {
  personId: string;
  organisationId: string;
}

export interface NewCase {
  about: About;
  matter: string;
  parties: Acting[];
  clientId: string;
}

export interface NewStage {
  kind: CaseStageKind;
  helpers: Acting[];
  dueAt: string;
}

/** @returns the case's id; the first one's when the same case comes again */
export async function openCase(tx: Tx, opened: NewCase, stage: NewStage, by: Acting): Promise<string> {
  requireAhead(tx, stage);
  await keepOpenFew(tx, by.personId);
  const caseId = randomUUIDv7();
  await tx.db
    .insertInto('cases')
    .values({
      id: caseId,
      about_kind: opened.about.kind,
      about_id: opened.about.id,
      matter: opened.matter,
      opened_by: by.personId,
      organisation_id: by.organisationId,
      client_id: opened.clientId,
      opened_at: tx.at,
    })
    .execute();
  await tx.db
    .insertInto('case_parties')
    .values(
      [by, ...opened.parties].map(({ personId, organisationId }) => ({
        case_id: caseId,
        person_id: personId,
        organisation_id: organisationId,
      })),
    )
    .execute();
  await insertStage(tx, caseId, 1, stage, by);
  await record(tx, await told(tx, caseId));
  return caseId;
}

/** The same case sent twice is one; two of one person at the same moment come one after the other. */
export async function findSentCase(tx: Tx, personId: string, clientId: string): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`cases of ${personId}`}, 0))`.execute(tx.db);
  const known = await tx.db
    .selectFrom('cases')
    .select('id')
    .where('opened_by', '=', personId)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return known?.id;
}

async function keepOpenFew(tx: Tx, personId: string): Promise<void> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from cases c where c.opened_by = ${personId} and not exists (
      select from case_outcomes o join case_stages s on s.id = o.stage_id
      where s.case_id = c.id and s.place = (select max(place) from case_stages m where m.case_id = c.id))`.execute(
    tx.db,
  );
  if ((rows[0]?.open ?? 0) < CASES_OPEN_MAX) return;
  throw refusal(
    409,
    'tooManyCases',
    'Many cases of yours are still open. This one was not opened, and nobody was told. Close one first.',
    { limit: CASES_OPEN_MAX },
  );
}

function requireAhead(tx: Tx, { dueAt }: NewStage): void {
  if (Date.parse(dueAt) > Date.parse(tx.at)) return;
  throw badInput('body.dueAt', 'This date has passed. Nothing was changed. Choose a day from today on.');
}

async function insertStage(
  tx: Tx,
  caseId: string,
  place: number,
  { kind, helpers, dueAt }: NewStage,
  by: Acting,
): Promise<string> {
  const id = randomUUIDv7();
  await tx.db
    .insertInto('case_stages')
    .values({
      id,
      case_id: caseId,
      place,
      kind,
      due_at: dueAt,
      opened_by: by.personId,
      organisation_id: by.organisationId,
      opened_at: tx.at,
    })
    .execute();
  await tx.db
    .insertInto('case_helpers')
    .values(
      helpers.map(({ personId, organisationId }) => ({
        stage_id: id,
        person_id: personId,
        organisation_id: organisationId,
      })),
    )
    .execute();
  return id;
}

export async function acceptCase(tx: Tx, own: OwnCase): Promise<void> {
  if (own.role === 'helper') return;
  if (own.role !== 'asked') throw notAsked();
  await tx.db
    .insertInto('case_helper_acceptances')
    .values({ stage_id: own.stageId, person_id: own.personId, accepted_at: tx.at })
    .execute();
  await record(tx, await told(tx, own.caseId));
}

/** Nobody but the one who declines hears of it: for the others there is no answer yet. */
export async function declineCase(tx: Tx, own: OwnCase): Promise<void> {
  if (own.role !== 'asked') throw notAsked();
  await tx.db
    .insertInto('case_helper_declines')
    .values({ stage_id: own.stageId, person_id: own.personId, declined_at: tx.at })
    .execute();
  await record(tx, [changed(own.caseId, own.personId)]);
}

export async function openCaseStage(tx: Tx, own: OwnCase, from: string, stage: NewStage): Promise<void> {
  requireActing(own);
  requireSame(own, from);
  if (own.closed) {
    throw conflict(
      'caseClosed',
      'This case is closed, with an outcome. Nothing was changed. A party who disagrees can appeal, once.',
    );
  }
  if (!stagesAfter(own.stage).includes(stage.kind)) {
    throw conflict(
      'notNextStage',
      'The path goes one stage at a time. Nothing was changed. Choose the next stage, or other helpers for this one.',
    );
  }
  requireAhead(tx, stage);
  // Whoever was asked and had not answered is out of it: they hear it once more, and then no longer.
  const before = await told(tx, own.caseId);
  await insertStage(tx, own.caseId, own.place + 1, stage, own);
  await record(tx, merge(before, await told(tx, own.caseId)));
}

/** Every party is told how it ended. Closing again keeps the first outcome. */
export async function closeCase(tx: Tx, own: OwnCase, from: string, text: string): Promise<void> {
  requireActing(own);
  if (own.closed && own.stageId === from) return;
  requireSame(own, from);
  const before = await told(tx, own.caseId);
  await tx.db
    .insertInto('case_outcomes')
    .values({
      stage_id: own.stageId,
      outcome: text,
      written_by: own.personId,
      organisation_id: own.organisationId,
      written_at: tx.at,
    })
    .execute();
  await record(tx, before);
}

/** Opens the case once more, with people who did not help before; the outcome that is appealed against stays. */
export async function appealCase(tx: Tx, own: OwnCase, stage: Omit<NewStage, 'kind'>): Promise<void> {
  if (own.role !== 'party') throw notAllowed('Only a party of a case can appeal. Nothing was changed.');
  if (!own.closed) {
    throw conflict(
      'caseOpen',
      'This case has no outcome yet, so there is nothing to appeal against. Nothing was changed.',
    );
  }
  if (own.appealed) {
    throw conflict(
      'appealedBefore',
      'You have appealed in this case already. Nothing was changed. Each party can appeal once.',
    );
  }
  const appeal: NewStage = { ...stage, kind: 'appeal' };
  requireAhead(tx, appeal);
  const stageId = await insertStage(tx, own.caseId, own.place + 1, appeal, own);
  await tx.db
    .insertInto('case_appeals')
    .values({ case_id: own.caseId, person_id: own.personId, stage_id: stageId, appealed_at: tx.at })
    .execute();
  await record(tx, await told(tx, own.caseId));
}

function requireActing({ role }: OwnCase): void {
  if (role === 'party' || role === 'helper') return;
  throw notAllowed(
    'Only a party, or somebody who has said yes to helping now, can do that. Nothing was changed.',
  );
}

function requireSame({ stageId }: OwnCase, from: string): void {
  if (stageId === from) return;
  throw conflict(
    'stageChanged',
    'Somebody took this case to another stage while you were writing. Nothing was changed. Look at it as it is now.',
  );
}

const notAsked = () => conflict('notAsked', 'Nobody asks you to help in this case now. Nothing was changed.');

/** One activity in the feed of each party, of who helped, and of who is asked now. It names the case and nobody. */
async function told(tx: Tx, caseId: string): Promise<NewActivity[]> {
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from case_parties where case_id = ${caseId}
    union select a.person_id from case_helper_acceptances a join case_stages s on s.id = a.stage_id where s.case_id = ${caseId}
    union select h.person_id from case_helpers h join case_stages s on s.id = h.stage_id
      where s.case_id = ${caseId} and s.place = (select max(place) from case_stages m where m.case_id = ${caseId})
        and not exists (select from case_helper_declines d where d.stage_id = h.stage_id and d.person_id = h.person_id)`.execute(
    tx.db,
  );
  return rows.map(({ personId }) => changed(caseId, personId));
}

const merge = (before: NewActivity[], after: NewActivity[]): NewActivity[] => [
  ...new Map([...before, ...after].map((one) => [one.feedId, one])).values(),
];

const changed = (caseId: string, feedId: string): NewActivity => ({
  feedId,
  kind: 'caseChanged',
  subjectId: caseId,
});
