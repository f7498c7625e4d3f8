// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.
import type { Filled } from '../columns.ts';

export interface StepsTables {
  step_acceptances: {
    step_id: string;
    person_id: string;
    accepted_at: string;
  };
  step_check_ins: {
    step_id: string;
    person_id: string;
    answer: string;
    answered_at: string;
  };
  step_declines: {
    step_id: string;
    person_id: string;
    declined_at: string;
  };
  step_endings: {
    step_id: string;
    outcome: string;
    ended_at: string;
  };
  step_not_nows: {
    person_id: string;
    with_person_id: string;
    said_at: string;
  };
  step_people: {
    step_id: string;
    person_id: string;
    organisation_id: string;
    benefit: Filled<string>;
    at_stake: Filled<string>;
  };
  step_reflections: {
    step_id: string;
    person_id: string;
    text: string | null;
    written_at: string;
    shown_alone_at: string | null;
  };
  step_reveals: {
    step_id: string;
    revealed_at: string;
  };
  step_withdrawals: {
    step_id: string;
    withdrawn_at: string;
  };
  steps: {
    id: string;
    title: string;
    purpose: string;
    proposed_by: string;
    organisation_id: string;
    client_id: string;
    proposed_at: string;
    time_box: string;
    hours_limit: number;
    money: string;
    reputation: string;
    data: string;
    starts_at: string | null;
    origin_kind: string | null;
    origin_id: string | null;
    agreed_at: string | null;
    half_at: string | null;
    due_at: string | null;
    space_id: string | null;
  };
}
