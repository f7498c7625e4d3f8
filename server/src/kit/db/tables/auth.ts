// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.
import type { Filled } from '../columns.ts';

export interface AuthTables {
  attempt_counters: {
    key: string;
    window_start: string;
    count: number;
  };
  invitations: {
    id: string;
    token_hash: Buffer;
    organisation_id: string;
    role: string;
    email: string | null;
    claims_person_id: string | null;
    invited_by: string | null;
    invited_at: string;
    expires_at: string;
    accepted_at: string | null;
    accepted_by: string | null;
    revoked_at: string | null;
    revoked_by: string | null;
  };
  sessions: {
    id: string;
    person_id: string;
    token_hash: Buffer;
    device: Filled<string>;
    created_at: string;
    last_used_at: string;
    expires_at: string;
    ended_at: string | null;
  };
  setup_links: {
    token_hash: Buffer;
    created_at: string;
  };
  sign_in_links: {
    token_hash: Buffer;
    person_id: string;
    created_at: string;
    expires_at: string;
    used_at: string | null;
  };
  tokens: {
    id: string;
    person_id: string;
    name: string;
    token_hash: Buffer;
    created_at: string;
    last_used_at: string | null;
    revoked_at: string | null;
  };
}
