import { sql } from 'kysely';
import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import {
  type Audience,
  type Charter,
  type FindableSpace,
  type Member,
  type Space,
  UNREAD_MAX,
} from '@footbridge/contract/spaces.ts';
import type { Reader } from '../../kit/db/database.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../people/queries.ts';
import { isFindable, mayReadCharter } from './access.ts';

interface AudienceRow {
  people: number;
  organisations: number;
  kept_days: number | null;
  disclosable: boolean;
}

interface SpaceRow extends AudienceRow {
  id: string;
  kind: Space['kind'];
  reach: Space['reach'];
  name: string;
  purpose: string;
  history_rule: Space['historyRule'];
  archived_at: string | null;
  charter_version: number;
  awaiting: OrganisationRef[] | null;
  charter_read: number;
  feed_seq: number;
  lead: OrganisationRef;
  role: Space['mine']['role'];
  mine: OrganisationRef;
  joined_at: string;
  read_seq: number;
  unread: number;
  mentions: number;
  others: Space['others'] | null;
}

/** An organisation as `OrganisationRef`, made by the database over the given alias. */
const organisationJson = (alias: string) =>
  sql.raw(
    `jsonb_build_object('id', ${alias}.id, 'name', ${alias}.name, 'shortName', ${alias}.short_name, 'hue', ${alias}.hue)`,
  );

/** How many people of how many organisations are in the space `s`; a bot is no reader. */
const audienceJoin = sql`
  join charters c on c.space_id = s.id and c.version = s.charter_version
  cross join lateral (
    select count(*)::int as people, count(distinct am.organisation_id)::int as organisations
    from memberships am join people ap on ap.id = am.person_id and ap.kind <> 'bot'
    where am.space_id = s.id and am.to_seq is null) a`;

const toAudience = (row: AudienceRow): Audience => ({
  people: row.people,
  organisations: row.organisations,
  keptDays: row.kept_days,
  disclosable: row.disclosable,
});

/** After the read position, and not from before what the history rule shows. */
const countsFor = (alias: string) =>
  sql.raw(
    `${alias}.seq > coalesce(r.seq, 0) and ${alias}.seq >= case when s.history_rule = 'all' then 0 else m.from_seq end`,
  );

/**
 * Unread messages of a person in the space of the alias `m` (their membership), counted from one position: messages of others, replies
 * too, that are not removed. Counting stops at UNREAD_MAX, so it costs what is unread and not what was ever said.
 */
const unreadJoin = sql`
  left join read_positions r on r.person_id = m.person_id and r.space_id = m.space_id
  cross join lateral (
    select count(*)::int as unread from (
      select from messages um where um.space_id = m.space_id and ${countsFor('um')}
        and um.author_id <> m.person_id and um.removed_at is null limit ${sql.lit(UNREAD_MAX)}) counted) u
  cross join lateral (
    select count(*)::int as mentions from (
      (select from message_mentions mm join messages em on em.id = mm.message_id
       where mm.person_id = m.person_id and mm.space_id = m.space_id and ${countsFor('mm')} and em.author_id <> m.person_id and em.removed_at is null
         and u.unread > 0 limit ${sql.lit(UNREAD_MAX)})
      union all
      (select from messages em where em.space_id = m.space_id and em.mentions_everyone and ${countsFor('em')} and em.author_id <> m.person_id
         and em.removed_at is null and not m.person_id = any(em.mentions) and u.unread > 0 limit ${sql.lit(UNREAD_MAX)})) counted) n`;

const othersOf = sql`
  (select json_agg(json_build_object('id', op.id, 'name', op.name, 'kind', op.kind, 'organisation', ${organisationJson('oo')}) order by op.name, op.id)
   from memberships om join people op on op.id = om.person_id join organisations oo on oo.id = om.organisation_id
   where s.kind = 'direct' and om.space_id = s.id and om.to_seq is null and om.person_id <> m.person_id)::jsonb`;

/** Organisations that the space `s` waits for; asked only of spaces that wait. */
const awaitingOf = sql`
  case when s.awaiting_since is not null then (
    select jsonb_agg(${organisationJson('ao')} order by lower(ao.name), ao.id)
    from charter_acceptances ca join organisations ao on ao.id = ca.organisation_id
    where ca.space_id = s.id and ca.accepted_at is null) end`;

export async function listAwaiting(db: Reader, spaceId: string): Promise<OrganisationRef[]> {
  const { rows } = await sql<{ awaiting: OrganisationRef[] | null }>`
    select ${awaitingOf} as awaiting from spaces s where s.id = ${spaceId}`.execute(db);
  return rows[0]?.awaiting ?? [];
}

/** The spaces a person is in; one of them when `spaceId` is given. */
export async function listSpacesOf(db: Reader, personId: string, spaceId?: string): Promise<Space[]> {
  const { rows } = await sql<SpaceRow>`
    select s.id, s.kind, s.reach, s.name, c.purpose, s.history_rule, s.archived_at, s.charter_version, ${awaitingOf} as awaiting,
      coalesce((select version from charter_readings where person_id = m.person_id and space_id = s.id), 0) as charter_read, f.last_seq as feed_seq, ${organisationJson('l')} as lead,
      a.people, a.organisations, c.kept_days, c.disclosable, m.role, ${organisationJson('o')} as mine, m.joined_at,
      coalesce(r.seq, 0) as read_seq, u.unread, n.mentions, ${othersOf} as others
    from memberships m join spaces s on s.id = m.space_id join feeds f on f.id = s.id
    join organisations l on l.id = s.lead_organisation_id join organisations o on o.id = m.organisation_id
    ${audienceJoin} ${unreadJoin}
    where m.person_id = ${personId} and m.to_seq is null ${spaceId === undefined ? sql`` : sql`and s.id = ${spaceId}`}
    order by lower(s.name), s.id`.execute(db);
  return rows.map(toSpace);
}

