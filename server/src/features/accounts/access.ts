import { sql } from 'kysely';
import type { AffiliationRole } from '@footbridge/contract/people.ts';
import type { Reader } from '../../kit/db/database.ts';
import { conflict, notFound } from '../../kit/http/problem.ts';
import { getStewardedOrganisation, requireAdministrator } from '../organisations/access.ts';

interface Viewer {
  personId: string;
  administrator: boolean;
}

/** An account that an administrator may close or open. */
export async function getManagedAccount(
  db: Reader,
  viewer: Viewer,
  personId: string,
): Promise<{ personId: string }> {
  requireAdministrator(viewer);
  const person = await db.selectFrom('people').select('id').where('id', '=', personId).executeTakeFirst();
  if (person === undefined) throw notFound();
  return { personId: person.id };
}

/** A person of an organisation that the viewer leads, with the role they have in it. */
export async function getAffiliated(
  db: Reader,
  viewer: Viewer,
  { organisationId, personId }: { organisationId: string; personId: string },
): Promise<{ personId: string; organisationId: string; role: AffiliationRole }> {
  await getStewardedOrganisation(db, viewer, organisationId);
  const found = await db
    .selectFrom('affiliations')
    .select('role')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (found === undefined) throw notFound();
  return { personId, organisationId, role: found.role as AffiliationRole };
}

/** An imported profile of an organisation that the viewer leads. */
export async function getClaimableProfile(
  db: Reader,
  viewer: Viewer,
  personId: string,
): Promise<{ personId: string; organisationId: string; role: AffiliationRole }> {
  const { rows } = await sql<{ kind: string; organisationId: string; role: AffiliationRole }>`
    select p.kind, f.organisation_id as "organisationId", f.role
    from people p join affiliations f on f.person_id = p.id
    where p.id = ${personId} and (${viewer.administrator} or exists (
      select from affiliations mine where mine.person_id = ${viewer.personId} and mine.organisation_id = f.organisation_id and mine.role = 'steward'))
    order by f.since, f.organisation_id limit 1`.execute(db);
  const [found] = rows;
  if (found === undefined) throw notFound();
  if (found.kind !== 'profile') {
    throw conflict(
      'notAProfile',
      'This person is no imported profile, so there is nothing to take over. Nothing was changed.',
    );
  }
  return { personId, organisationId: found.organisationId, role: found.role };
}
