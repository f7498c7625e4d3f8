import { sql } from 'kysely';
import {
  AGREEMENT_VERSIONS_MAX,
  type Agreement,
  type AgreementText,
  SIGNATURES_MAX,
} from '@footbridge/contract/agreements.ts';
import type { Waiting } from '@footbridge/contract/home.ts';
import type { Reader } from '../../kit/db/database.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../people/queries.ts';
import { isMine } from '../steps/access.ts';
import type { OwnAgreement } from './access.ts';

/** The agreement as one of those it is between sees it. */
export async function readAgreement(db: Reader, own: OwnAgreement): Promise<Agreement> {
  const { agreementId: id } = own;
  const [draft, versions, signatures, mine] = [
    await findDraft(db, id),
    await listVersions(db, id),
    await listSignatures(db, id),
    await readMine(db, own),
  ];
  return {
    id,
    subject: own.subject,
    title: own.title,
    draft,
    versions,
    signatures,
    mine: { ...mine, mayChange: own.mayChange, mayPublish: own.mayPublish },
  };
}

async function findDraft(db: Reader, id: string): Promise<Agreement['draft']> {
  const { rows } = await sql<PersonRefRow & { draft: AgreementText; revision: number; drafted_at: string }>`
    select a.draft, a.revision, a.drafted_at, ${personRefColumns}
    from agreements a join people p on p.id = a.drafted_by join organisations o on o.id = a.drafted_for
    where a.id = ${id}`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  return { text: row.draft, revision: row.revision, savedBy: toPersonRef(row), savedAt: row.drafted_at };
}

async function listVersions(db: Reader, id: string): Promise<Agreement['versions']> {
  const { rows } = await sql<
    PersonRefRow & { version: number; text: AgreementText; material: boolean; published_at: string }
  >`
    select v.version, v.text, v.material, v.published_at, ${personRefColumns}
    from agreement_versions v join people p on p.id = v.published_by join organisations o on o.id = v.organisation_id
    where v.agreement_id = ${id} order by v.version desc limit ${AGREEMENT_VERSIONS_MAX}`.execute(db);
  return rows.map((row) => ({
    version: row.version,
    text: row.text,
    material: row.material,
    publishedBy: toPersonRef(row),
    publishedAt: row.published_at,
  }));
}

async function listSignatures(db: Reader, id: string): Promise<Agreement['signatures']> {
  const { rows } = await sql<PersonRefRow & { version: number; signed_at: string }>`
    select s.version, s.signed_at, ${personRefColumns}
    from agreement_signatures s join people p on p.id = s.person_id join organisations o on o.id = s.organisation_id
    where s.agreement_id = ${id} order by s.version desc, s.signed_at, p.id limit ${SIGNATURES_MAX}`.execute(
    db,
  );
  return rows.map((row) => ({ person: toPersonRef(row), version: row.version, signedAt: row.signed_at }));
}

async function readMine(
  db: Reader,
  { agreementId, personId, mayChange }: OwnAgreement,
): Promise<Pick<Agreement['mine'], 'signed' | 'toSign'>> {
  const { rows } = await sql<{ signed: number | null; material_version: number }>`
    select a.material_version, (select max(s.version) from agreement_signatures s
      where s.agreement_id = a.id and s.person_id = ${personId}) as signed
    from agreements a where a.id = ${agreementId}`.execute(db);
  const [row] = rows;
  if (row === undefined) return { signed: null, toSign: false };
  return { signed: row.signed, toSign: mayChange && (row.signed ?? 0) < row.material_version };
}

interface WaitingRow extends PersonRefRow {
  id: string;
  subject: 'space' | 'step';
  title: string;
  since: string;
}

/** Agreements of my spaces and steps that ask for my signature. */
export async function listWaiting(db: Reader, personId: string): Promise<Waiting[]> {
  const { rows } = await sql<WaitingRow>`
    select a.id, a.subject, w.title, v.published_at as since, ${personRefColumns}
    from (
      select s.id, s.name as title from memberships m join spaces s on s.id = m.space_id
      where m.person_id = ${personId} and m.to_seq is null and s.archived_at is null and s.kind <> 'direct'
      union all
      select s.id, s.title from step_people me join steps s on s.id = me.step_id
      where me.person_id = ${personId} and ${isMine} and not exists (select from step_endings e where e.step_id = s.id)) w
    join agreements a on a.id = w.id and a.material_version > 0
    join agreement_versions v on v.agreement_id = a.id and v.version = a.material_version
    join people p on p.id = v.published_by join organisations o on o.id = v.organisation_id
    where not exists (select from agreement_signatures g
      where g.agreement_id = a.id and g.person_id = ${personId} and g.version >= a.material_version)
    order by v.published_at, a.id limit 50`.execute(db);
  return rows.map((row) => ({
    kind: 'agreementSignature',
    subjectId: row.id,
    title: row.title,
    from: toPersonRef(row),
    href: `/agreements/${row.subject}/${row.id}`,
    since: row.since,
    dueAt: null,
  }));
}
