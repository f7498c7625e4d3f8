import { type RawBuilder, sql } from 'kysely';
import type { Waiting } from '@footbridge/contract/home.ts';
import { PAGE_MAX } from '@footbridge/contract/kit/page.ts';
import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import {
  ACCEPTANCES_MAX,
  POLICIES_MAX,
  POLICY_VERSIONS_MAX,
  type Policy,
  type PolicyVersion,
} from '@footbridge/contract/policies.ts';
import type { Reader } from '../../kit/db/database.ts';
import { organisationRef } from '../organisations/queries.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../people/queries.ts';
import type { VisiblePolicy } from './access.ts';

/** Of the policy `pol`: its newest version that asks for it was not accepted by this person. */
const unaccepted = (person: RawBuilder<unknown>) => sql<boolean>`not exists (
  select from policy_acceptances pa where pa.person_id = ${person} and pa.policy_id = pol.id and pa.version >= pol.material_version)`;

/**
 * Whether a policy waits for the person of this expression. Part of the statement that lets people post, so it asks by index: for what
 * holds for everybody, and for each organisation of the person.
 */
export const owesAcceptance = (person: RawBuilder<unknown>) => sql<boolean>`(
  exists (select from policies pol where pol.organisation_id is null and pol.withdrawn_at is null and pol.material_version > 0 and ${unaccepted(person)})
  or exists (select from affiliations pf join policies pol on pol.organisation_id = pf.organisation_id
    where pf.person_id = ${person} and pol.withdrawn_at is null and pol.material_version > 0 and ${unaccepted(person)}))`;

interface PolicyRow {
  id: string;
  organisation: OrganisationRef | null;
  title: string;
  summary: string;
  version: number;
  published_at: string;
  accepted_version: number | null;
  accepted_at: string | null;
  due: boolean;
  withdrawn_at: string | null;
  mine: boolean;
}

