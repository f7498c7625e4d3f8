import { sql } from 'kysely';
import { KEPT_MAX, type KeptMessage } from '@footbridge/contract/stories.ts';
import type { Reader } from '../../../kit/db/database.ts';
import type { MemberSpace } from '../../spaces/access.ts';
import { refsOf } from '../queries.ts';

type Seen = Pick<MemberSpace, 'spaceId' | 'visibleFrom'>;

const PEOPLE_MAX = 40;
const EVENTS_MAX = 60;
/** The beginning of a kept message, in a list. */
const WORDS_SHOWN = 140;

interface KeptRow {
  messageId: string;
  authorId: string;
  author: string;
  organisationId: string;
  source: string;
  postedAt: string;
}

async function listKeptRows(db: Reader, { spaceId, visibleFrom }: Seen): Promise<KeptRow[]> {
  const { rows } = await sql<KeptRow>`
    select m.id as "messageId", m.author_id as "authorId", p.name as author, m.organisation_id as "organisationId", m.source, m.created_at as "postedAt"
    from message_keepings k join messages m on m.id = k.message_id join people p on p.id = m.author_id
    where k.space_id = ${spaceId} and m.seq >= ${visibleFrom} and m.removed_at is null order by m.seq desc limit ${sql.lit(KEPT_MAX)}`.execute(
    db,
  );
  return rows.toReversed();
}

/** Messages kept for the story, in order; what was removed since is left out. */
export async function listKept(db: Reader, space: Seen): Promise<KeptMessage[]> {
  const rows = await listKeptRows(db, space);
  const pairs = rows.map((row) => ({ personId: row.authorId, organisationId: row.organisationId }));
  const refs = await refsOf(db, pairs);
  return rows.map((row, at) => ({
    messageId: row.messageId,
    author: refs(pairs[at] as (typeof pairs)[number]),
    words: row.source.slice(0, WORDS_SHOWN),
    postedAt: row.postedAt,
  }));
}

export interface SpaceFacts {
  name: string;
  purpose: string;
  openedAt: string;
  archivedAt: string | null;
  people: { name: string; organisation: string }[];
  kept: KeptRow[];
  threads: { id: string; author: string; title: string; at: string }[];
  charters: { at: string; by: string }[];
  step: { title: string; agreedAt: string; endedAt: string | null; outcome: string | null } | null;
  agreements: { at: string; version: number }[];
}

/** What happened in a space as far back as this member sees; nothing else may get into a draft. */
export async function readSpaceFacts(db: Reader, space: Seen): Promise<SpaceFacts> {
  const { spaceId } = space;
  const { rows } = await sql<Pick<SpaceFacts, 'name' | 'purpose' | 'openedAt' | 'archivedAt'>>`
    select s.name, c.purpose, s.created_at as "openedAt", s.archived_at as "archivedAt"
    from spaces s join charters c on c.space_id = s.id and c.version = s.charter_version where s.id = ${spaceId}`.execute(
    db,
  );
  const [about] = rows;
  if (about === undefined) throw new Error('A space that somebody is in does not exist.');
  return {
    ...about,
    people: await listPeopleOf(db, space),
    kept: await listKeptRows(db, space),
    threads: await listThreadTitles(db, space),
    charters: await listCharterChanges(db, spaceId),
    step: await findStepOf(db, spaceId),
    agreements: await listAgreementVersions(db, spaceId),
  };
}

async function listPeopleOf(db: Reader, { spaceId, visibleFrom }: Seen): Promise<SpaceFacts['people']> {
  const { rows } = await sql<SpaceFacts['people'][number]>`
    select name, organisation from (
      select distinct on (p.id) p.name, o.name as organisation, m.joined_at, p.id
      from memberships m join people p on p.id = m.person_id and p.kind <> 'bot' join organisations o on o.id = m.organisation_id
      where m.space_id = ${spaceId} and (m.to_seq is null or m.to_seq > ${visibleFrom}) order by p.id, m.joined_at) taking_part
    order by lower(name), id limit ${sql.lit(PEOPLE_MAX)}`.execute(db);
  return rows;
}

async function listThreadTitles(db: Reader, { spaceId, visibleFrom }: Seen): Promise<SpaceFacts['threads']> {
  const { rows } = await sql<SpaceFacts['threads'][number]>`
    select m.id, p.name as author, m.title, m.created_at as at from messages m join people p on p.id = m.author_id
    where m.space_id = ${spaceId} and m.thread_root_id is null and m.title is not null and m.seq >= ${visibleFrom} and m.removed_at is null
      and not exists (select from message_keepings k where k.message_id = m.id)
    order by m.seq desc limit ${sql.lit(EVENTS_MAX)}`.execute(db);
  return rows;
}

/** The first version is the opening of the space. */
async function listCharterChanges(db: Reader, spaceId: string): Promise<SpaceFacts['charters']> {
  const { rows } = await sql<SpaceFacts['charters'][number]>`
    select c.changed_at as at, coalesce(p.name, '') as by from charters c left join people p on p.id = c.changed_by
    where c.space_id = ${spaceId} and c.version > 1 order by c.version desc limit ${sql.lit(EVENTS_MAX)}`.execute(
    db,
  );
  return rows;
}

/** Whoever is in a step's space takes part in the step. */
async function findStepOf(db: Reader, spaceId: string): Promise<SpaceFacts['step']> {
  const { rows } = await sql<NonNullable<SpaceFacts['step']>>`
    select s.title, s.agreed_at as "agreedAt", e.ended_at as "endedAt", e.outcome
    from steps s left join step_endings e on e.step_id = s.id where s.space_id = ${spaceId} and s.agreed_at is not null`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Of the space, or of the step that the space is for. */
async function listAgreementVersions(db: Reader, spaceId: string): Promise<SpaceFacts['agreements']> {
  const { rows } = await sql<SpaceFacts['agreements'][number]>`
    select v.published_at as at, v.version from agreement_versions v
    where v.agreement_id = ${spaceId} or v.agreement_id = (select s.id from steps s where s.space_id = ${spaceId})
    order by v.published_at desc limit ${sql.lit(EVENTS_MAX)}`.execute(db);
  return rows;
}
