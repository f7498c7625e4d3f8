import { sql } from 'kysely';
import type { HistoryRule, Reach, SpaceKind, SpaceRole } from '@footbridge/contract/spaces.ts';
import type { Reader } from '../../kit/db/database.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { notAllowed, notFound } from '../../kit/http/problem.ts';
import { visibleFrom } from './rules.ts';

declare const brand: unique symbol;

/** A space as its member may use it. Only this file makes one. */
export interface MemberSpace {
  readonly [brand]: 'member';
  spaceId: string;
  kind: SpaceKind;
  reach: Reach;
  archived: boolean;
  /** It waits for organisations to accept its charter: nobody writes. */
  awaiting: boolean;
  leadOrganisationId: string;
  historyRule: HistoryRule;
  personId: string;
  organisationId: string;
  role: SpaceRole;
  /** Messages before this position are not theirs to see. */
  visibleFrom: number;
  /** Where the space's feed stood when this was read. */
  feedSeq: number;
}

/** A space that somebody may know of: its name, charter and size, not what is said in it. */
export interface FindableSpaceSubject {
  readonly [brand]: 'findable';
  spaceId: string;
  reach: Reach;
  joined: boolean;
  archived: boolean;
  leadOrganisationId: string;
}

export type StewardSpace = MemberSpace & { readonly role: 'steward' };

interface MemberRow {
  spaceId: string;
  personId: string;
  kind: SpaceKind;
  reach: Reach;
  archived: boolean;
  awaiting: boolean;
  leadOrganisationId: string;
  historyRule: HistoryRule;
  organisationId: string;
  role: SpaceRole;
  fromSeq: number;
  feedSeq: number;
}

function selectMember(db: Reader, personId: string, spaceId: string) {
  return sql<MemberRow>`
    select s.id as "spaceId", m.person_id as "personId", s.kind, s.reach, s.archived_at is not null as archived, s.awaiting_since is not null as awaiting,
      s.lead_organisation_id as "leadOrganisationId", s.history_rule as "historyRule", m.organisation_id as "organisationId", m.role, m.from_seq as "fromSeq", f.last_seq as "feedSeq"
    from memberships m join spaces s on s.id = m.space_id join feeds f on f.id = m.space_id
    where m.space_id = ${spaceId} and m.person_id = ${personId} and m.to_seq is null`.execute(db);
}

export async function findMemberSpace(
  db: Reader,
  actor: Pick<Actor, 'personId'>,
  spaceId: string,
): Promise<MemberSpace | undefined> {
  const row = (await selectMember(db, actor.personId, spaceId)).rows[0];
  return row === undefined
    ? undefined
    : ({ ...row, visibleFrom: visibleFrom(row.historyRule, row.fromSeq) } as unknown as MemberSpace);
}

/** Somebody who is not in the space learns nothing: not even that it exists. */
export async function getMemberSpace(
  db: Reader,
  actor: Pick<Actor, 'personId'>,
  spaceId: string,
): Promise<MemberSpace> {
  const space = await findMemberSpace(db, actor, spaceId);
  if (space === undefined) throw notFound();
  return space;
}

export async function getStewardSpace(db: Reader, actor: Actor, spaceId: string): Promise<StewardSpace> {
  const space = await getMemberSpace(db, actor, spaceId);
  if (space.role !== 'steward' || space.kind === 'direct') {
    throw notAllowed(
      'Only a steward of this space can do that. Nothing was changed. The stewards are named in the list of members.',
    );
  }
  return space as StewardSpace;
}

/** Somebody who may read the charter: who may find the space, and stewards of the organisations that it waits for. */
export async function getCharterSpace(
  db: Reader,
  actor: Actor,
  spaceId: string,
): Promise<{ spaceId: string }> {
  const { rows } = await sql<{ spaceId: string }>`
    select s.id as "spaceId" from spaces s left join memberships m on m.space_id = s.id and m.person_id = ${actor.personId} and m.to_seq is null
    where s.id = ${spaceId} and ${mayReadCharter(actor.personId)}`.execute(db);
  if (rows[0] === undefined) throw notFound();
  return rows[0];
}

/** Members, and those who may join by themselves: of the lead organisation, or any member of the server where the space is listed. */
export async function getFindableSpace(
  db: Reader,
  actor: Actor,
  spaceId: string,
): Promise<FindableSpaceSubject> {
  const { rows } = await sql<Omit<FindableSpaceSubject, typeof brand>>`
    select s.id as "spaceId", s.reach, s.archived_at is not null as archived, s.lead_organisation_id as "leadOrganisationId", m.id is not null as joined
    from spaces s left join memberships m on m.space_id = s.id and m.person_id = ${actor.personId} and m.to_seq is null
    where s.id = ${spaceId} and ${isFindable(actor.personId)}`.execute(db);
  if (rows[0] === undefined) throw notFound();
  return rows[0] as FindableSpaceSubject;
}

/** The condition, over the aliases `s` (spaces) and `m` (my open membership), under which a person may know of a space. */
export function isFindable(personId: string) {
  return sql<boolean>`(m.id is not null or (s.archived_at is null and s.kind <> 'direct' and (
    (s.reach = 'organisation' and exists (select from affiliations f where f.person_id = ${personId} and f.organisation_id = s.lead_organisation_id and f.role <> 'guest'))
    or (s.reach = 'listed' and exists (select from affiliations f where f.person_id = ${personId} and f.role <> 'guest')))))`;
}

/** The same for the charter alone: who leads an organisation that a space waits for reads what it is asked to accept. */
export function mayReadCharter(personId: string) {
  return sql<boolean>`(${isFindable(personId)} or (s.awaiting_since is not null and s.archived_at is null and exists (
    select from charter_acceptances ca join affiliations cf on cf.organisation_id = ca.organisation_id
    where ca.space_id = s.id and cf.person_id = ${personId} and cf.role = 'steward')))`;
}

/** For live delivery: from which position on each person may hear each feed. A person's own feed is always theirs, and nobody else's. */
export async function mayFollow(
  db: Reader,
  asked: { personId: string; feedId: string }[],
): Promise<(number | undefined)[]> {
  // Thousands are asked for together when everybody comes back at once: only numbers come back, by the place of what was asked.
  const { rows } = await sql<{ place: number; from: number }>`
    select asked.place::int as place, case when s.history_rule = 'all' then 0 else m.from_seq end as from
    from unnest(string_to_array(${asked.map((entry) => entry.personId).join()}, ',')::uuid[], string_to_array(${asked.map((entry) => entry.feedId).join()}, ',')::uuid[])
      with ordinality asked(person_id, space_id, place)
    join memberships m on m.person_id = asked.person_id and m.space_id = asked.space_id and m.to_seq is null
    join spaces s on s.id = m.space_id`.execute(db);
  const froms: (number | undefined)[] = asked.map(({ personId, feedId }) =>
    feedId === personId ? 0 : undefined,
  );
  for (const { place, from } of rows) froms[place - 1] = from;
  return froms;
}

/**
 * What a person may read, as a condition over a row with `space_id` and `seq`: their open memberships under each space's history rule.
 * Search and lists use it, so that they can never show more than the spaces themselves.
 */
export function readableSpaces(personId: string) {
  return sql<{ space_id: string; visible_from: number }>`
    select rm.space_id, case when rs.history_rule = 'all' then 0 else rm.from_seq end as visible_from
    from memberships rm join spaces rs on rs.id = rm.space_id
    where rm.person_id = ${personId} and rm.to_seq is null`;
}
