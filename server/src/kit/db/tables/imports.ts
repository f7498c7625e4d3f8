// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.
import type { Filled } from '../columns.ts';

export interface ImportsTables {
  import_refs: {
    source: string;
    workspace: string;
    kind: string;
    external_id: string;
    internal_id: string;
    email: string | null;
    seen_until: string | null;
  };
  imports: {
    id: string;
    source: string;
    file_name: string;
    stored_at: string | null;
    organisation_id: string;
    dry_run: boolean;
    state: string;
    progress: Filled<number>;
    attempts: Filled<number>;
    started_by: string | null;
    created_at: string;
    finished_at: string | null;
    report: string | null;
    failure: string | null;
  };
}
