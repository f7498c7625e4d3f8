create table activity (
  feed_id uuid not null,
  seq bigint not null,
  kind text not null,
  subject_id uuid,
  person_id uuid,
  organisation_id uuid,
  at timestamp with time zone not null,
  facts jsonb,
  PRIMARY KEY (feed_id, seq)
);

create table affiliations (
  person_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  role_title text not null default ''::text,
  since timestamp with time zone not null,
  PRIMARY KEY (person_id, organisation_id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  CHECK ((role = ANY (ARRAY['steward'::text, 'member'::text, 'guest'::text])))
);
CREATE INDEX affiliations_organisation ON affiliations USING btree (organisation_id, person_id);

create table agreement_signatures (
  agreement_id uuid not null,
  version integer not null,
  person_id uuid not null,
  organisation_id uuid not null,
  signed_at timestamp with time zone not null,
  PRIMARY KEY (agreement_id, version, person_id),
  FOREIGN KEY (agreement_id) REFERENCES agreements(id),
  FOREIGN KEY (agreement_id, version) REFERENCES agreement_versions(agreement_id, version),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX agreement_signatures_person ON agreement_signatures USING btree (person_id, agreement_id, version);

create table agreement_versions (
  agreement_id uuid not null,
  version integer not null,
  text jsonb not null,
  material boolean not null,
  published_by uuid not null,
  organisation_id uuid not null,
  published_at timestamp with time zone not null,
  PRIMARY KEY (agreement_id, version),
  FOREIGN KEY (agreement_id) REFERENCES agreements(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (published_by) REFERENCES people(id)
);

create table agreements (
  id uuid not null,
  subject text not null,
  revision integer not null,
  draft jsonb not null,
  drafted_by uuid not null,
  drafted_for uuid not null,
  drafted_at timestamp with time zone not null,
  version integer not null default 0,
  material_version integer not null default 0,
  PRIMARY KEY (id),
  FOREIGN KEY (drafted_by) REFERENCES people(id),
  FOREIGN KEY (drafted_for) REFERENCES organisations(id),
  CHECK ((subject = ANY (ARRAY['space'::text, 'step'::text])))
);

create table attempt_counters (
  key text not null,
  window_start timestamp with time zone not null,
  count integer not null,
  PRIMARY KEY (key, window_start)
);
CREATE INDEX attempt_counters_window ON attempt_counters USING btree (window_start);

create table charter_acceptances (
  space_id uuid not null,
  organisation_id uuid not null,
  asked_at timestamp with time zone not null,
  asked_by uuid,
  version integer,
  accepted_by uuid,
  accepted_at timestamp with time zone,
  PRIMARY KEY (space_id, organisation_id),
  FOREIGN KEY (accepted_by) REFERENCES people(id),
  FOREIGN KEY (asked_by) REFERENCES people(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (space_id) REFERENCES spaces(id)
);
CREATE INDEX charter_acceptances_open ON charter_acceptances USING btree (organisation_id, space_id) WHERE (accepted_at IS NULL);

create table charter_readings (
  person_id uuid not null,
  space_id uuid not null,
  version integer not null,
  read_at timestamp with time zone not null,
  PRIMARY KEY (person_id, space_id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (space_id) REFERENCES spaces(id)
);

create table charters (
  space_id uuid not null,
  version integer not null,
  purpose text not null,
  norms text not null,
  kept_days integer,
  disclosable boolean not null,
  changed_by uuid,
  organisation_id uuid,
  changed_at timestamp with time zone not null,
  channels text not null default ''::text,
  answer_times text not null default ''::text,
  conflicts text not null default ''::text,
  PRIMARY KEY (space_id, version),
  FOREIGN KEY (changed_by) REFERENCES people(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (space_id) REFERENCES spaces(id)
);

create table feeds (
  id uuid not null,
  kind text not null,
  last_seq bigint not null default 0,
  PRIMARY KEY (id),
  CHECK ((kind = ANY (ARRAY['space'::text, 'person'::text, 'organisation'::text, 'server'::text])))
);

create table import_refs (
  source text not null,
  workspace text not null,
  kind text not null,
  external_id text not null,
  internal_id uuid not null,
  email text,
  seen_until timestamp with time zone,
  PRIMARY KEY (source, workspace, kind, external_id),
  CHECK ((email = lower(email))),
  CHECK ((kind = ANY (ARRAY['person'::text, 'space'::text])))
);
CREATE INDEX import_refs_internal ON import_refs USING btree (internal_id);

create table imports (
  id uuid not null,
  source text not null,
  file_name text not null,
  stored_at text,
  organisation_id uuid not null,
  dry_run boolean not null,
  state text not null,
  progress real not null default 0,
  attempts integer not null default 0,
  started_by uuid,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  report json,
  failure text,
  PRIMARY KEY (id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (started_by) REFERENCES people(id),
  CHECK ((source = 'slack'::text)),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX imports_newest ON imports USING btree (created_at DESC, id DESC);
CREATE INDEX imports_open ON imports USING btree (created_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

create table invitation_spaces (
  invitation_id uuid not null,
  space_id uuid not null,
  PRIMARY KEY (invitation_id, space_id),
  FOREIGN KEY (invitation_id) REFERENCES invitations(id),
  FOREIGN KEY (space_id) REFERENCES spaces(id)
);

create table invitations (
  id uuid not null,
  token_hash bytea not null,
  organisation_id uuid not null,
  role text not null,
  email text,
  claims_person_id uuid,
  invited_by uuid,
  invited_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  accepted_by uuid,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  UNIQUE (token_hash),
  PRIMARY KEY (id),
  FOREIGN KEY (accepted_by) REFERENCES people(id),
  FOREIGN KEY (claims_person_id) REFERENCES people(id),
  FOREIGN KEY (invited_by) REFERENCES people(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (revoked_by) REFERENCES people(id),
  CHECK ((email = lower(email))),
  CHECK ((role = ANY (ARRAY['steward'::text, 'member'::text, 'guest'::text])))
);
CREATE INDEX invitations_organisation ON invitations USING btree (organisation_id, invited_at DESC);
CREATE UNIQUE INDEX invitations_token_hash_key ON invitations USING btree (token_hash);

create table memberships (
  id uuid not null,
  space_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  from_seq bigint not null,
  to_seq bigint,
  joined_at timestamp with time zone not null,
  left_at timestamp with time zone,
  added_by uuid,
  removed_by uuid,
  PRIMARY KEY (id),
  FOREIGN KEY (added_by) REFERENCES people(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (removed_by) REFERENCES people(id),
  FOREIGN KEY (space_id) REFERENCES spaces(id),
  CHECK ((role = ANY (ARRAY['steward'::text, 'member'::text, 'guest'::text])))
);
CREATE INDEX memberships_history ON memberships USING btree (space_id, person_id, from_seq);
CREATE INDEX memberships_person ON memberships USING btree (person_id, space_id) WHERE (to_seq IS NULL);
CREATE UNIQUE INDEX memberships_open ON memberships USING btree (space_id, person_id) WHERE (to_seq IS NULL);

create table message_mentions (
  person_id uuid not null,
  space_id uuid not null,
  seq bigint not null,
  message_id uuid not null,
  PRIMARY KEY (person_id, space_id, seq),
  FOREIGN KEY (message_id) REFERENCES messages(id),
  FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX message_mentions_message ON message_mentions USING btree (message_id);

create table message_versions (
  message_id uuid not null,
  version integer not null,
  source text not null,
  body json not null,
  title text,
  written_at timestamp with time zone not null,
  replaced_by uuid,
  PRIMARY KEY (message_id, version),
  FOREIGN KEY (message_id) REFERENCES messages(id),
  FOREIGN KEY (replaced_by) REFERENCES people(id)
);

create table messages (
  id uuid not null,
  space_id uuid not null,
  seq bigint not null,
  author_id uuid not null,
  organisation_id uuid not null,
  author_role text not null,
  client_id uuid,
  thread_root_id uuid,
  title text,
  source text not null,
  body json not null,
  files json,
  mentions uuid[] not null default '{}'::uuid[],
  mentions_everyone boolean not null default false,
  created_at timestamp with time zone not null,
  edited_at timestamp with time zone,
  removed_at timestamp with time zone,
  removed_by uuid,
  has_reactions boolean not null default false,
  has_replies boolean not null default false,
  external_ref text,
  PRIMARY KEY (id),
  FOREIGN KEY (removed_by) REFERENCES people(id)
);
CREATE INDEX messages_column ON messages USING btree (space_id, seq) WHERE (thread_root_id IS NULL);
CREATE INDEX messages_everyone ON messages USING btree (space_id, seq) WHERE mentions_everyone;
CREATE INDEX messages_thread ON messages USING btree (thread_root_id, seq) WHERE (thread_root_id IS NOT NULL);
CREATE UNIQUE INDEX messages_client ON messages USING btree (author_id, client_id) WHERE (client_id IS NOT NULL);
CREATE UNIQUE INDEX messages_external ON messages USING btree (space_id, external_ref) WHERE (external_ref IS NOT NULL);
CREATE UNIQUE INDEX messages_place ON messages USING btree (space_id, seq);

create table norm_decisions (
  proposal_id uuid not null,
  version integer,
  reason text not null,
  decided_by uuid not null,
  organisation_id uuid not null,
  decided_at timestamp with time zone not null,
  PRIMARY KEY (proposal_id),
  FOREIGN KEY (decided_by) REFERENCES people(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (proposal_id) REFERENCES norm_proposals(id)
);

create table norm_proposals (
  id uuid not null,
  space_id uuid not null,
  from_version integer not null,
  norms text not null,
  channels text not null,
  answer_times text not null,
  conflicts text not null,
  reason text not null,
  proposed_by uuid not null,
  organisation_id uuid not null,
  proposed_at timestamp with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (proposed_by) REFERENCES people(id),
  FOREIGN KEY (space_id) REFERENCES spaces(id)
);
CREATE INDEX norm_proposals_space ON norm_proposals USING btree (space_id, proposed_at DESC);

create table organisations (
  id uuid not null,
  name text not null,
  short_name text not null,
  hue smallint not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  PRIMARY KEY (id),
  CHECK (((hue >= 0) AND (hue <= 359)))
);
CREATE UNIQUE INDEX organisations_name ON organisations USING btree (lower(name));

create table people (
  id uuid not null,
  kind text not null default 'person'::text,
  name text not null,
  email text,
  email_confirmed_at timestamp with time zone,
  time_zone text not null default 'UTC'::text,
  password_hash text,
  created_at timestamp with time zone not null,
  deactivated_at timestamp with time zone,
  deactivated_by uuid,
  PRIMARY KEY (id),
  FOREIGN KEY (deactivated_by) REFERENCES people(id),
  CHECK ((email = lower(email))),
  CHECK ((kind = ANY (ARRAY['person'::text, 'bot'::text, 'profile'::text])))
);
CREATE INDEX people_name ON people USING btree (lower(name), id);
CREATE INDEX people_name_parts ON people USING gin (search_fold(name) gin_trgm_ops);
CREATE UNIQUE INDEX people_email ON people USING btree (email) WHERE (email IS NOT NULL);

create table policies (
  id uuid not null,
  organisation_id uuid,
  version integer not null,
  material_version integer not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  PRIMARY KEY (id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (withdrawn_by) REFERENCES people(id)
);
CREATE INDEX policies_in_force ON policies USING btree (organisation_id) WHERE (withdrawn_at IS NULL);

create table policy_acceptances (
  person_id uuid not null,
  policy_id uuid not null,
  version integer not null,
  accepted_at timestamp with time zone not null,
  PRIMARY KEY (person_id, policy_id, version),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (policy_id) REFERENCES policies(id),
  FOREIGN KEY (policy_id, version) REFERENCES policy_versions(policy_id, version)
);

create table policy_reminders (
  policy_id uuid not null,
  reminded_at timestamp with time zone not null,
  reminded_by uuid not null,
  PRIMARY KEY (policy_id, reminded_at),
  FOREIGN KEY (policy_id) REFERENCES policies(id),
  FOREIGN KEY (reminded_by) REFERENCES people(id)
);

create table policy_versions (
  policy_id uuid not null,
  version integer not null,
  title text not null,
  summary text not null,
  body text not null,
  material boolean not null,
  published_by uuid not null,
  published_at timestamp with time zone not null,
  PRIMARY KEY (policy_id, version),
  FOREIGN KEY (policy_id) REFERENCES policies(id),
  FOREIGN KEY (published_by) REFERENCES people(id)
);

create table reactions (
  message_id uuid not null,
  emoji text not null,
  person_id uuid not null,
  organisation_id uuid not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (message_id, emoji, person_id),
  FOREIGN KEY (message_id) REFERENCES messages(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (person_id) REFERENCES people(id)
);

create table read_positions (
  person_id uuid not null,
  space_id uuid not null,
  seq bigint not null,
  moved_at timestamp with time zone not null,
  PRIMARY KEY (person_id, space_id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (space_id) REFERENCES spaces(id)
);

create table search_entries (
  message_id uuid not null,
  space_id uuid not null,
  seq bigint not null,
  author_id uuid not null,
  created_at timestamp with time zone not null,
  words tsvector not null,
  PRIMARY KEY (message_id)
);
CREATE INDEX search_entries_author ON search_entries USING btree (author_id, created_at DESC, message_id DESC);
CREATE INDEX search_entries_newest ON search_entries USING btree (created_at DESC, message_id DESC);
CREATE INDEX search_entries_space ON search_entries USING btree (space_id, created_at DESC, message_id DESC);
CREATE INDEX search_entries_words ON search_entries USING gin (words) WITH (gin_pending_list_limit='256');

create table search_queue (
  position bigint not null generated always as identity,
  message_id uuid not null,
  PRIMARY KEY ("position")
);

create table search_words (
  word text not null,
  entries bigint not null,
  PRIMARY KEY (word)
);
CREATE INDEX search_words_parts ON search_words USING gin (word gin_trgm_ops);

create table server_administrators (
  person_id uuid not null,
  granted_at timestamp with time zone not null,
  granted_by uuid,
  PRIMARY KEY (person_id),
  FOREIGN KEY (granted_by) REFERENCES people(id),
  FOREIGN KEY (person_id) REFERENCES people(id)
);

create table sessions (
  id uuid not null,
  person_id uuid not null,
  token_hash bytea not null,
  device text not null default ''::text,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  UNIQUE (token_hash),
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX sessions_person ON sessions USING btree (person_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX sessions_token_hash_key ON sessions USING btree (token_hash);

create table setup_links (
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (token_hash)
);

create table sign_in_links (
  token_hash bytea not null,
  person_id uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  PRIMARY KEY (token_hash),
  FOREIGN KEY (person_id) REFERENCES people(id)
);

create table spaces (
  id uuid not null,
  kind text not null,
  reach text not null,
  name text not null,
  lead_organisation_id uuid not null,
  history_rule text not null,
  charter_version integer not null default 1,
  direct_key text,
  created_at timestamp with time zone not null,
  created_by uuid,
  archived_at timestamp with time zone,
  archived_by uuid,
  awaiting_since timestamp with time zone,
  UNIQUE (direct_key),
  PRIMARY KEY (id),
  FOREIGN KEY (archived_by) REFERENCES people(id),
  FOREIGN KEY (created_by) REFERENCES people(id),
  FOREIGN KEY (lead_organisation_id) REFERENCES organisations(id),
  CHECK ((history_rule = ANY (ARRAY['all'::text, 'sinceJoining'::text]))),
  CHECK ((kind = ANY (ARRAY['working'::text, 'social'::text, 'direct'::text]))),
  CHECK ((reach = ANY (ARRAY['organisation'::text, 'shared'::text, 'listed'::text])))
);
CREATE INDEX spaces_name_parts ON spaces USING gin (search_fold(name) gin_trgm_ops);
CREATE INDEX spaces_reach ON spaces USING btree (reach, lead_organisation_id) WHERE (archived_at IS NULL);
CREATE UNIQUE INDEX spaces_direct_key_key ON spaces USING btree (direct_key);

create table thread_followings (
  root_id uuid not null,
  person_id uuid not null,
  followed_at timestamp with time zone not null,
  unfollowed_at timestamp with time zone,
  PRIMARY KEY (root_id, person_id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (root_id) REFERENCES messages(id)
);
CREATE INDEX thread_followings_person ON thread_followings USING btree (person_id) WHERE (unfollowed_at IS NULL);

create table threads (
  root_id uuid not null,
  space_id uuid not null,
  replies integer not null,
  last_reply_at timestamp with time zone,
  last_reply_seq bigint not null,
  people json not null,
  PRIMARY KEY (root_id),
  FOREIGN KEY (root_id) REFERENCES messages(id),
  FOREIGN KEY (space_id) REFERENCES spaces(id)
);

create table tokens (
  id uuid not null,
  person_id uuid not null,
  name text not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  UNIQUE (token_hash),
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX tokens_person ON tokens USING btree (person_id) WHERE (revoked_at IS NULL);
CREATE UNIQUE INDEX tokens_token_hash_key ON tokens USING btree (token_hash);
