// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.
import type { Filled } from '../columns.ts';

export interface SpacesTables {
  charters: {
    space_id: string;
    version: number;
    purpose: string;
    norms: string;
    kept_days: number | null;
    disclosable: boolean;
    changed_by: string | null;
    organisation_id: string | null;
    changed_at: string;
    channels: Filled<string>;
    answer_times: Filled<string>;
    conflicts: Filled<string>;
  };
  invitation_spaces: {
    invitation_id: string;
    space_id: string;
  };
  memberships: {
    id: string;
    space_id: string;
    person_id: string;
    organisation_id: string;
    role: string;
    from_seq: number;
    to_seq: number | null;
    joined_at: string;
    left_at: string | null;
    added_by: string | null;
    removed_by: string | null;
  };
  read_positions: {
    person_id: string;
    space_id: string;
    seq: number;
    moved_at: string;
  };
  spaces: {
    id: string;
    kind: string;
    reach: string;
    name: string;
    lead_organisation_id: string;
    history_rule: string;
    charter_version: Filled<number>;
    direct_key: string | null;
    created_at: string;
    created_by: string | null;
    archived_at: string | null;
    archived_by: string | null;
    awaiting_since: string | null;
  };
}
