import { type RawBuilder, sql } from 'kysely';
import type { PersonRef } from '@footbridge/contract/people.ts';

/** What a row must hold so that a person can be shown; select it with `personRefColumns`. */
export interface PersonRefRow {
  person_id: string;
  person_name: string;
  person_kind: string;
  organisation_id: string;
  organisation_name: string;
  organisation_short_name: string;
  organisation_hue: number;
}

/** The columns of `PersonRefRow`, over the aliases `p` (people) and `o` (organisations: the one they acted for). */
export const personRefColumns: RawBuilder<PersonRefRow> = sql`
  p.id as person_id, p.name as person_name, p.kind as person_kind, o.id as organisation_id, o.name as organisation_name,
  o.short_name as organisation_short_name, o.hue as organisation_hue`;

/** The one server function that says how a person is shown. */
export function toPersonRef(row: PersonRefRow): PersonRef {
  return {
    id: row.person_id,
    name: row.person_name,
    kind: row.person_kind as PersonRef['kind'],
    organisation: { id: row.organisation_id, name: row.organisation_name, shortName: row.organisation_short_name, hue: row.organisation_hue },
  };
}
