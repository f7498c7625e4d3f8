import { sql } from 'kysely';
import type { PersonRef } from '@footbridge/contract/people.ts';
import type { SearchReply } from '@footbridge/contract/search.ts';
import { setLocally } from '../../../kit/db/bounded.ts';
import type { Reader } from '../../../kit/db/database.ts';
import { visibleTo } from '../../people/access.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../../people/queries.ts';
import { isFindable } from '../../spaces/access.ts';
import { namePattern } from '../filters/rules.ts';
import { MENDED_MIN } from '../widening/rules.ts';

interface Viewer {
  personId: string;
  administrator: boolean;
}

export const NAMES_MAX = 8;

/** People I may see whose name holds the text, those whose name begins with it first; where there are none, people with a name like it. */
export async function findPeople(db: Reader, viewer: Viewer, text: string): Promise<PersonRef[]> {
  const pattern = namePattern(text);
  if (pattern === null) return [];
  const inside = pattern.replace('\\m', '');
  const people = await listPeople(db, viewer, sql`search_fold(name) ~ ${inside}`, sql`not search_fold(p.name) ~ ${pattern}`);
  if (people.length > 0 || text.length <= MENDED_MIN) return people;
  await setLocally(db, SIMILAR);
  return listPeople(db, viewer, sql`search_fold(${text}) <% search_fold(name)`, sql`word_similarity(search_fold(${text}), search_fold(p.name)) * -1`);
}

/** How like a part of a name must be to what was typed: one slip in a name of six letters is. */
const SIMILAR = { 'pg_trgm.word_similarity_threshold': '0.5' };

/** Names are looked up before it is asked who sees whom: mostly there are none, and then nothing is asked. */
async function listPeople(db: Reader, viewer: Viewer, matching: ReturnType<typeof sql>, rank: ReturnType<typeof sql>): Promise<PersonRef[]> {
  const { rows } = await sql<PersonRefRow>`
    with named as materialized (select id from people where ${matching} and deactivated_at is null)
    select ${personRefColumns} from (
      select distinct on (person_id) person_id, organisation_id from ${visibleTo(viewer, false)} seen
      where person_id = any(array(select id from named)) order by person_id, since, organisation_id) shown
    join people p on p.id = shown.person_id join organisations o on o.id = shown.organisation_id
    order by ${rank}, lower(p.name), p.id limit ${NAMES_MAX}`.execute(db);
  return rows.map(toPersonRef);
}

/** Spaces I am in or may find whose name holds the text. */
export async function findSpaces(db: Reader, personId: string, text: string): Promise<SearchReply['spaces']> {
  const pattern = namePattern(text);
  if (pattern === null) return [];
  const spaces = await listSpaces(db, personId, sql`search_fold(s.name) ~ ${pattern.replace('\\m', '')}`, sql`not search_fold(s.name) ~ ${pattern}`);
  if (spaces.length > 0 || text.length <= MENDED_MIN) return spaces;
  await setLocally(db, SIMILAR);
  return listSpaces(db, personId, sql`search_fold(${text}) <% search_fold(s.name)`, sql`word_similarity(search_fold(${text}), search_fold(s.name)) * -1`);
}

async function listSpaces(db: Reader, personId: string, matching: ReturnType<typeof sql>, rank: ReturnType<typeof sql>): Promise<SearchReply['spaces']> {
  const { rows } = await sql<SearchReply['spaces'][number]>`
    select s.id, s.name, s.kind, m.id is not null as joined
    from spaces s left join memberships m on m.space_id = s.id and m.person_id = ${personId} and m.to_seq is null
    where ${matching} and s.kind <> 'direct' and ${isFindable(personId)}
    order by m.id is null, ${rank}, lower(s.name), s.id limit ${NAMES_MAX}`.execute(db);
  return rows;
}