/** Policies as a person has them: all that hold for them or that they may publish, or one. */
export async function listPoliciesOf(
  db: Reader,
  viewer: { personId: string; administrator: boolean },
  policyId?: string,
): Promise<Policy[]> {
  const { personId, administrator } = viewer;
  const which = policyId === undefined ? sql`pol.withdrawn_at is null` : sql`pol.id = ${policyId}`;
  const { rows } = await sql<PolicyRow>`
    select pol.id, case when o.id is null then null else ${organisationRef} end as organisation, v.title, v.summary, pol.version, v.published_at,
      a.version as accepted_version, a.accepted_at, pol.withdrawn_at, ${administrator} or coalesce(f.role = 'steward', false) as mine,
      (pol.organisation_id is null or f.role is not null) and pol.withdrawn_at is null and pol.material_version > 0
        and coalesce(a.version, 0) < pol.material_version as due
    from policies pol join policy_versions v on v.policy_id = pol.id and v.version = pol.version
    left join organisations o on o.id = pol.organisation_id
    left join affiliations f on f.organisation_id = pol.organisation_id and f.person_id = ${personId}
    left join lateral (select version, accepted_at from policy_acceptances
      where person_id = ${personId} and policy_id = pol.id order by version desc limit 1) a on true
    where ${which} and (pol.organisation_id is null or f.role is not null or ${administrator})
    order by due desc, lower(v.title), pol.id limit ${POLICIES_MAX}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    organisation: row.organisation,
    title: row.title,
    summary: row.summary,
    version: row.version,
    publishedAt: row.published_at,
    accepted:
      row.accepted_version === null || row.accepted_at === null
        ? null
        : { version: row.accepted_version, at: row.accepted_at },
    due: row.due,
    withdrawnAt: row.withdrawn_at,
    mine: row.mine,
  }));
}

/** Newest first. */
export async function listPolicyVersions(
  db: Reader,
  { policyId, publishable }: VisiblePolicy,
): Promise<PolicyVersion[]> {
  const { rows } = await sql<PolicyVersion>`
    select v.version, v.title, v.summary, v.body, v.material, v.published_at as "publishedAt",
      case when ${publishable} then jsonb_build_object('id', p.id, 'name', p.name) end as "publishedBy"
    from policy_versions v join people p on p.id = v.published_by
    where v.policy_id = ${policyId} order by v.version desc limit ${POLICY_VERSIONS_MAX}`.execute(db);
  return rows;
}

/** People whom the policy asks and who have not accepted, over the aliases `pol` and `p`. */
const isWaitedFor = sql`p.kind = 'person' and p.deactivated_at is null and pol.material_version > 0 and pol.withdrawn_at is null
  and (pol.organisation_id is null or exists (select from affiliations pf where pf.person_id = p.id and pf.organisation_id = pol.organisation_id))
  and ${unaccepted(sql`p.id`)}`;

/** One page of those who have not accepted, in the order in which they came to the server. */
export async function listUnaccepting(
  db: Reader,
  policyId: string,
  after: string | undefined,
): Promise<{ people: PersonRef[]; next: string | null }> {
  const { rows } = await sql<PersonRefRow>`
    select ${personRefColumns} from policies pol cross join people p
    cross join lateral (select organisation_id from affiliations where person_id = p.id
      order by organisation_id is distinct from pol.organisation_id, role = 'guest', since, organisation_id limit 1) f
    join organisations o on o.id = f.organisation_id
    where pol.id = ${policyId} and ${isWaitedFor} ${after === undefined ? sql`` : sql`and p.id > ${after}`}
    order by p.id limit ${PAGE_MAX + 1}`.execute(db);
  const people = rows.slice(0, PAGE_MAX).map(toPersonRef);
  return { people, next: rows.length > PAGE_MAX ? (people.at(-1)?.id ?? null) : null };
}

export interface Reminded {
  personId: string;
  name: string;
  email: string;
  title: string;
  summary: string;
  version: number;
}

/** Some of those who have not accepted, with what their reminder says. */
export async function listToRemind(
  db: Reader,
  policyId: string,
  after: string | null,
  limit: number,
): Promise<Reminded[]> {
  const { rows } = await sql<Reminded>`
    select p.id as "personId", p.name, p.email, v.title, v.summary, v.version from policies pol cross join people p
    join policy_versions v on v.policy_id = pol.id and v.version = pol.version
    where pol.id = ${policyId} and p.email is not null and ${isWaitedFor} and (${after}::uuid is null or p.id > ${after})
    order by p.id limit ${limit}`.execute(db);
  return rows;
}

export async function findLastReminder(db: Reader, policyId: string): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`
    select max(reminded_at) as at from policy_reminders where policy_id = ${policyId}`.execute(db);
  return rows[0]?.at ?? null;
}

export interface Accepted {
  policyId: string;
  title: string;
  organisation: OrganisationRef | null;
  version: number;
  acceptedAt: string;
}

/** What somebody accepted, newest first; of withdrawn policies too. */
export async function listAcceptancesOf(db: Reader, personId: string): Promise<Accepted[]> {
  const { rows } = await sql<Accepted>`
    select a.policy_id as "policyId", v.title, case when o.id is null then null else ${organisationRef} end as organisation,
      a.version, a.accepted_at as "acceptedAt"
    from policy_acceptances a join policies pol on pol.id = a.policy_id
    join policy_versions v on v.policy_id = a.policy_id and v.version = a.version
    left join organisations o on o.id = pol.organisation_id
    where a.person_id = ${personId} order by a.accepted_at desc, a.policy_id, a.version desc limit ${ACCEPTANCES_MAX}`.execute(
    db,
  );
  return rows;
}

/** Policies that somebody has to accept before they can post. */
export async function listWaiting(db: Reader, personId: string): Promise<Waiting[]> {
  const { rows } = await sql<{ id: string; title: string; since: string }>`
    select pol.id, v.title, since.published_at as since from policies pol
    join policy_versions v on v.policy_id = pol.id and v.version = pol.version
    join policy_versions since on since.policy_id = pol.id and since.version = pol.material_version
    where pol.withdrawn_at is null and ${unaccepted(sql`${personId}::uuid`)}
      and (pol.organisation_id is null or exists (select from affiliations f where f.person_id = ${personId} and f.organisation_id = pol.organisation_id))
    order by since.published_at, pol.id limit ${POLICIES_MAX}`.execute(db);
  return rows.map(({ id, title, since }) => ({
    kind: 'policyAcceptance',
    subjectId: id,
    title,
    from: null,
    href: `/policies/${id}`,
    since,
    dueAt: null,
  }));
}
