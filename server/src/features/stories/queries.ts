import { type RawBuilder, sql } from 'kysely';
import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import type { RichText } from '@footbridge/contract/kit/richtext.ts';
import {
  PARKED_FOUND_MAX,
  type Parking,
  STORIES_LIST_MAX,
  STORY_VERSIONS_MAX,
  type Story,
  type StoryKind,
  type StoryRef,
  type StoryVersion,
} from '@footbridge/contract/stories.ts';
import type { Reader } from '../../kit/db/database.ts';
import { visibleTo } from '../people/access.ts';
import { getPersonRefs } from '../people/queries.ts';
import { organisationRef } from '../organisations/queries.ts';
import { isEditable, isPublishedTo } from './access.ts';
import { allWords, anyWord } from './rules.ts';

export interface Viewer {
  personId: string;
  administrator: boolean;
}

interface Pair {
  personId: string;
  organisationId: string;
}

interface StoryRow {
  id: string;
  kind: StoryKind;
  editable: boolean;
  mayPublish: boolean | null;
  currentVersion: number;
  space: { id: string; name: string } | null;
  by: Pair;
  title: string;
  source: string;
  body: string;
  writtenBy: Pair;
  writtenAt: string;
  audience: StoryRef['audience'];
  publishedVersion: number | null;
  publishedBy: Pair | null;
  publishedAt: string | null;
}

const pair = (person: string, organisation: string): RawBuilder<Pair> =>
  sql`jsonb_build_object('personId', ${sql.raw(person)}, 'organisationId', ${sql.raw(organisation)})`;

/** `s` with the version that this reader has: the newest for those who write it, for all others the published one. */
const storyTables = (viewerId: string) => sql`
  stories s left join story_publications p on p.story_id = s.id
  cross join lateral (select ${isEditable(viewerId)} as editable) e
  join story_versions v on v.story_id = s.id and v.version = case when e.editable then s.version else p.version end
  left join memberships mine on mine.space_id = s.space_id and mine.person_id = ${viewerId} and mine.to_seq is null
  left join spaces sp on sp.id = mine.space_id`;

const mayRead = (viewerId: string) => sql<boolean>`(e.editable or ${isPublishedTo(viewerId)})`;

const storyColumns = sql`
  s.id, s.kind, e.editable, e.editable and mine.role <> 'guest' as "mayPublish", s.version as "currentVersion",
  case when sp.id is not null then jsonb_build_object('id', sp.id, 'name', sp.name) end as space, ${pair('s.created_by', 's.organisation_id')} as by,
  v.title, v.source, v.body, ${pair('v.written_by', 'v.organisation_id')} as "writtenBy", v.written_at as "writtenAt",
  p.audience, p.version as "publishedVersion", p.published_at as "publishedAt",
  case when p.story_id is not null then ${pair('p.published_by', 'p.organisation_id')} end as "publishedBy"`;

type ParkingRow = Omit<Parking, 'parkedBy' | 'revivedBy'> & {
  storyId: string;
  parkedBy: Pair;
  revivedBy: Pair | null;
};

/** Each with who is named in it, newest first. */
async function readParkings(db: Reader, storyIds: string[]): Promise<Map<string, Parking[]>> {
  const { rows } = await sql<ParkingRow>`
    select k.story_id as "storyId", k.reason, k.revive_if as "reviveIf", k.parked_at as "parkedAt", k.revived_at as "revivedAt",
      ${pair('k.parked_by', 'k.organisation_id')} as "parkedBy",
      case when k.revived_by is not null then ${pair('k.revived_by', 'k.revived_organisation_id')} end as "revivedBy"
    from story_parkings k where k.story_id = any(${storyIds}::uuid[]) order by k.parked_at desc limit 200`.execute(
    db,
  );
  const refs = await refsOf(
    db,
    rows.flatMap((row) => [row.parkedBy, row.revivedBy]),
  );
  const parkings = new Map<string, Parking[]>();
  for (const { storyId, parkedBy, revivedBy, ...row } of rows) {
    const parking = {
      ...row,
      parkedBy: refs(parkedBy),
      revivedBy: revivedBy === null ? null : refs(revivedBy),
    };
    parkings.set(storyId, [...(parkings.get(storyId) ?? []), parking]);
  }
  return parkings;
}

/** Looks up all of them at once. @returns how one of them is shown */
export async function refsOf(db: Reader, named: (Pair | null)[]): Promise<(one: Pair) => PersonRef> {
  const pairs = named.filter((one) => one !== null);
  const refs = await getPersonRefs(db, pairs);
  const known = new Map(pairs.map((one, at) => [`${one.personId} ${one.organisationId}`, refs[at]]));
  return (one) => known.get(`${one.personId} ${one.organisationId}`) as PersonRef;
}

async function toRefs(db: Reader, rows: StoryRow[]): Promise<StoryRef[]> {
  const refs = await refsOf(
    db,
    rows.map((row) => row.by),
  );
  const parkings = await readParkings(
    db,
    rows.filter((row) => row.kind === 'plan').map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    title: row.title,
    space: row.space,
    by: refs(row.by),
    changedAt: row.writtenAt,
    audience: row.audience,
    parking: parkings.get(row.id)?.[0] ?? null,
  }));
}

