import { sql, type Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import { instant } from '../clock.ts';
import { type Database, metAnotherChange } from '../db/database.ts';
import type { JsonFacts, Tables } from '../db/tables.ts';

/** The feed of things that belong to no space, person or organisation. Administrators' changes are recorded there. */
export const SERVER_FEED = '00000000-0000-7000-8000-000000000000';

/** One thing that happened, at one place of one feed. */
export interface Activity {
  feedId: string;
  seq: number;
  kind: string;
  subjectId: string | null;
  /** Who did it, and the organisation they acted for; null for the program itself. */
  personId: string | null;
  organisationId: string | null;
  at: string;
  facts: JsonFacts | null;
}

export type NewActivity = Pick<Activity, 'feedId' | 'kind'> &
  Partial<Pick<Activity, 'subjectId' | 'personId' | 'organisationId' | 'facts'>>;

/** A transaction in which something changes. What is recorded in it is handed to delivery once it has committed, never before. */
export interface Tx {
  db: Transaction<Tables>;
  /** When the change happens, the same in all rows it writes. */
  at: string;
  recorded: Activity[];
}

export interface ChangeContext {
  db: Database;
  clock: Clock;
  deliver(activities: Activity[]): void;
}

const ATTEMPTS = 4;

/** Runs one change in one transaction: all of it or nothing. A deadlock with another change is tried again. */
export async function change<Result>(
  context: ChangeContext,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await changeOnce(context, work);
    } catch (error) {
      if (attempt === ATTEMPTS || !metAnotherChange(error)) throw error;
    }
  }
}

async function changeOnce<Result>(
  context: ChangeContext,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const recorded: Activity[] = [];
  const result = await context.db
    .transaction()
    .execute((db) => work({ db, at: instant(context.clock), recorded }));
  if (recorded.length > 0) context.deliver(recorded);
  return result;
}

/**
 * Writes what happened and gives each its place in its feed. Call it once, and last in a change: the counter row of a feed is locked
 * from here to the commit. Several feeds are locked in the order of their ids, so that two changes never wait for each other.
 * @returns the activities in the order given
 */
export async function record(tx: Tx, entries: NewActivity[]): Promise<Activity[]> {
  if (entries.length === 0) return [];
  const offsets = placesWithin(entries);
  const firsts = await takePlaces(tx, entries, offsets);
  const activities = entries.map((entry, at) => ({
    subjectId: null,
    personId: null,
    organisationId: null,
    facts: null,
    ...entry,
    seq: (firsts.get(entry.feedId) ?? 0) + (offsets[at] ?? 0),
    at: tx.at,
  }));
  tx.recorded.push(...activities);
  return activities;
}

/** Which of this change's activities in its feed each one is, from 0. */
function placesWithin(entries: NewActivity[]): number[] {
  const counts = new Map<string, number>();
  return entries.map(({ feedId }) => {
    const place = counts.get(feedId) ?? 0;
    counts.set(feedId, place + 1);
    return place;
  });
}

/** Moves the counters on and writes the activities, in one statement: the shortest time that the feeds are locked. */
async function takePlaces(tx: Tx, entries: NewActivity[], offsets: number[]): Promise<Map<string, number>> {
  const column = <Value>(value: (entry: NewActivity) => Value) => entries.map(value);
  const ids = [...new Set(column(({ feedId }) => feedId))].toSorted();
  const { rows } = await sql<{ id: string; first: number }>`
    with entries as (
      select * from unnest(${column(({ feedId }) => feedId)}::uuid[], ${offsets}::bigint[], ${column(({ kind }) => kind)}::text[],
        ${column(({ subjectId }) => subjectId ?? null)}::uuid[], ${column(({ personId }) => personId ?? null)}::uuid[],
        ${column(({ organisationId }) => organisationId ?? null)}::uuid[], ${column(({ facts }) => (facts === undefined || facts === null ? null : JSON.stringify(facts)))}::jsonb[])
        as e(feed_id, place, kind, subject_id, person_id, organisation_id, facts)),
    locked as (select id from feeds where id = any(${ids}::uuid[]) order by id for update),
    moved as (
      update feeds set last_seq = last_seq + asked.n
      from (select feed_id, count(*) as n from entries group by feed_id) asked, locked
      where feeds.id = asked.feed_id and locked.id = feeds.id
      returning feeds.id, last_seq - asked.n + 1 as first),
    written as (
      insert into activity (feed_id, seq, kind, subject_id, person_id, organisation_id, at, facts)
      select e.feed_id, moved.first + e.place, e.kind, e.subject_id, e.person_id, e.organisation_id, ${tx.at}::timestamptz, e.facts
      from entries e join moved on moved.id = e.feed_id)
    select id, first from moved`.execute(tx.db);
  if (rows.length !== ids.length) throw new Error('A feed that something is recorded in does not exist.');
  return new Map(rows.map((row) => [row.id, row.first]));
}

/** A new feed for a space, a person or an organisation; its first activity gets place 1. */
export async function openFeed(tx: Tx, id: string, kind: 'space' | 'person' | 'organisation'): Promise<void> {
  await tx.db.insertInto('feeds').values({ id, kind }).execute();
}