function toSpace(row: SpaceRow): Space {
  return {
    id: row.id,
    kind: row.kind,
    reach: row.reach,
    name: row.name,
    purpose: row.purpose,
    leadOrganisation: row.lead,
    historyRule: row.history_rule,
    audience: toAudience(row),
    archivedAt: row.archived_at,
    charterVersion: row.charter_version,
    awaiting: row.awaiting ?? [],
    others: row.others ?? [],
    feedSeq: row.feed_seq,
    mine: {
      role: row.role,
      organisation: row.mine,
      joinedAt: row.joined_at,
      charterRead: row.charter_read,
      readSeq: row.read_seq,
      unread: row.unread,
      mentions: row.mentions,
    },
  };
}

/** The counts of one space as of its feed's position, read together so that they fit. */
export async function readCounts(db: Reader, personId: string, spaceId: string) {
  const space = (await listSpacesOf(db, personId, spaceId))[0];
  return space === undefined
    ? undefined
    : {
        readSeq: space.mine.readSeq,
        unread: space.mine.unread,
        mentions: space.mine.mentions,
        spaceSeq: space.feedSeq,
      };
}

interface FindableRow extends AudienceRow {
  id: string;
  kind: FindableSpace['kind'];
  reach: FindableSpace['reach'];
  name: string;
  purpose: string;
  lead: OrganisationRef;
  last_message_at: string | null;
  joined: boolean;
}

export async function listFindable(db: Reader, personId: string, spaceId?: string): Promise<FindableSpace[]> {
  const { rows } = await sql<FindableRow>`
    select s.id, s.kind, s.reach, s.name, c.purpose, ${organisationJson('l')} as lead, a.people, a.organisations, c.kept_days, c.disclosable,
      (select created_at from messages lm where lm.space_id = s.id order by seq desc limit 1) as last_message_at, m.id is not null as joined
    from spaces s left join memberships m on m.space_id = s.id and m.person_id = ${personId} and m.to_seq is null
    join organisations l on l.id = s.lead_organisation_id ${audienceJoin}
    where ${spaceId === undefined ? sql`${isFindable(personId)} and s.kind <> 'direct'` : sql`${mayReadCharter(personId)} and s.id = ${spaceId}`}
    order by lower(s.name), s.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    reach: row.reach,
    name: row.name,
    purpose: row.purpose,
    leadOrganisation: row.lead,
    audience: toAudience(row),
    lastMessageAt: row.last_message_at,
    joined: row.joined,
  }));
}

export async function readAudiences(db: Reader, spaceIds: string[]): Promise<Map<string, Audience>> {
  const { rows } = await sql<AudienceRow & { id: string }>`
    select s.id, a.people, a.organisations, c.kept_days, c.disclosable from spaces s ${audienceJoin} where s.id = any(${spaceIds}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, toAudience(row)]));
}

type MemberRow = PersonRefRow & {
  space_id: string;
  role: Member['role'];
  role_title: string | null;
  joined_at: string;
};

/** Open memberships: of a whole space, or of some people in some spaces. */
export async function listMembersOf(
  db: Reader,
  spaceIds: string[],
  personIds?: string[],
): Promise<(Member & { spaceId: string })[]> {
  const { rows } = await sql<MemberRow>`
    select ${personRefColumns}, m.space_id, m.role, f.role_title, m.joined_at
    from memberships m join people p on p.id = m.person_id join organisations o on o.id = m.organisation_id
    left join affiliations f on f.person_id = m.person_id and f.organisation_id = m.organisation_id
    where m.space_id = any(${spaceIds}::uuid[]) and m.to_seq is null ${personIds === undefined ? sql`` : sql`and m.person_id = any(${personIds}::uuid[])`}
    order by lower(p.name), p.id`.execute(db);
  return rows.map((row) => ({
    spaceId: row.space_id,
    person: toPersonRef(row),
    role: row.role,
    roleTitle: row.role_title ?? '',
    joinedAt: row.joined_at,
  }));
}

type CharterRow = {
  version: number;
  purpose: string;
  norms: string;
  channels: string;
  answer_times: string;
  conflicts: string;
  kept_days: number | null;
  disclosable: boolean;
  changed_at: string;
} & { [Key in keyof PersonRefRow]: PersonRefRow[Key] | null };

/** All versions, newest first. */
export async function listCharters(db: Reader, spaceId: string): Promise<Charter[]> {
  const { rows } = await sql<CharterRow>`
    select c.version, c.purpose, c.norms, c.channels, c.answer_times, c.conflicts, c.kept_days, c.disclosable, c.changed_at, ${personRefColumns}
    from charters c left join people p on p.id = c.changed_by left join organisations o on o.id = c.organisation_id
    where c.space_id = ${spaceId} order by c.version desc`.execute(db);
  return rows.map((row) => ({
    purpose: row.purpose,
    norms: row.norms,
    channels: row.channels,
    answerTimes: row.answer_times,
    conflicts: row.conflicts,
    keptDays: row.kept_days,
    disclosable: row.disclosable,
    version: row.version,
    changedAt: row.changed_at,
    changedBy:
      row.person_id === null || row.organisation_id === null ? null : toPersonRef(row as PersonRefRow),
  }));
}
