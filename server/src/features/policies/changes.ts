import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { REMINDER_PAUSE_DAYS } from '@footbridge/contract/policies.ts';
import { type NewActivity, SERVER_FEED, type Tx, record } from '../../kit/activity/activity.ts';
import { conflict, refusal } from '../../kit/http/problem.ts';
import { addJob } from '../../kit/jobs/jobs.ts';
import type { PublishablePolicy, VisiblePolicy } from './access.ts';
import { findLastReminder } from './queries.ts';
import { remindableAt } from './rules.ts';

/** People told of a policy in one transaction: each has a feed of their own, which is locked until the commit. */
const TOLD_TOGETHER = 200;

export interface PolicyText {
  title: string;
  summary: string;
  body: string;
  /** Asks everybody to accept; otherwise people are only told. */
  material: boolean;
}

/** @param by.organisationId whose people it is for; null for everybody. @returns its id */
export async function publishPolicy(
  tx: Tx,
  text: PolicyText,
  by: { personId: string; organisationId: string | null },
): Promise<string> {
  const id = randomUUIDv7();
  await tx.db
    .insertInto('policies')
    .values({ id, organisation_id: by.organisationId, version: 1, material_version: text.material ? 1 : 0 })
    .execute();
  await publish(tx, { id, version: 1, ...by }, text);
  return id;
}

export async function publishVersion(
  tx: Tx,
  policy: PublishablePolicy,
  fromVersion: number,
  text: PolicyText,
): Promise<void> {
  const version = fromVersion + 1;
  const { policyId: id, organisationId, personId } = policy;
  const moved = await tx.db
    .updateTable('policies')
    .set({ version, ...(text.material ? { material_version: version } : {}) })
    .where('id', '=', id)
    .where('version', '=', fromVersion)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .execute();
  if (moved.length === 0) {
    throw conflict(
      'policyChanged',
      'Somebody published another version of this policy, or withdrew it, while you were writing. Nothing was published, and your text is still with you. Read the new version, then publish yours again.',
    );
  }
  await publish(tx, { id, version, personId, organisationId }, text);
}

async function publish(
  tx: Tx,
  policy: { id: string; version: number; personId: string; organisationId: string | null },
  text: PolicyText,
): Promise<void> {
  const { id, version, personId } = policy;
  await tx.db
    .insertInto('policy_versions')
    .values({ policy_id: id, version, ...text, published_by: personId, published_at: tx.at })
    .execute();
  // Who publishes it has read it.
  await sql`
    insert into policy_acceptances (person_id, policy_id, version, accepted_at)
    select ${personId}, ${id}, ${version}, ${tx.at}
    where ${policy.organisationId}::uuid is null or exists (
      select from affiliations where person_id = ${personId} and organisation_id = ${policy.organisationId})`.execute(
    tx.db,
  );
  await addJob(tx.db, 'tellOfPolicy', { policyId: id, after: null });
  await record(tx, [{ ...happened(policy, 'policyPublished'), facts: { version, material: text.material } }]);
}

export async function withdrawPolicy(tx: Tx, policy: PublishablePolicy): Promise<void> {
  const withdrawn = await tx.db
    .updateTable('policies')
    .set({ withdrawn_at: tx.at, withdrawn_by: policy.personId })
    .where('id', '=', policy.policyId)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .execute();
  if (withdrawn.length === 0) return;
  await addJob(tx.db, 'tellOfPolicy', { policyId: policy.policyId, after: null });
  await record(tx, [happened({ id: policy.policyId, ...policy }, 'policyWithdrawn')]);
}

/** The version that was read, which must still be the newest. Twice is once. */
export async function acceptPolicy(tx: Tx, policy: VisiblePolicy, version: number): Promise<void> {
  const { policyId, personId } = policy;
  const now = await tx.db
    .selectFrom('policies')
    .select(['version', 'withdrawn_at'])
    .where('id', '=', policyId)
    .forShare()
    .executeTakeFirstOrThrow();
  if (now.withdrawn_at !== null) {
    throw conflict(
      'withdrawn',
      'This policy was withdrawn, so there is nothing to accept. Nothing was changed.',
    );
  }
  if (now.version !== version) {
    throw conflict(
      'policyChanged',
      'This policy was changed while you were reading. Nothing was accepted. Read what changed, then accept the new version.',
    );
  }
  const accepted = await tx.db
    .insertInto('policy_acceptances')
    .values({ person_id: personId, policy_id: policyId, version, accepted_at: tx.at })
    .onConflict((taken) => taken.doNothing())
    .returning('version')
    .execute();
  if (accepted.length === 0) return;
  await record(tx, [
    { feedId: personId, kind: 'policyChanged', subjectId: policyId, personId, facts: { accepted: version } },
  ]);
}

/** Asks those who have not accepted, by mail; not again before the pause is over. */
export async function remindOfPolicy(tx: Tx, policy: PublishablePolicy): Promise<void> {
  const { policyId } = policy;
  await tx.db.selectFrom('policies').select('id').where('id', '=', policyId).forUpdate().execute();
  const last = await findLastReminder(tx.db, policyId);
  const again = remindableAt(last, tx.at, REMINDER_PAUSE_DAYS);
  if (again !== null) {
    throw refusal(
      429,
      'remindedLately',
      `People were reminded of this policy less than ${REMINDER_PAUSE_DAYS} days ago. No mail was sent. Remind them again later.`,
      { limit: REMINDER_PAUSE_DAYS, retryAfterMs: Date.parse(again) - Date.parse(tx.at) },
    );
  }
  await tx.db
    .insertInto('policy_reminders')
    .values({ policy_id: policyId, reminded_at: tx.at, reminded_by: policy.personId })
    .execute();
  await addJob(tx.db, 'remindOfPolicy', { policyId, remindedAt: tx.at, after: null });
  await record(tx, [happened({ id: policyId, ...policy }, 'policyReminded')]);
}

/** Some of the people a policy is for hear of it in their own feeds; the rest in the next transaction. */
export async function tellOfPolicy(tx: Tx, policyId: string, after: string | null): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select p.id from policies pol cross join people p
    where pol.id = ${policyId} and p.kind = 'person' and p.deactivated_at is null and (${after}::uuid is null or p.id > ${after})
      and (pol.organisation_id is null or exists (select from affiliations f where f.person_id = p.id and f.organisation_id = pol.organisation_id))
    order by p.id limit ${TOLD_TOGETHER}`.execute(tx.db);
  const last = rows.at(-1);
  if (last === undefined) return;
  if (rows.length === TOLD_TOGETHER) await addJob(tx.db, 'tellOfPolicy', { policyId, after: last.id });
  await record(
    tx,
    rows.map(({ id }) => ({ feedId: id, kind: 'policyChanged', subjectId: policyId })),
  );
}

const happened = (
  policy: { id: string; personId: string; organisationId: string | null },
  kind: string,
): NewActivity => ({
  feedId: policy.organisationId ?? SERVER_FEED,
  kind,
  subjectId: policy.id,
  personId: policy.personId,
  organisationId: policy.organisationId,
});
