import { sql } from 'kysely';
import type { Reader } from '../../kit/db/database.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { conflict, notAllowed, notFound } from '../../kit/http/problem.ts';
import { owesAcceptance } from './queries.ts';

declare const brand: unique symbol;

/** A policy that holds for somebody, or that they may publish. Only this file makes one. */
export interface VisiblePolicy {
  readonly [brand]: 'visible';
  policyId: string;
  organisationId: string | null;
  version: number;
  materialVersion: number;
  withdrawn: boolean;
  publishable: boolean;
  /** Who asks. */
  personId: string;
}

export type PublishablePolicy = VisiblePolicy & { readonly publishable: true };

/** Whom a policy is not for learns nothing of it. */
export async function getVisiblePolicy(
  db: Reader,
  actor: Pick<Actor, 'personId' | 'administrator'>,
  policyId: string,
): Promise<VisiblePolicy> {
  const { personId, administrator } = actor;
  const { rows } = await sql<Omit<VisiblePolicy, typeof brand> & { role: string | null }>`
    select p.id as "policyId", p.organisation_id as "organisationId", p.version, p.material_version as "materialVersion",
      p.withdrawn_at is not null as withdrawn, ${administrator} or coalesce(f.role = 'steward', false) as publishable, ${personId} as "personId", f.role
    from policies p left join affiliations f on f.organisation_id = p.organisation_id and f.person_id = ${personId}
    where p.id = ${policyId}`.execute(db);
  const [row] = rows;
  if (row === undefined || !(row.organisationId === null || row.role !== null || row.publishable)) {
    throw notFound();
  }
  const { role: _, ...policy } = row;
  return policy as VisiblePolicy;
}

export async function getPublishablePolicy(
  db: Reader,
  actor: Pick<Actor, 'personId' | 'administrator'>,
  policyId: string,
): Promise<PublishablePolicy> {
  const policy = await getVisiblePolicy(db, actor, policyId);
  if (!policy.publishable) {
    throw notAllowed(
      'Only a steward of the organisation, or an administrator of the server, can do that with a policy. Nothing was changed.',
    );
  }
  return policy as PublishablePolicy;
}

/** A program reads nothing and agrees to nothing; the person behind it does. */
export function requireInPerson({ tokenId }: Pick<Actor, 'tokenId'>): void {
  if (tokenId === null) return;
  throw notAllowed(
    'A program cannot accept a policy for a person. Nothing was accepted. Sign in, read it, and accept it there.',
  );
}

export const policyFirst = () =>
  conflict(
    'policyFirst',
    'A policy that holds for you is new or has changed, and waits for you. Nothing was posted, and your text is still with you. Read what changed and accept it on the page Policies, then post again.',
  );

/** For whoever writes outside the group of posts, which asks the same within its own statement. */
export async function requirePoliciesAccepted(
  db: Reader,
  { personId }: Pick<Actor, 'personId'>,
): Promise<void> {
  const { rows } = await sql<{
    owes: boolean;
  }>`select ${owesAcceptance(sql`${personId}::uuid`)} as owes`.execute(db);
  if (rows[0]?.owes === true) throw policyFirst();
}
