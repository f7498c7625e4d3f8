// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.

export interface CasesTables {
  case_appeals: {
    case_id: string;
    person_id: string;
    stage_id: string;
    appealed_at: string;
  };
  case_helper_acceptances: {
    stage_id: string;
    person_id: string;
    accepted_at: string;
  };
  case_helper_declines: {
    stage_id: string;
    person_id: string;
    declined_at: string;
  };
  case_helpers: {
    stage_id: string;
    person_id: string;
    organisation_id: string;
  };
  case_outcomes: {
    stage_id: string;
    outcome: string;
    written_by: string;
    organisation_id: string;
    written_at: string;
  };
  case_parties: {
    case_id: string;
    person_id: string;
    organisation_id: string;
  };
  case_stages: {
    id: string;
    case_id: string;
    place: number;
    kind: string;
    due_at: string;
    opened_by: string;
    organisation_id: string;
    opened_at: string;
  };
  cases: {
    id: string;
    about_kind: string;
    about_id: string;
    matter: string;
    opened_by: string;
    organisation_id: string;
    client_id: string;
    opened_at: string;
  };
}