/** Newest first: all that somebody may read, of one space, of one kind, or with all of some words. */
export async function listStories(
  db: Reader,
  viewer: Viewer,
  wanted: { words?: string | undefined; kind?: StoryKind | undefined; spaceId?: string },
): Promise<StoryRef[]> {
  const words = allWords(wanted.words ?? '');
  const { rows } = await sql<StoryRow>`
    select ${storyColumns} from ${storyTables(viewer.personId)} where ${mayRead(viewer.personId)}
      and (${wanted.kind ?? null}::text is null or s.kind = ${wanted.kind ?? null})
      and (${wanted.spaceId ?? null}::uuid is null or s.space_id = ${wanted.spaceId ?? null})
      ${words === undefined ? sql`` : sql`and v.words @@ to_tsquery('english', ${words})`}
    order by v.written_at desc, s.id desc limit ${sql.lit(STORIES_LIST_MAX)}`.execute(db);
  return toRefs(db, rows);
}

/** Plans about a subject that rest now: what fits best comes first. For whoever is about to start. */
export async function findParked(db: Reader, viewer: Viewer, subject: string): Promise<StoryRef[]> {
  const words = anyWord(subject);
  if (words === undefined) return [];
  const { rows } = await sql<StoryRow>`
    select ${storyColumns} from ${storyTables(viewer.personId)}
    where s.kind = 'plan' and ${mayRead(viewer.personId)} and v.words @@ to_tsquery('english', ${words})
      and exists (select from story_parkings k where k.story_id = s.id and k.revived_at is null)
    order by ts_rank(v.words, to_tsquery('english', ${words})) desc, v.written_at desc limit ${sql.lit(PARKED_FOUND_MAX)}`.execute(
    db,
  );
  return toRefs(db, rows);
}

export async function findStory(db: Reader, viewer: Viewer, storyId: string): Promise<Story | undefined> {
  const { rows } = await sql<StoryRow>`
    select ${storyColumns} from ${storyTables(viewer.personId)} where s.id = ${storyId} and ${mayRead(viewer.personId)}`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const refs = await refsOf(db, [row.by, row.writtenBy, row.publishedBy]);
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    body: JSON.parse(row.body) as RichText,
    space: row.space,
    by: refs(row.by),
    writtenBy: refs(row.writtenBy),
    writtenAt: row.writtenAt,
    contacts: await listContacts(db, viewer, storyId),
    publication: await publicationOf(db, row, refs),
    parkings: row.kind === 'plan' ? ((await readParkings(db, [storyId])).get(storyId) ?? []) : [],
    editing: row.editable
      ? { version: row.currentVersion, source: row.source, mayPublish: row.mayPublish === true }
      : null,
  };
}

async function publicationOf(
  db: Reader,
  row: StoryRow,
  refs: (one: Pair) => PersonRef,
): Promise<Story['publication']> {
  const { audience, publishedVersion, publishedAt, publishedBy } = row;
  if (audience === null || publishedVersion === null || publishedAt === null || publishedBy === null) {
    return null;
  }
  const { rows } = await sql<{ organisation: OrganisationRef }>`
    select ${organisationRef} as organisation from story_publication_organisations x join organisations o on o.id = x.organisation_id
    where x.story_id = ${row.id} order by lower(o.name), o.id`.execute(db);
  return {
    version: publishedVersion,
    audience,
    organisations: rows.map(({ organisation }) => organisation),
    publishedBy: refs(publishedBy),
    publishedAt,
  };
}

async function listContacts(db: Reader, viewer: Viewer, storyId: string): Promise<Story['contacts']> {
  const { rows } = await sql<Pair & { visible: boolean }>`
    select c.person_id as "personId", c.organisation_id as "organisationId",
      exists (select from ${visibleTo(viewer, true)} seen where seen.person_id = c.person_id) as visible
    from story_contacts c join people p on p.id = c.person_id
    where c.story_id = ${storyId} and p.deactivated_at is null order by lower(p.name), p.id`.execute(db);
  const refs = await refsOf(db, rows);
  return rows.map((row) => ({ person: refs(row), visible: row.visible }));
}

export async function listVersions(db: Reader, storyId: string): Promise<StoryVersion[]> {
  const { rows } = await sql<{ version: number; title: string; body: string; writtenAt: string; by: Pair }>`
    select version, title, body, written_at as "writtenAt", ${pair('written_by', 'organisation_id')} as by
    from story_versions where story_id = ${storyId} order by version desc limit ${sql.lit(STORY_VERSIONS_MAX)}`.execute(
    db,
  );
  const refs = await refsOf(
    db,
    rows.map((row) => row.by),
  );
  return rows.map(({ body, by, ...row }) => ({
    ...row,
    body: JSON.parse(body) as RichText,
    writtenBy: refs(by),
  }));
}

export async function findDraft(db: Reader, personId: string, clientId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('stories')
    .select('id')
    .where('created_by', '=', personId)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return row?.id;
}
