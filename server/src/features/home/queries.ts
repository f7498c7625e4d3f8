import { sql } from 'kysely';
import { type Suggestion, WAITING_MAX, type Waiting } from '@footbridge/contract/home.ts';
import { NOT_NOW_DAYS } from '@footbridge/contract/steps.ts';
import type { Reader } from '../../kit/db/database.ts';
import * as agreements from '../agreements/queries.ts';
import * as cases from '../cases/queries.ts';
import * as offers from '../offers/queries.ts';
import * as pairings from '../pairings/queries.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../people/queries.ts';
import * as policies from '../policies/queries.ts';
import * as rounds from '../rounds/queries.ts';
import * as charter from '../spaces/charter/queries.ts';
import * as norms from '../charters/queries.ts';
import * as steps from '../steps/queries.ts';
import * as thanks from '../thanks/queries.ts';
import { chooseSuggestion, inOrder } from './rules.ts';

/** One line per feature that lets something wait for people: each one cheap statement. */
const WAITING: ((db: Reader, personId: string, at: string) => Promise<Waiting[]>)[] = [
  rounds.listWaiting,
  steps.listWaiting,
  agreements.listWaiting,
  charter.listWaiting,
  norms.listWaiting,
  policies.listWaiting,
  thanks.listWaiting,
  pairings.listWaiting,
  cases.listWaiting,
];

/** All of it in one look, so that Home is asked for with one round of statements. */
export async function listAllWaiting(db: Reader, personId: string, at: string): Promise<Waiting[]> {
  const lists = await Promise.all(WAITING.map((listWaiting) => listWaiting(db, personId, at)));
  return inOrder(lists.flat()).slice(0, WAITING_MAX);
}

/** What follows from what I finished, or else a first step with somebody I have done nothing with. */
export async function findSuggestion(db: Reader, personId: string, at: string): Promise<Suggestion | null> {
  const [mine, next, offered, first] = await Promise.all([
    db.selectFrom('affiliations').select('organisation_id').where('person_id', '=', personId).execute(),
    steps.listSuggestions(db, personId, at),
    offers.listSuggestions(db, personId),
    listFirstSteps(db, personId, at),
  ]);
  const own = new Set(mine.map((row) => row.organisation_id));
  return chooseSuggestion([...next, ...offered, ...first], own) ?? null;
}

/** Spaces that are looked through, the newest of mine first, and people in each, the newest there first. */
const SPACES_MAX = 20;
const PEOPLE_MAX = 50;

/**
 * Somebody of another organisation in a space of mine with whom I have no step at all. Who has few spaces comes first, so that those
 * whom nobody knows yet are found; among equals the day decides.
 */
async function listFirstSteps(db: Reader, personId: string, at: string): Promise<Suggestion[]> {
  const { rows } = await sql<PersonRefRow & { space_id: string; space_name: string }>`
    with mine as (
      select m.space_id, s.name from memberships m join spaces s on s.id = m.space_id and s.kind <> 'direct' and s.archived_at is null
      where m.person_id = ${personId} and m.to_seq is null order by m.joined_at desc limit ${SPACES_MAX}),
    near as (
      select distinct on (them.person_id) them.person_id, them.organisation_id, mine.space_id, mine.name from mine cross join lateral (
        select m.person_id, m.organisation_id from memberships m where m.space_id = mine.space_id and m.to_seq is null
        order by m.joined_at desc limit ${PEOPLE_MAX}) them
      order by them.person_id, mine.space_id)
    select ${personRefColumns}, near.space_id, near.name as space_name
    from near join people p on p.id = near.person_id and p.kind = 'person' and p.deactivated_at is null
    join organisations o on o.id = near.organisation_id
    where near.person_id <> ${personId}
      and not exists (select from affiliations f where f.person_id = ${personId} and f.organisation_id = near.organisation_id)
      and not exists (select from step_people a join step_people b on b.step_id = a.step_id and b.person_id = near.person_id where a.person_id = ${personId})
      and not exists (select from step_not_nows n where n.person_id = ${personId} and n.with_person_id = near.person_id
        and n.said_at > ${at}::timestamptz - make_interval(days => ${NOT_NOW_DAYS}))
      and not exists (select from avoided_people v where v.person_id = ${personId} and v.avoided_person_id = near.person_id)
    order by (select count(*) from memberships t where t.person_id = near.person_id and t.to_seq is null), md5(${at.slice(0, 10)} || near.person_id)
    limit 1`.execute(db);
  return rows.map((row) => ({
    id: row.person_id,
    kind: 'firstStep',
    with: toPersonRef(row),
    because: { kind: 'space', id: row.space_id, title: row.space_name },
    href: `/steps/new?with=${row.person_id}&from=person:${row.person_id}`,
  }));
}
