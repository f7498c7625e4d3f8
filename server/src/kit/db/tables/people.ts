// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.
import type { Filled, JsonFacts } from '../columns.ts';

export interface PeopleTables {
  activity: {
    feed_id: string;
    seq: number;
    kind: string;
    subject_id: string | null;
    person_id: string | null;
    organisation_id: string | null;
    at: string;
    facts: JsonFacts | null;
  };
  affiliations: {
    person_id: string;
    organisation_id: string;
    role: string;
    role_title: Filled<string>;
    since: string;
  };
  feeds: {
    id: string;
    kind: string;
    last_seq: Filled<number>;
  };
  organisations: {
    id: string;
    name: string;
    short_name: string;
    hue: number;
    created_at: string;
    created_by: string | null;
  };
  people: {
    id: string;
    kind: Filled<string>;
    name: string;
    email: string | null;
    email_confirmed_at: string | null;
    time_zone: Filled<string>;
    password_hash: string | null;
    created_at: string;
    deactivated_at: string | null;
    deactivated_by: string | null;
  };
  server_administrators: {
    person_id: string;
    granted_at: string;
    granted_by: string | null;
  };
}
