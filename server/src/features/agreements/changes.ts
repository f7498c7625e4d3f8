import { sql } from 'kysely';
import type { AgreementText } from '@footbridge/contract/agreements.ts';
import { type Tx, record } from '../../kit/activity/activity.ts';
import { conflict } from '../../kit/http/problem.ts';
import type { ChangeableAgreement, OwnAgreement, PublishableAgreement } from './access.ts';

/** The first text makes the agreement; a later one replaces exactly the text that its writer has seen. */
export async function saveDraft(
  tx: Tx,
  agreement: ChangeableAgreement,
  fromRevision: number,
  text: AgreementText,
): Promise<void> {
  const { agreementId, subject, personId, organisationId } = agreement;
  // Half a surrogate is no text that the database takes as JSON.
  const draft = JSON.stringify(text, (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  );
  const { rows } =
    fromRevision === 0
      ? await sql`
        insert into agreements (id, subject, revision, draft, drafted_by, drafted_for, drafted_at)
        values (${agreementId}, ${subject}, 1, ${draft}::jsonb, ${personId}, ${organisationId}, ${tx.at})
        on conflict (id) do nothing returning id`.execute(tx.db)
      : await sql`
        update agreements set revision = revision + 1, draft = ${draft}::jsonb, drafted_by = ${personId}, drafted_for = ${organisationId}, drafted_at = ${tx.at}
        where id = ${agreementId} and revision = ${fromRevision} returning id`.execute(tx.db);
  if (rows.length === 0) throw overtaken();
  await changed(tx, agreement, { what: 'drafted' });
}

const overtaken = () =>
  conflict(
    'agreementChanged',
    'Somebody else saved another text meanwhile. Nothing of theirs was overwritten, and your text is still with you. Compare the two, then save yours again.',
  );

/** The text as it was read becomes the next version, which whoever publishes it has signed. */
export async function publishAgreement(
  tx: Tx,
  agreement: PublishableAgreement,
  fromRevision: number,
  material: boolean,
): Promise<void> {
  const { agreementId, personId, organisationId } = agreement;
  const { rows } = await sql<{ version: number }>`
    update agreements a set version = version + 1,
      material_version = case when ${material} then version + 1 else material_version end
    where id = ${agreementId} and revision = ${fromRevision}
      and not exists (select from agreement_versions v where v.agreement_id = a.id and v.version = a.version and v.text = a.draft)
    returning version`.execute(tx.db);
  const [row] = rows;
  if (row === undefined) throw await whyNot(tx, agreementId, fromRevision);
  await sql`
    insert into agreement_versions (agreement_id, version, text, material, published_by, organisation_id, published_at)
    select id, version, draft, ${material}, ${personId}, ${organisationId}, ${tx.at} from agreements where id = ${agreementId}`.execute(
    tx.db,
  );
  await insertSignature(tx, agreement, row.version);
  await changed(tx, agreement, { what: 'published', version: row.version, material });
}

async function whyNot(tx: Tx, agreementId: string, fromRevision: number) {
  const found = await tx.db
    .selectFrom('agreements')
    .select('revision')
    .where('id', '=', agreementId)
    .executeTakeFirst();
  if (found?.revision !== fromRevision) return overtaken();
  return conflict(
    'sameText',
    'The text is word for word the version that is there already. Nothing was changed. Change the text first.',
  );
}

/** The version that was read, which must still be the newest. Twice is once. */
export async function signAgreement(tx: Tx, agreement: ChangeableAgreement, version: number): Promise<void> {
  const { agreementId } = agreement;
  const newest = await tx.db
    .selectFrom('agreements')
    .select('version')
    .where('id', '=', agreementId)
    .forUpdate()
    .executeTakeFirst();
  if (newest === undefined || newest.version !== version || version === 0) {
    throw conflict(
      'agreementChanged',
      'There is another version than the one you read. Nothing was signed. Read what changed, then sign that one.',
    );
  }
  if (await insertSignature(tx, agreement, version)) {
    await changed(tx, agreement, { what: 'signed', version });
  }
}

async function insertSignature(
  tx: Tx,
  { agreementId, personId, organisationId }: OwnAgreement,
  version: number,
): Promise<boolean> {
  const signed = await tx.db
    .insertInto('agreement_signatures')
    .values({
      agreement_id: agreementId,
      version,
      person_id: personId,
      organisation_id: organisationId,
      signed_at: tx.at,
    })
    .onConflict((taken) => taken.doNothing())
    .returning('version')
    .execute();
  return signed.length > 0;
}

async function changed(
  tx: Tx,
  { agreementId, personId, organisationId, feedIds }: OwnAgreement,
  facts: Record<string, string | number | boolean>,
): Promise<void> {
  await record(
    tx,
    feedIds.map((feedId) => ({
      feedId,
      kind: 'agreementChanged',
      subjectId: agreementId,
      personId,
      organisationId,
      facts,
    })),
  );
}
