// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.

export interface RoundsTables {
  round_addressees: {
    id: string;
    round_id: string;
    email: string;
    token_hash: Buffer;
    asked_by: string;
    asked_at: string;
    expires_at: string;
  };
  round_answers: {
    id: string;
    round_id: string;
    person_id: string | null;
    organisation_id: string | null;
    addressee_id: string | null;
    outside_name: string | null;
    outside_organisation: string | null;
    brings: string;
    betters_me: string;
    easy_because: string;
    answered_at: string;
    changed_at: string | null;
  };
  round_endings: {
    round_id: string;
    person_id: string;
    organisation_id: string;
    ended_at: string;
  };
  round_outcomes: {
    answer_id: string;
    outcome: string;
    line: string;
    said_at: string;
  };
  round_people: {
    round_id: string;
    person_id: string;
    organisation_id: string;
  };
  round_wavings: {
    round_id: string;
    person_id: string;
    waved_at: string;
  };
  round_yeses: {
    answer_id: string;
    person_id: string;
    organisation_id: string;
    said_at: string;
  };
  rounds: {
    id: string;
    client_id: string;
    question: string;
    space_id: string | null;
    facilitator_id: string;
    organisation_id: string;
    opened_at: string;
    ends_at: string;
    previous_id: string | null;
  };
}
