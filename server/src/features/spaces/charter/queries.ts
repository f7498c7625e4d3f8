import { sql } from 'kysely';
import type { Waiting } from '@footbridge/contract/home.ts';
import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import type { CharterAcceptance } from '@footbridge/contract/charters.ts';
import type { Reader } from '../../../kit/db/database.ts';
import { organisationRef } from '../../organisations/queries.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../../people/queries.ts';

/** An organisation is asked on Home for so long; then it is let pass, and the charter's page still says who is waited for. */
const WAITING_DAYS = 60;

/** Which organisations a space names, and who accepted for each; empty where it names none. */
export async function listAcceptances(db: Reader, spaceId: string): Promise<CharterAcceptance[]> {
  const { rows } = await sql<{
    organisation: OrganisationRef;
    accepted_at: string | null;
    accepted_by: PersonRef | null;
  }>`
    select ${organisationRef} as organisation, ca.accepted_at, case when p.id is null then null else
      jsonb_build_object('id', p.id, 'name', p.name, 'kind', p.kind, 'organisation', ${organisationRef}) end as accepted_by
    from charter_acceptances ca join organisations o on o.id = ca.organisation_id left join people p on p.id = ca.accepted_by
    where ca.space_id = ${spaceId} order by lower(o.name), o.id`.execute(db);
  return rows.map((row) => ({
    organisation: row.organisation,
    acceptedBy: row.accepted_by,
    acceptedAt: row.accepted_at,
  }));
}

/** Of the organisations that a space names, those for which a person may accept; also what is accepted already, so that twice is once. */
export async function listAcceptable(
  db: Reader,
  personId: string,
  spaceId: string,
): Promise<(OrganisationRef & { accepted: boolean })[]> {
  const { rows } = await sql<{ organisation: OrganisationRef; accepted: boolean }>`
    select ${organisationRef} as organisation, ca.accepted_at is not null as accepted
    from charter_acceptances ca join organisations o on o.id = ca.organisation_id
    where ca.space_id = ${spaceId} and (
      exists (select from affiliations f where f.person_id = ${personId} and f.organisation_id = ca.organisation_id and f.role = 'steward')
      or exists (select from memberships m where m.space_id = ca.space_id and m.person_id = ${personId}
        and m.organisation_id = ca.organisation_id and m.role = 'steward' and m.to_seq is null))
    order by lower(o.name), o.id`.execute(db);
  return rows.map(({ organisation, accepted }) => ({ ...organisation, accepted }));
}

export async function listStewardsOf(db: Reader, organisationIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct p.id from affiliations f join people p on p.id = f.person_id and p.deactivated_at is null
    where f.organisation_id = any(${organisationIds}::uuid[]) and f.role = 'steward'`.execute(db);
  return rows.map(({ id }) => id);
}

interface WaitingRow extends PersonRefRow {
  space_id: string;
  name: string;
  asked_at: string;
}

/** Charters that somebody may accept for their organisation. */
export async function listWaiting(db: Reader, personId: string, at: string): Promise<Waiting[]> {
  const { rows } = await sql<WaitingRow>`
    select ca.space_id, s.name, ca.asked_at, ${personRefColumns}
    from charter_acceptances ca join spaces s on s.id = ca.space_id and s.awaiting_since is not null and s.archived_at is null
    join people p on p.id = ca.asked_by join organisations o on o.id = s.lead_organisation_id
    where ca.accepted_at is null and ca.asked_at > ${at}::timestamptz - ${`${WAITING_DAYS} days`}::interval and (
      ca.organisation_id in (select f.organisation_id from affiliations f where f.person_id = ${personId} and f.role = 'steward')
      or ca.space_id in (select m.space_id from memberships m where m.person_id = ${personId} and m.role = 'steward'
        and m.organisation_id = ca.organisation_id and m.to_seq is null))
    order by ca.asked_at, ca.space_id limit 50`.execute(db);
  return rows.map((row) => ({
    kind: 'charterAcceptance',
    subjectId: row.space_id,
    title: row.name,
    from: toPersonRef(row),
    href: `/spaces/${row.space_id}/about`,
    since: row.asked_at,
    dueAt: null,
  }));
}
