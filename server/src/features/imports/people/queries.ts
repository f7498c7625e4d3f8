import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../../kit/db/database.ts';

/** Somebody here whom an archive means. */
export interface KnownPerson {
  id: string;
  name: string;
  kind: string;
  /** The organisation they act for in what is imported. */
  organisationId: string;
  /** Not deactivated. */
  active: boolean;
}

/** Their organisation is the one that imports where they belong to it, else the one they have belonged to longest. */
const knownColumns = (organisationId: string): RawBuilder<KnownPerson> => sql`
  p.id, p.name, p.kind, p.deactivated_at is null as active, coalesce((
    select f.organisation_id from affiliations f where f.person_id = p.id
    order by f.organisation_id = ${organisationId} desc, f.role = 'guest', f.since, f.organisation_id limit 1), ${organisationId}::uuid) as "organisationId"`;

export async function listImportedPeople(
  db: Reader,
  workspace: string,
  organisationId: string,
): Promise<(KnownPerson & { externalId: string })[]> {
  const { rows } = await sql<KnownPerson & { externalId: string }>`
    select r.external_id as "externalId", ${knownColumns(organisationId)} from import_refs r join people p on p.id = r.internal_id
    where r.source = 'slack' and r.workspace = ${workspace} and r.kind = 'person'`.execute(db);
  return rows;
}

/**
 * Accounts by address. Only an address that its owner has shown to be theirs counts: somebody who merely typed another's address must
 * not be given what that other person wrote, nor their private talks.
 */
export async function listAccounts(
  db: Reader,
  emails: string[],
  organisationId: string,
): Promise<(KnownPerson & { email: string })[]> {
  const { rows } = await sql<KnownPerson & { email: string }>`
    select p.email, ${knownColumns(organisationId)} from people p
    where p.email = any(${emails}::text[]) and p.kind = 'person' and p.email_confirmed_at is not null`.execute(
    db,
  );
  return rows;
}

/** Accounts that belong to an organisation and are no guests of it. */
export async function listAccountsById(
  db: Reader,
  ids: string[],
  organisationId: string,
): Promise<KnownPerson[]> {
  const { rows } = await sql<KnownPerson>`
    select ${knownColumns(organisationId)} from people p join affiliations a on a.person_id = p.id and a.organisation_id = ${organisationId} and a.role <> 'guest'
    where p.id = any(${ids}::uuid[]) and p.kind = 'person'`.execute(db);
  return rows;
}
