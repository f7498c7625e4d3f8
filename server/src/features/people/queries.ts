import { type RawBuilder, sql } from 'kysely';
import type { Me, PersonRef } from '@footbridge/contract/people.ts';
import type { Reader } from '../../kit/db/database.ts';
import { organisationRef } from '../organisations/queries.ts';
import { containing } from './rules.ts';

/** What a row must hold so that a person can be shown; select it with `personRefColumns`. */
export interface PersonRefRow {
  person_id: string;
  person_name: string;
  person_kind: string;
  organisation_id: string;
  organisation_name: string;
  organisation_short_name: string;
  organisation_hue: number;
}

/** The columns of `PersonRefRow`, over the aliases `p` (people) and `o` (organisations: the one they acted for). */
export const personRefColumns: RawBuilder<PersonRefRow> = sql`
  p.id as person_id, p.name as person_name, p.kind as person_kind, o.id as organisation_id, o.name as organisation_name,
  o.short_name as organisation_short_name, o.hue as organisation_hue`;

/** The one server function that says how a person is shown. */
export function toPersonRef(row: PersonRefRow): PersonRef {
  return {
    id: row.person_id,
    name: row.person_name,
    kind: row.person_kind as PersonRef['kind'],
    organisation: {
      id: row.organisation_id,
      name: row.organisation_name,
      shortName: row.organisation_short_name,
      hue: row.organisation_hue,
    },
  };
}

/** How people are shown as acting for organisations; one answer per pair, in order; undefined where either does not exist. */
export async function listPersonRefs(
  db: Reader,
  pairs: { personId: string; organisationId: string }[],
): Promise<((PersonRef & { roleTitle: string }) | undefined)[]> {
  const { rows } = await sql<PersonRefRow & { role_title: string }>`
    select ${personRefColumns}, coalesce(f.role_title, '') as role_title
    from (select distinct * from unnest(${pairs.map((pair) => pair.personId)}::uuid[], ${pairs.map((pair) => pair.organisationId)}::uuid[]) as a(person_id, organisation_id)) asked
    join people p on p.id = asked.person_id
    join organisations o on o.id = asked.organisation_id
    left join affiliations f on f.person_id = p.id and f.organisation_id = o.id`.execute(db);
  const found = new Map(
    rows.map((row) => [
      `${row.person_id} ${row.organisation_id}`,
      { ...toPersonRef(row), roleTitle: row.role_title },
    ]),
  );
  return pairs.map((pair) => found.get(`${pair.personId} ${pair.organisationId}`));
}

/** The same for people whom rows of the database name, who are therefore there; without role titles. */
export async function getPersonRefs(
  db: Reader,
  pairs: { personId: string; organisationId: string }[],
): Promise<PersonRef[]> {
  if (pairs.length === 0) return [];
  return (await listPersonRefs(db, pairs)).map((found) => {
    if (found === undefined) throw new Error('Somebody whom a row names does not exist.');
    const { roleTitle: _, ...person } = found;
    return person;
  });
}

/** What people see of themselves, with the position of their own feed in the same look. */
export async function readMes(db: Reader, personIds: string[]): Promise<Map<string, Me>> {
  const { rows } = await sql<Me>`
    select p.id, p.name, p.email, p.time_zone as "timeZone", p.password_hash is not null as "hasPassword",
      exists (select from server_administrators a where a.person_id = p.id) as administrator,
      (select coalesce(jsonb_agg(jsonb_build_object('organisation', ${organisationRef}, 'role', f.role, 'roleTitle', f.role_title)
          order by f.since, o.id), '[]')
        from affiliations f join organisations o on o.id = f.organisation_id where f.person_id = p.id) as affiliations,
      feeds.last_seq as "feedSeq"
    from people p join feeds on feeds.id = p.id where p.id = any(${personIds}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The spaces where a person is shown: where they are, and where what they wrote has stayed. */
export async function listSpacesShowing(
  db: Reader,
  personId: string,
): Promise<{ spaceId: string; organisationId: string }[]> {
  const { rows } = await sql<{ spaceId: string; organisationId: string }>`
    select distinct on (space_id) space_id as "spaceId", organisation_id as "organisationId"
    from memberships where person_id = ${personId} order by space_id, to_seq desc nulls first`.execute(db);
  return rows;
}

/** A person as those who run the server see them. */
export interface Account {
  id: string;
  name: string;
  kind: PersonRef['kind'];
  email: string | null;
  administrator: boolean;
  deactivatedAt: string | null;
  affiliations: { organisation: string; role: string }[];
}

/**
 * Every account, by name: for the command line, whose user holds the database anyway.
 * @param wanted.who an e-mail address in lower case, or an id
 */
export async function listAccounts(db: Reader, wanted: { name?: string; who?: string }): Promise<Account[]> {
  const { rows } = await sql<Account>`
    select p.id, p.name, p.kind, p.email, p.deactivated_at as "deactivatedAt",
      exists (select from server_administrators a where a.person_id = p.id) as administrator,
      (select coalesce(jsonb_agg(jsonb_build_object('organisation', o.name, 'role', f.role) order by f.since, o.id), '[]')
        from affiliations f join organisations o on o.id = f.organisation_id where f.person_id = p.id) as affiliations
    from people p
    where lower(p.name) like ${containing(wanted.name ?? '')} and (${wanted.who ?? null}::text is null or ${wanted.who ?? null} in (p.email, p.id::text))
    order by lower(p.name), p.id`.execute(db);
  return rows;
}
