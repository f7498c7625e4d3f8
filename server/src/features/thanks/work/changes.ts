import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { GOOD_WORK_A_DAY_MAX, GOOD_WORK_DAYS } from '@footbridge/contract/thanks.ts';
import { type NewActivity, type Tx, record } from '../../../kit/activity/activity.ts';
import { addJob } from '../../../kit/jobs/jobs.ts';
import { refusal } from '../../../kit/http/problem.ts';
import type { Naming, OwnGoodWork } from './access.ts';
import { listMailReaders } from './queries.ts';

export interface NewGoodWork extends Naming {
  clientId: string;
  line: string;
}

/** Named twice with one client id, it is named once. */
export async function nameGoodWork(tx: Tx, work: NewGoodWork): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`good work ${work.by.personId}`}, 0))`.execute(
    tx.db,
  );
  const known = await tx.db
    .selectFrom('good_works')
    .select('id')
    .where('named_by', '=', work.by.personId)
    .where('client_id', '=', work.clientId)
    .executeTakeFirst();
  if (known !== undefined) return;
  await refuseFlood(tx, work.by.personId);
  const id = randomUUIDv7();
  await tx.db
    .insertInto('good_works')
    .values({
      id,
      named_by: work.by.personId,
      organisation_id: work.by.organisationId,
      person_id: work.person.personId,
      person_organisation_id: work.person.organisationId,
      client_id: work.clientId,
      line: work.line,
      message_id: work.messageId,
      story_id: work.storyId,
      named_at: tx.at,
    })
    .execute();
  await record(tx, [happened(work.by.personId, id), happened(work.person.personId, id)]);
}

async function refuseFlood(tx: Tx, personId: string): Promise<void> {
  const { rows } = await sql`
    select from good_works where named_by = ${personId} and named_at > ${tx.at}::timestamptz - interval '1 day'
    limit ${GOOD_WORK_A_DAY_MAX}`.execute(tx.db);
  if (rows.length < GOOD_WORK_A_DAY_MAX) return;
  throw refusal(
    429,
    'tooMuchNamed',
    'You have named a lot today. Nothing was sent, and your words are still with you. Send them tomorrow.',
    { limit: GOOD_WORK_A_DAY_MAX },
  );
}

/** The week is that of the first agreement: changing the line later does not move it to another page. */
export async function agreeGoodWork(tx: Tx, work: OwnGoodWork, line: string): Promise<void> {
  await sql`
    insert into good_work_agreements (good_work_id, line, agreed_by, agreed_at) values (${work.goodWorkId}, ${line}, ${work.personId}, ${tx.at})
    on conflict (good_work_id) do update set line = excluded.line`.execute(tx.db);
  await record(tx, [happened(work.personId, work.goodWorkId), happened(work.namedBy, work.goodWorkId)]);
}

/**
 * Taken back by who named it, it is gone. Refused or taken off the page by the person, it stays for the other as if nobody had answered,
 * until it is forgotten like everything unanswered; they hear nothing.
 */
export async function removeGoodWork(tx: Tx, work: OwnGoodWork): Promise<void> {
  const { goodWorkId, personId, namedBy } = work;
  if (!work.ofMe) {
    await tx.db.deleteFrom('good_works').where('id', '=', goodWorkId).execute();
    await record(tx, [happened(namedBy, goodWorkId), happened(personId, goodWorkId)]);
    return;
  }
  await tx.db.deleteFrom('good_work_agreements').where('good_work_id', '=', goodWorkId).execute();
  await tx.db
    .insertInto('good_work_refusals')
    .values({ good_work_id: goodWorkId, refused_by: personId, refused_at: tx.at })
    .execute();
  await record(tx, [happened(personId, goodWorkId)]);
}

export async function changeMail(tx: Tx, personId: string, wanted: boolean): Promise<void> {
  const changed = wanted
    ? await tx.db
        .deleteFrom('good_work_mail_refusals')
        .where('person_id', '=', personId)
        .returning('person_id')
        .execute()
    : await tx.db
        .insertInto('good_work_mail_refusals')
        .values({ person_id: personId, refused_at: tx.at })
        .onConflict((conflict) => conflict.doNothing())
        .returning('person_id')
        .execute();
  if (changed.length > 0) await record(tx, [{ ...happened(personId, personId), personId }]);
}

/** What nobody agreed to, refused or not answered. */
export async function forgetUnanswered(tx: Tx): Promise<void> {
  await sql`
    delete from good_works g where named_at < ${tx.at}::timestamptz - make_interval(days => ${GOOD_WORK_DAYS})
      and not exists (select from good_work_agreements a where a.good_work_id = g.id)`.execute(tx.db);
}

/** One job for each reader, so that an address that fails keeps nobody else's mail back. */
export async function queueMails(tx: Tx, week: string): Promise<void> {
  for (const { id } of await listMailReaders(tx.db, null)) {
    await addJob(tx.db, 'sendGoodWork', { personId: id, week });
  }
}

/** Deliberately without a person: a refusal must not be read from the log of what happened. */
const happened = (feedId: string, goodWorkId: string): NewActivity => ({
  feedId,
  kind: 'goodWorkChanged',
  subjectId: goodWorkId,
});
