import { sql } from 'kysely';
import type { Reader } from '../../../kit/db/database.ts';

/** Somebody here whom an archive means. */
export interface KnownPerson {
  id: string;
  name: string;
  kind: string;
  /** Not deactivated. */
  active: boolean;
}

const knownColumns = sql<KnownPerson>`p.id, p.name, p.kind, p.deactivated_at is null as active`;

export async function listImportedPeople(
  db: Reader,
  workspace: string,
): Promise<(KnownPerson & { externalId: string })[]> {
  const { rows } = await sql<KnownPerson & { externalId: string }>`
    select r.external_id as "externalId", ${knownColumns} from import_refs r join people p on p.id = r.internal_id
    where r.source = 'slack' and r.workspace = ${workspace} and r.kind = 'person'`.execute(db);
  return rows;
}

/**
 * Accounts by address, each with whether it belongs to the organisation that imports. Only an address that its owner has shown to be
 * theirs counts: somebody who merely typed another's address must not be given what that other person wrote, nor their private talks.
 */
export async function listAccounts(
  db: Reader,
  emails: string[],
  organisationId: string,
): Promise<(KnownPerson & { email: string; ofOrganisation: boolean })[]> {
  const { rows } = await sql<KnownPerson & { email: string; ofOrganisation: boolean }>`
    select p.email, ${knownColumns}, exists (
      select from affiliations f where f.person_id = p.id and f.organisation_id = ${organisationId}) as "ofOrganisation"
    from people p where p.email = any(${emails}::text[]) and p.kind = 'person' and p.email_confirmed_at is not null`.execute(
    db,
  );
  return rows;
}

/** An account that belongs to the organisation and is no guest of it. */
export async function findColleague(
  db: Reader,
  personId: string,
  organisationId: string,
): Promise<KnownPerson | undefined> {
  const { rows } = await sql<KnownPerson>`
    select ${knownColumns} from people p
    join affiliations a on a.person_id = p.id and a.organisation_id = ${organisationId} and a.role <> 'guest'
    where p.id = ${personId} and p.kind = 'person'`.execute(db);
  return rows[0];
}
