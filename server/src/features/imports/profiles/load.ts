import { sql } from 'kysely';
import type { Tx } from '../../../kit/activity/activity.ts';
import type { ImportedPerson } from '../people/load.ts';

/** Somebody whom an archive brings, as they are written down. */
export interface NewPerson {
  externalId: string;
  person: ImportedPerson;
  email: string | null;
  timeZone: string;
  title: string;
}

export const roleOf = ({ guest }: ImportedPerson) => (guest ? 'guest' : 'member');

/** People with their feeds, as people of the organisation that imports. */
export async function insertPeople(tx: Tx, people: NewPerson[], organisationId: string): Promise<void> {
  const column = <Value>(value: (entry: NewPerson) => Value) => people.map(value);
  const ids = column(({ person }) => person.id);
  await sql`
    insert into people (id, kind, name, time_zone, created_at)
    select n.*, ${tx.at}::timestamptz from unnest(${ids}::uuid[], ${column(({ person }) => person.kind)}::text[], ${column(({ person }) => person.name)}::text[], ${column(({ timeZone }) => timeZone)}::text[]) as n`.execute(
    tx.db,
  );
  await sql`insert into feeds (id, kind) select id, 'person' from unnest(${ids}::uuid[]) as n(id)`.execute(
    tx.db,
  );
  await sql`
    insert into affiliations (person_id, organisation_id, role, role_title, since)
    select n.id, ${organisationId}::uuid, n.role, n.title, ${tx.at}::timestamptz
    from unnest(${ids}::uuid[], ${column(({ person }) => roleOf(person))}::text[], ${column(({ title }) => title)}::text[]) as n(id, role, title)`.execute(
    tx.db,
  );
}

/** Only while nobody has claimed the profile: then its name is its owner's. */
export async function renameProfiles(tx: Tx, people: ImportedPerson[]): Promise<void> {
  await sql`
    update people set name = n.name from unnest(${people.map(({ id }) => id)}::uuid[], ${people.map(({ name }) => name)}::text[]) as n(id, name)
    where people.id = n.id and people.kind in ('profile', 'bot')`.execute(tx.db);
}

const TIME_ZONES_MAX = 1000;
const timeZones = new Map<string, boolean>();

/** Remembered: asking for one costs as much as reading ten messages, and an archive names the same few for everybody. */
export function knownTimeZone(name = 'UTC'): string {
  const known = timeZones.get(name) ?? isTimeZone(name);
  if (timeZones.size < TIME_ZONES_MAX) timeZones.set(name, known);
  return known ? name : 'UTC';
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
