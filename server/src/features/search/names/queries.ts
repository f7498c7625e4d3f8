import { sql } from 'kysely';
import type { PersonRef } from '@footbridge/contract/people.ts';
import type { SearchReply } from '@footbridge/contract/search.ts';
import { readUnder } from '../../../kit/db/bounded.ts';
import type { Reader } from '../../../kit/db/database.ts';
import { visibleTo } from '../../people/access.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../../people/queries.ts';
import { isFindable } from '../../spaces/access.ts';
import { namePattern } from '../filters/rules.ts';
import { MENDED_MIN, isSlipOfName } from '../widening/rules.ts';

interface Viewer {
  personId: string;
  administrator: boolean;
}

const NAMES_MAX = 8;

/** How a name is compared with what was typed. */
export type Likeness = 'holds' | 'resembles';

/** Shorter texts are looked for at the beginning of a word only: inside of words an index cannot find them, and they say nothing. */
const INSIDE_MIN = 3;

/** What must hold of a folded name, and what puts the best first; null for a text without words. */
function comparison(text: string, likeness: Likeness, name: string) {
  const [anywhere, begun] = [namePattern(text, 'anywhere'), namePattern(text, 'begun')];
  if (anywhere === null || (likeness === 'resembles' && text.length <= MENDED_MIN)) return null;
  const folded = sql.raw(`search_fold(${name})`);
  if (likeness === 'resembles') {
    return {
      fits: sql`search_fold(${text}) <% ${folded}`,
      rank: sql`-word_similarity(search_fold(${text}), ${folded})`,
    };
  }
  const short = sql`(${folded} like ${`${anywhere}%`} or ${folded} like ${`% ${anywhere}%`})`;
  return {
    fits: anywhere.length < INSIDE_MIN ? short : sql`${folded} ~ ${anywhere}`,
    rank: sql`not ${folded} ~ ${begun}`,
  };
}

/** How like a part of a name must be to what was typed to be looked at closer: one swapped pair in eight letters is. */
const SIMILAR = { 'pg_trgm.word_similarity_threshold': '0.3' };
const CANDIDATES_MAX = 50;

/** People and spaces that go by what was typed; where there is nothing else to show, also those with a name like it. */
export async function findNames(
  db: Reader,
  viewer: Viewer,
  text: string,
  likeness: Likeness,
): Promise<Pick<SearchReply, 'people' | 'spaces'>> {
  const read = async () => {
    const any = await lookForNames(db, text, likeness);
    const people = any.people ? await findPeople(db, viewer, text, likeness) : [];
    const spaces = any.spaces ? await findSpaces(db, viewer.personId, text, likeness) : [];
    const meant = ({ name }: { name: string }) => likeness === 'holds' || isSlipOfName(text, name);
    return {
      people: people.filter(meant).slice(0, NAMES_MAX),
      spaces: spaces.filter(meant).slice(0, NAMES_MAX),
    };
  };
  return likeness === 'holds' ? read() : readUnder(db, SIMILAR, read);
}

/** Whether anybody or anything goes by it at all: mostly not, and then nobody's rights need be looked up. */
async function lookForNames(
  db: Reader,
  text: string,
  likeness: Likeness,
): Promise<{ people: boolean; spaces: boolean }> {
  const compared = comparison(text, likeness, 'n.name');
  if (compared === null) return { people: false, spaces: false };
  const { rows } = await sql<{ people: boolean; spaces: boolean }>`
    select exists (select from people n where ${compared.fits}) as people, exists (select from spaces n where ${compared.fits}) as spaces`.execute(
    db,
  );
  return rows[0] ?? { people: false, spaces: false };
}

/** People I may see. */
async function findPeople(
  db: Reader,
  viewer: Viewer,
  text: string,
  likeness: Likeness,
): Promise<PersonRef[]> {
  const compared = comparison(text, likeness, 'n.name');
  if (compared === null) return [];
  const { rows } = await sql<PersonRefRow>`
    with named as materialized (select n.id, ${compared.rank} as rank from people n where ${compared.fits} and n.deactivated_at is null)
    select ${personRefColumns} from (
      select distinct on (person_id) person_id, organisation_id from ${visibleTo(viewer, false)} seen
      where person_id = any(array(select id from named)) order by person_id, since, organisation_id) shown
    join named on named.id = shown.person_id join people p on p.id = shown.person_id join organisations o on o.id = shown.organisation_id
    order by named.rank, lower(p.name), p.id limit ${CANDIDATES_MAX}`.execute(db);
  return rows.map(toPersonRef);
}

/** Spaces I am in or may find. */
async function findSpaces(
  db: Reader,
  personId: string,
  text: string,
  likeness: Likeness,
): Promise<SearchReply['spaces']> {
  const compared = comparison(text, likeness, 's.name');
  if (compared === null) return [];
  const { rows } = await sql<SearchReply['spaces'][number]>`
    select s.id, s.name, s.kind, m.id is not null as joined
    from spaces s left join memberships m on m.space_id = s.id and m.person_id = ${personId} and m.to_seq is null
    where ${compared.fits} and s.kind <> 'direct' and ${isFindable(personId)}
    order by m.id is null, ${compared.rank}, lower(s.name), s.id limit ${CANDIDATES_MAX}`.execute(db);
  return rows;
}
