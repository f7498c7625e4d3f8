import { type RawBuilder, sql } from 'kysely';
import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import type { Reader } from '../../kit/db/database.ts';

/** An organisation as it is shown, as one JSON value, over the alias `o`. */
export const organisationRef: RawBuilder<OrganisationRef> = sql`
  jsonb_build_object('id', o.id, 'name', o.name, 'shortName', o.short_name, 'hue', o.hue)`;

export async function findOrganisation(
  db: Reader,
  organisationId: string,
): Promise<OrganisationRef | undefined> {
  const { rows } = await sql<{ organisation: OrganisationRef }>`
    select ${organisationRef} as organisation from organisations o where o.id = ${organisationId}`.execute(
    db,
  );
  return rows[0]?.organisation;
}

/**
 * Organisations a person may know of: their own, those that people of their spaces act for, and for members all that lead a listed
 * space. Administrators know all.
 */
export async function listOrganisations(
  db: Reader,
  viewer: { personId: string; administrator: boolean; guest: boolean },
): Promise<OrganisationRef[]> {
  const { personId, administrator, guest } = viewer;
  const { rows } = await sql<{ organisation: OrganisationRef }>`
    select ${organisationRef} as organisation from organisations o
    where ${administrator}
      or exists (select from affiliations f where f.person_id = ${personId} and f.organisation_id = o.id)
      or o.id in (
        select them.organisation_id from memberships mine
        join memberships them on them.space_id = mine.space_id and them.to_seq is null
        where mine.person_id = ${personId} and mine.to_seq is null)
      or o.id in (
        select s.lead_organisation_id from memberships mine join spaces s on s.id = mine.space_id
        where mine.person_id = ${personId} and mine.to_seq is null)
      or (not ${guest} and exists (
        select from spaces s where s.lead_organisation_id = o.id and s.reach = 'listed' and s.archived_at is null))
    order by lower(o.name), o.id`.execute(db);
  return rows.map((row) => row.organisation);
}

export async function listAllOrganisations(db: Reader): Promise<OrganisationRef[]> {
  const { rows } = await sql<{ organisation: OrganisationRef }>`
    select ${organisationRef} as organisation from organisations o order by lower(o.name), o.id`.execute(db);
  return rows.map((row) => row.organisation);
}

/** Feeds of spaces where somebody of this organisation is to be seen, each with one of its people. */
export async function listSpacesShowing(
  db: Reader,
  organisationId: string,
): Promise<{ spaceId: string; personId: string }[]> {
  const { rows } = await sql<{ spaceId: string; personId: string }>`
    select distinct on (space_id) space_id as "spaceId", person_id as "personId"
    from memberships where organisation_id = ${organisationId} order by space_id, to_seq desc nulls first`.execute(
    db,
  );
  return rows;
}

export async function listPeopleOf(db: Reader, organisationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('affiliations')
    .select('person_id')
    .where('organisation_id', '=', organisationId)
    .execute();
  return rows.map((row) => row.person_id);
}
