// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.
import type { Filled } from '../columns.ts';

export interface PairingsTables {
  avoided_people: {
    person_id: string;
    avoided_person_id: string;
    avoided_at: string;
  };
  pairing_acceptances: {
    pairing_id: string;
    starts_at: string;
    person_id: string;
    accepted_at: string;
  };
  pairing_agreements: {
    pairing_id: string;
    starts_at: string;
    step_id: string;
    agreed_at: string;
  };
  pairing_fortnights: {
    begins_at: string;
    paired_at: string;
  };
  pairing_hours: {
    person_id: string;
    weekday: string;
    half: string;
  };
  pairing_participants: {
    person_id: string;
    joined_at: string;
  };
  pairing_skips: {
    pairing_id: string;
    person_id: string;
    skipped_at: string;
  };
  pairing_times: {
    pairing_id: string;
    offer: number;
    starts_at: string;
  };
  pairings: {
    id: string;
    first_person_id: string;
    first_organisation_id: string;
    second_person_id: string;
    second_organisation_id: string;
    offered_at: string;
    ends_at: string;
    offer: Filled<number>;
  };
}
