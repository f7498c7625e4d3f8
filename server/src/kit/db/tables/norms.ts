// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.

export interface NormsTables {
  charter_acceptances: {
    space_id: string;
    organisation_id: string;
    asked_at: string;
    asked_by: string | null;
    version: number | null;
    accepted_by: string | null;
    accepted_at: string | null;
  };
  charter_readings: {
    person_id: string;
    space_id: string;
    version: number;
    read_at: string;
  };
  norm_decisions: {
    proposal_id: string;
    version: number | null;
    reason: string;
    decided_by: string;
    organisation_id: string;
    decided_at: string;
  };
  norm_proposals: {
    id: string;
    space_id: string;
    from_version: number;
    norms: string;
    channels: string;
    answer_times: string;
    conflicts: string;
    reason: string;
    proposed_by: string;
    organisation_id: string;
    proposed_at: string;
  };
}
