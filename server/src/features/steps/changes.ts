import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { type TimeBox } from '@footbridge/contract/steps/stakes.ts';
import {
  PROPOSALS_OPEN_MAX,
  PROPOSAL_DAYS,
  type StepOrigin,
  type StepOutcome,
} from '@footbridge/contract/steps.ts';
import { type NewActivity, type Tx, record } from '../../kit/activity/activity.ts';
import { conflict, notAllowed, refusal } from '../../kit/http/problem.ts';
import type { OwnStep, Party } from './access.ts';
import { daysAfter, lapseOf, timesOf } from './rules.ts';
import { openStepSpace } from './space/changes.ts';

/** What each writes for themselves. */
export interface OwnWords {
  benefit: string;
  atStake: string;
}

export interface Proposal extends OwnWords {
  title: string;
  purpose: string;
  timeBox: TimeBox;
  hoursLimit: number;
  money: string;
  reputation: string;
  data: string;
  startsAt: string | null;
  origin: StepOrigin | null;
  clientId: string;
}

/** @returns the step's id; the first one's when the same proposal comes again */
export async function proposeStep(tx: Tx, proposal: Proposal, by: Party, others: Party[]): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`steps of ${by.personId}`}, 0))`.execute(tx.db);
  const known = await tx.db
    .selectFrom('steps')
    .select('id')
    .where('proposed_by', '=', by.personId)
    .where('client_id', '=', proposal.clientId)
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  await keepProposalsFew(tx, by.personId);
  const stepId = await insertStep(tx, proposal, by);
  await insertPeople(tx, stepId, [by, ...others]);
  await writeWords(tx, { stepId, personId: by.personId }, proposal);
  await insertAcceptances(tx, stepId, [by.personId]);
  await record(tx, changed(stepId, [by, ...others], by));
  return stepId;
}

async function keepProposalsFew(tx: Tx, personId: string): Promise<void> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from steps s
    where s.proposed_by = ${personId} and s.agreed_at is null and s.proposed_at > ${daysAfter(tx.at, -PROPOSAL_DAYS)}
      and not exists (select from step_withdrawals w where w.step_id = s.id)`.execute(tx.db);
  if ((rows[0]?.waiting ?? 0) < PROPOSALS_OPEN_MAX) return;
  throw refusal(
    409,
    'tooManyProposals',
    'Many proposals of yours still wait for an answer. This one was not sent. Take one back, or wait until it is answered.',
    { limit: PROPOSALS_OPEN_MAX },
  );
}

async function insertStep(tx: Tx, proposal: Omit<Proposal, keyof OwnWords>, by: Party): Promise<string> {
  const id = randomUUIDv7();
  await tx.db
    .insertInto('steps')
    .values({
      id,
      title: proposal.title,
      purpose: proposal.purpose,
      proposed_by: by.personId,
      organisation_id: by.organisationId,
      client_id: proposal.clientId,
      proposed_at: tx.at,
      time_box: proposal.timeBox,
      hours_limit: proposal.hoursLimit,
      money: proposal.money,
      reputation: proposal.reputation,
      data: proposal.data,
      starts_at: proposal.startsAt,
      origin_kind: proposal.origin?.kind ?? null,
      origin_id: proposal.origin?.id ?? null,
    })
    .execute();
  return id;
}

async function insertPeople(tx: Tx, stepId: string, people: Party[]): Promise<void> {
  await tx.db
    .insertInto('step_people')
    .values(
      people.map(({ personId, organisationId }) => ({
        step_id: stepId,
        person_id: personId,
        organisation_id: organisationId,
      })),
    )
    .execute();
}

