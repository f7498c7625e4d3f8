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
  leadOrganisationId: string;
  historyRule: HistoryRule;
  organisationId: string;
  role: SpaceRole;
  fromSeq: number;
  feedSeq: number;
}

function selectMember(db: Reader, personId: string, spaceId: string) {
  return sql<MemberRow>`
    select s.id as "spaceId", m.person_id as "personId", s.kind, s.reach, s.archived_at is not null as archived,
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

/** For live delivery: from which position on each person may hear each feed. A person's own feed is always theirs, and nobody else's. */
export async function mayFollow(
  db: Reader,
  asked: { personId: string; feedId: string }[],
): Promise<(number | undefined)[]> {
  const { rows } = await sql<{ personId: string; feedId: string; historyRule: HistoryRule; fromSeq: number }>`
    select m.person_id as "personId", m.space_id as "feedId", s.history_rule as "historyRule", m.from_seq as "fromSeq"
    from unnest(${asked.map((entry) => entry.personId)}::uuid[], ${asked.map((entry) => entry.feedId)}::uuid[]) as asked(person_id, space_id)
    join memberships m on m.person_id = asked.person_id and m.space_id = asked.space_id and m.to_seq is null
    join spaces s on s.id = m.space_id`.execute(db);
  const froms = new Map(
    rows.map((row) => [`${row.personId} ${row.feedId}`, visibleFrom(row.historyRule, row.fromSeq)]),
  );
  return asked.map(({ personId, feedId }) => (feedId === personId ? 0 : froms.get(`${personId} ${feedId}`)));
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
