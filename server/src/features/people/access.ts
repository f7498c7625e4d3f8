import { type RawBuilder, sql } from 'kysely';
import type { Person, PersonRef } from '@footbridge/contract/people.ts';
import type { Reader } from '../../kit/db/database.ts';
import { badInput, notFound } from '../../kit/http/problem.ts';
import { organisationRef } from '../organisations/queries.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from './queries.ts';
import { containing, isTimeZone, readPlace, writePlace } from './rules.ts';

interface Viewer {
  personId: string;
  administrator: boolean;
}

/**
 * Who sees whom, as rows `(person_id, organisation_id, since)`: people of an organisation see each other, its guests are seen by its
 * stewards, and everybody else is seen in shared spaces only, as acting for the organisation they act for there. Administrators see
 * every account, because they manage them.
 *
 * @param past also those who left a space that I am in: what they wrote there is still before my eyes, with their name
 */
export function visibleTo(viewer: Viewer, past: boolean): RawBuilder<unknown> {
  const me = viewer.personId;
  return sql`(
    select f.person_id, f.organisation_id, f.since from affiliations f
    where ${viewer.administrator} or f.person_id = ${me} or exists (
      select from affiliations mine where mine.person_id = ${me} and mine.organisation_id = f.organisation_id
        and (mine.role = 'steward' or (mine.role = 'member' and f.role <> 'guest')))
    union all
    select them.person_id, them.organisation_id, them.joined_at
    from memberships mine
    join spaces s on s.id = mine.space_id
    join memberships them on them.space_id = mine.space_id and (them.to_seq is null
      or (${past} and (s.history_rule = 'all' or them.to_seq > mine.from_seq)))
    where mine.person_id = ${me} and mine.to_seq is null)`;
}

export interface PeopleWanted {
  /** Part of a name. */
  name?: string | undefined;
  organisationId?: string | undefined;
  /** The `next` of the page before. */
  after?: string | undefined;
  limit: number;
}

export interface PeoplePage {
  people: (PersonRef & { roleTitle: string })[];
  next: string | null;
}

/** People I may see, by name, each once. Closed accounts are listed for administrators only. */
export async function listVisiblePeople(
  db: Reader,
  viewer: Viewer,
  wanted: PeopleWanted,
): Promise<PeoplePage> {
  const after = wanted.after === undefined ? undefined : readPlace(wanted.after);
  if (wanted.after !== undefined && after === undefined) {
    throw badInput('query.after', 'There is no such page. Start from the first one.');
  }
  const { rows } = await sql<PersonRefRow & { sort_name: string; role_title: string }>`
    select ${personRefColumns}, lower(p.name) as sort_name, coalesce(f.role_title, '') as role_title
    from (
      select distinct on (person_id) person_id, organisation_id from ${visibleTo(viewer, false)} seen
      where ${wanted.organisationId ?? null}::uuid is null or organisation_id = ${wanted.organisationId ?? null}
      order by person_id, since, organisation_id) shown
    join people p on p.id = shown.person_id
    join organisations o on o.id = shown.organisation_id
    left join affiliations f on f.person_id = p.id and f.organisation_id = o.id
    where (p.deactivated_at is null or ${viewer.administrator}) and lower(p.name) like ${containing(wanted.name ?? '')}
      and (${after === undefined} or (lower(p.name), p.id) > (${after?.name ?? ''}, ${after?.id ?? viewer.personId}::uuid))
    order by lower(p.name), p.id limit ${wanted.limit + 1}`.execute(db);
  const page = rows.slice(0, wanted.limit);
  const last = page.at(-1);
  return {
    people: page.map((row) => ({ ...toPersonRef(row), roleTitle: row.role_title })),
    next:
      rows.length > wanted.limit && last !== undefined
        ? writePlace({ name: last.sort_name, id: last.person_id })
        : null,
  };
}

/** A person's card; somebody I may not see answers as somebody who does not exist. */
export async function getVisiblePerson(db: Reader, viewer: Viewer, personId: string): Promise<Person> {
  const { rows } = await sql<Person>`
    with seen as (
      select organisation_id, min(since) as since from ${visibleTo(viewer, true)} v where person_id = ${personId} group by organisation_id)
    select p.id, p.name, p.kind, p.time_zone as "timeZone", to_char(p.deactivated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deactivatedAt",
      (select jsonb_agg(jsonb_build_object('organisation', ${organisationRef}, 'role', coalesce(f.role, 'guest'), 'roleTitle', coalesce(f.role_title, ''))
          order by seen.since, o.id)
        from seen join organisations o on o.id = seen.organisation_id
        left join affiliations f on f.person_id = p.id and f.organisation_id = o.id) as affiliations,
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by lower(s.name), s.id), '[]')
        from memberships mine join memberships them on them.space_id = mine.space_id and them.person_id = p.id and them.to_seq is null
        join spaces s on s.id = mine.space_id and s.kind <> 'direct'
        where mine.person_id = ${viewer.personId} and mine.to_seq is null) as "sharedSpaces"
    from people p where p.id = ${personId} and exists (select from seen)`.execute(db);
  if (rows[0] === undefined) throw notFound();
  return rows[0];
}

/** Refuses a time zone that dates cannot be written in. */
export function requireTimeZone(name: string): void {
  if (isTimeZone(name)) return;
  throw badInput(
    'body.timeZone',
    'This time zone is not known here. Nothing was changed. Give one like Europe/London.',
  );
}