async function insertAcceptances(tx: Tx, stepId: string, personIds: string[]): Promise<void> {
  await tx.db
    .insertInto('step_acceptances')
    .values(personIds.map((personId) => ({ step_id: stepId, person_id: personId, accepted_at: tx.at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The last acceptance begins the step and opens its space. Accepting again changes nothing. */
export async function acceptStep(tx: Tx, step: OwnStep, words: OwnWords): Promise<void> {
  if (step.state !== 'proposed' || (await hasAccepted(tx, step))) return;
  if (lapseOf(step.proposedAt) <= tx.at) {
    throw conflict(
      'proposalLapsed',
      'This proposal has lapsed. Nothing was begun. If you would like to do it, propose it anew.',
    );
  }
  await writeWords(tx, step, words);
  await insertAcceptances(tx, step.stepId, [step.personId]);
  const opened = (await allAccepted(tx, step.stepId)) ? await beginStep(tx, step.stepId) : [];
  await record(tx, [...opened, ...changed(step.stepId, partiesOf(step), step)]);
}

async function hasAccepted(tx: Tx, { stepId, personId }: OwnStep): Promise<boolean> {
  const accepted = await tx.db
    .selectFrom('step_acceptances')
    .select('person_id')
    .where('step_id', '=', stepId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return accepted !== undefined;
}

async function allAccepted(tx: Tx, stepId: string): Promise<boolean> {
  const { rows } = await sql<{ all: boolean }>`
    select not exists (
      select from step_people p where p.step_id = ${stepId} and not exists (
        select from step_acceptances a where a.step_id = p.step_id and a.person_id = p.person_id)) as all`.execute(
    tx.db,
  );
  return rows[0]?.all ?? false;
}

/** @returns what to give to the one `record` of this change */
async function beginStep(tx: Tx, stepId: string): Promise<NewActivity[]> {
  const step = await tx.db
    .selectFrom('steps')
    .select(['time_box', 'starts_at'])
    .where('id', '=', stepId)
    .executeTakeFirstOrThrow();
  const { halfAt, dueAt } = timesOf(step.time_box as TimeBox, tx.at, step.starts_at);
  const { spaceId, activities } = await openStepSpace(tx, stepId);
  await tx.db
    .updateTable('steps')
    .set({ agreed_at: tx.at, half_at: halfAt, due_at: dueAt, space_id: spaceId })
    .where('id', '=', stepId)
    .execute();
  return activities;
}

/** What two people agreed on already elsewhere: it begins at once, or at the time they met for. */
export interface PairedStep {
  title: string;
  personIds: [string, string];
  /** In the order of the people. */
  organisationIds: [string, string];
  minutes: 30;
  origin: { kind: 'pairing'; id: string };
  startsAt?: string;
}

/** Records what it does, so it comes last in the change that it is part of. */
export async function startPairedStep(tx: Tx, paired: PairedStep): Promise<{ stepId: string }> {
  const [first, second] = paired.personIds;
  const by = { personId: first, organisationId: paired.organisationIds[0] };
  const other = { personId: second, organisationId: paired.organisationIds[1] };
  const stepId = await insertStep(
    tx,
    {
      title: paired.title,
      purpose: '',
      timeBox: 'halfHour',
      hoursLimit: 1,
      money: 'none',
      reputation: 'betweenUs',
      data: 'none',
      startsAt: paired.startsAt ?? null,
      origin: paired.origin,
      clientId: randomUUIDv7(),
    },
    by,
  );
  await insertPeople(tx, stepId, [by, other]);
  await insertAcceptances(tx, stepId, [first, second]);
  const opened = await beginStep(tx, stepId);
  await record(tx, [...opened, ...changed(stepId, [by, other], { personId: null, organisationId: null })]);
  return { stepId };
}

/** Only the one who declines hears of it, on their other devices. */
export async function declineStep(tx: Tx, step: OwnStep): Promise<void> {
  if (step.proposedBy === step.personId) {
    throw notAllowed('This is your own proposal. Nothing was changed. You can take it back.');
  }
  if (step.state !== 'proposed' || (await hasAccepted(tx, step))) {
    throw conflict(
      'alreadyAccepted',
      'You have said yes to this step. Nothing was changed. Once it is under way you can end it with one click, without a reason.',
    );
  }
  await tx.db
    .insertInto('step_declines')
    .values({ step_id: step.stepId, person_id: step.personId, declined_at: tx.at })
    .execute();
  await record(tx, changed(step.stepId, [step], step));
}

export async function withdrawStep(tx: Tx, step: OwnStep): Promise<void> {
  if (step.proposedBy !== step.personId) {
    throw notAllowed(
      'Only the one who proposed a step can take it back. Nothing was changed. You can say no to it, and nobody is told.',
    );
  }
  if (step.state !== 'proposed') {
    throw conflict(
      'stepBegan',
      'Everybody has said yes meanwhile, and the step is under way. Nothing was changed. You can end it with one click, without a reason.',
    );
  }
  await tx.db.insertInto('step_withdrawals').values({ step_id: step.stepId, withdrawn_at: tx.at }).execute();
  await record(tx, changed(step.stepId, partiesOf(step), step));
}

export async function changeMyWords(tx: Tx, step: OwnStep, words: OwnWords): Promise<void> {
  if (step.state === 'ended') throw hasEnded();
  await writeWords(tx, step, words);
  await record(tx, changed(step.stepId, partiesOf(step), step));
}

async function writeWords(
  tx: Tx,
  { stepId, personId }: Pick<OwnStep, 'stepId' | 'personId'>,
  { benefit, atStake }: OwnWords,
): Promise<void> {
  await tx.db
    .updateTable('step_people')
    .set({ benefit, at_stake: atStake })
    .where('step_id', '=', stepId)
    .where('person_id', '=', personId)
    .execute();
}

/** The first ending holds. Its activity names nobody, in any feed. */
export async function endStep(tx: Tx, step: OwnStep, outcome: StepOutcome): Promise<void> {
  if (step.state === 'proposed') throw notBegun();
  if (step.state === 'ended') return;
  await tx.db.insertInto('step_endings').values({ step_id: step.stepId, outcome, ended_at: tx.at }).execute();
  await record(tx, changed(step.stepId, partiesOf(step), { personId: null, organisationId: null }));
}

export const partiesOf = ({ personIds }: OwnStep): Pick<Party, 'personId'>[] =>
  personIds.map((personId) => ({ personId }));

/** One activity in the feed of each of these people. */
export function changed(
  stepId: string,
  hearers: Pick<Party, 'personId'>[],
  by: { personId: string | null; organisationId: string | null },
): NewActivity[] {
  return hearers.map(({ personId }) => ({
    feedId: personId,
    kind: 'stepChanged',
    subjectId: stepId,
    personId: by.personId,
    organisationId: by.organisationId,
  }));
}

export const notBegun = () =>
  conflict(
    'notBegun',
    'Not everybody has said yes to this step yet. Nothing was changed. You can take a proposal back or say no to it.',
  );

export const hasEnded = () =>
  conflict('stepEnded', 'This step has ended. Nothing was changed. You can look back on it.');
