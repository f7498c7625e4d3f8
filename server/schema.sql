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

create table avoided_people (
  person_id uuid not null,
  avoided_person_id uuid not null,
  avoided_at timestamp with time zone not null,
  PRIMARY KEY (person_id, avoided_person_id),
  FOREIGN KEY (avoided_person_id) REFERENCES people(id),
  FOREIGN KEY (person_id) REFERENCES people(id)
);

create table case_appeals (
  case_id uuid not null,
  person_id uuid not null,
  stage_id uuid not null,
  appealed_at timestamp with time zone not null,
  PRIMARY KEY (case_id, person_id),
  FOREIGN KEY (case_id) REFERENCES cases(id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (stage_id) REFERENCES case_stages(id)
);

create table case_helper_acceptances (
  stage_id uuid not null,
  person_id uuid not null,
  accepted_at timestamp with time zone not null,
  PRIMARY KEY (stage_id, person_id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (stage_id) REFERENCES case_stages(id)
);

create table case_helper_declines (
  stage_id uuid not null,
  person_id uuid not null,
  declined_at timestamp with time zone not null,
  PRIMARY KEY (stage_id, person_id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (stage_id) REFERENCES case_stages(id)
);

create table case_helpers (
  stage_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  PRIMARY KEY (stage_id, person_id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (stage_id) REFERENCES case_stages(id)
);
CREATE INDEX case_helpers_person ON case_helpers USING btree (person_id, stage_id);

create table case_outcomes (
  stage_id uuid not null,
  outcome text not null,
  written_by uuid not null,
  organisation_id uuid not null,
  written_at timestamp with time zone not null,
  PRIMARY KEY (stage_id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (stage_id) REFERENCES case_stages(id),
  FOREIGN KEY (written_by) REFERENCES people(id)
);

create table case_parties (
  case_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  PRIMARY KEY (case_id, person_id),
  FOREIGN KEY (case_id) REFERENCES cases(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX case_parties_person ON case_parties USING btree (person_id, case_id);

create table case_stages (
  id uuid not null,
  case_id uuid not null,
  place integer not null,
  kind text not null,
  due_at timestamp with time zone not null,
  opened_by uuid not null,
  organisation_id uuid not null,
  opened_at timestamp with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (case_id) REFERENCES cases(id),
  FOREIGN KEY (opened_by) REFERENCES people(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  CHECK ((kind = ANY (ARRAY['facilitator'::text, 'onePersonEach'::text, 'mediator'::text, 'appeal'::text])))
);
CREATE UNIQUE INDEX case_stages_place ON case_stages USING btree (case_id, place);

create table cases (
  id uuid not null,
  about_kind text not null,
  about_id uuid not null,
  matter text not null,
  opened_by uuid not null,
  organisation_id uuid not null,
  client_id uuid not null,
  opened_at timestamp with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (opened_by) REFERENCES people(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  CHECK ((about_kind = ANY (ARRAY['step'::text, 'space'::text, 'message'::text])))
);
CREATE UNIQUE INDEX cases_client ON cases USING btree (opened_by, client_id);

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

create table good_work_agreements (
  good_work_id uuid not null,
  line text not null,
  agreed_by uuid not null,
  agreed_at timestamp with time zone not null,
  PRIMARY KEY (good_work_id),
  FOREIGN KEY (agreed_by) REFERENCES people(id),
  FOREIGN KEY (good_work_id) REFERENCES good_works(id) ON DELETE CASCADE
);
CREATE INDEX good_work_agreements_at ON good_work_agreements USING btree (agreed_at);

create table good_work_mail_refusals (
  person_id uuid not null,
  refused_at timestamp with time zone not null,
  PRIMARY KEY (person_id),
  FOREIGN KEY (person_id) REFERENCES people(id)
);

create table good_work_refusals (
  good_work_id uuid not null,
  refused_by uuid not null,
  refused_at timestamp with time zone not null,
  PRIMARY KEY (good_work_id),
  FOREIGN KEY (good_work_id) REFERENCES good_works(id) ON DELETE CASCADE,
  FOREIGN KEY (refused_by) REFERENCES people(id)
);

create table good_works (
  id uuid not null,
  named_by uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  person_organisation_id uuid not null,
  client_id uuid not null,
  line text not null,
  message_id uuid,
  story_id uuid,
  named_at timestamp with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (message_id) REFERENCES messages(id),
  FOREIGN KEY (named_by) REFERENCES people(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (person_organisation_id) REFERENCES organisations(id),
  CHECK ((named_by <> person_id))
);
CREATE INDEX good_works_named ON good_works USING btree (named_at);
CREATE INDEX good_works_person ON good_works USING btree (person_id, named_at);
CREATE UNIQUE INDEX good_works_client ON good_works USING btree (named_by, client_id);

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

create table message_keepings (
  message_id uuid not null,
  space_id uuid not null,
  kept_by uuid not null,
  organisation_id uuid not null,
  kept_at timestamp with time zone not null,
  PRIMARY KEY (message_id),
  FOREIGN KEY (kept_by) REFERENCES people(id),
  FOREIGN KEY (message_id) REFERENCES messages(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (space_id) REFERENCES spaces(id)
);
CREATE INDEX message_keepings_space ON message_keepings USING btree (space_id, kept_at);

create table message_mentions (
  person_id uuid not null,
  space_id uuid not null,
  seq bigint not null,
  message_id uuid not null,
  PRIMARY KEY (person_id, space_id, seq)
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

create table offers (
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  text text not null,
  details text not null,
  size text not null,
  audience text not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  CHECK ((audience = ANY (ARRAY['sharedSpaces'::text, 'organisation'::text, 'everyone'::text]))),
  CHECK ((kind = ANY (ARRAY['bring'::text, 'learn'::text]))),
  CHECK ((size = ANY (ARRAY['hour'::text, 'halfDay'::text, 'days'::text, 'weeks'::text])))
);
CREATE INDEX offers_newest ON offers USING btree (created_at DESC, id DESC) WHERE (finished_at IS NULL);
CREATE INDEX offers_person ON offers USING btree (person_id, created_at DESC);
CREATE INDEX offers_words ON offers USING gin (to_tsvector('simple'::regconfig, ((text || ' '::text) || details))) WHERE (finished_at IS NULL);

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

create table pairing_acceptances (
  pairing_id uuid not null,
  starts_at timestamp with time zone not null,
  person_id uuid not null,
  accepted_at timestamp with time zone not null,
  PRIMARY KEY (pairing_id, starts_at, person_id),
  FOREIGN KEY (pairing_id, starts_at) REFERENCES pairing_times(pairing_id, starts_at),
  FOREIGN KEY (person_id) REFERENCES people(id)
);

create table pairing_agreements (
  pairing_id uuid not null,
  starts_at timestamp with time zone not null,
  step_id uuid not null,
  agreed_at timestamp with time zone not null,
  PRIMARY KEY (pairing_id),
  FOREIGN KEY (pairing_id) REFERENCES pairings(id),
  FOREIGN KEY (step_id) REFERENCES steps(id)
);

create table pairing_fortnights (
  begins_at timestamp with time zone not null,
  paired_at timestamp with time zone not null,
  PRIMARY KEY (begins_at)
);

create table pairing_hours (
  person_id uuid not null,
  weekday text not null,
  half text not null,
  PRIMARY KEY (person_id, weekday, half),
  FOREIGN KEY (person_id) REFERENCES pairing_participants(person_id) ON DELETE CASCADE,
  CHECK ((half = ANY (ARRAY['morning'::text, 'afternoon'::text]))),
  CHECK ((weekday = ANY (ARRAY['monday'::text, 'tuesday'::text, 'wednesday'::text, 'thursday'::text, 'friday'::text, 'saturday'::text, 'sunday'::text])))
);

create table pairing_participants (
  person_id uuid not null,
  joined_at timestamp with time zone not null,
  PRIMARY KEY (person_id),
  FOREIGN KEY (person_id) REFERENCES people(id)
);

create table pairing_skips (
  pairing_id uuid not null,
  person_id uuid not null,
  skipped_at timestamp with time zone not null,
  PRIMARY KEY (pairing_id, person_id),
  FOREIGN KEY (pairing_id) REFERENCES pairings(id),
  FOREIGN KEY (person_id) REFERENCES people(id)
);

create table pairing_times (
  pairing_id uuid not null,
  offer integer not null,
  starts_at timestamp with time zone not null,
  PRIMARY KEY (pairing_id, starts_at),
  FOREIGN KEY (pairing_id) REFERENCES pairings(id)
);

create table pairings (
  id uuid not null,
  first_person_id uuid not null,
  first_organisation_id uuid not null,
  second_person_id uuid not null,
  second_organisation_id uuid not null,
  offered_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  offer integer not null default 1,
  PRIMARY KEY (id),
  FOREIGN KEY (first_organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (first_person_id) REFERENCES people(id),
  FOREIGN KEY (second_organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (second_person_id) REFERENCES people(id),
  CHECK ((first_person_id < second_person_id))
);
CREATE INDEX pairings_first ON pairings USING btree (first_person_id, offered_at DESC);
CREATE INDEX pairings_offered ON pairings USING btree (offered_at);
CREATE INDEX pairings_second ON pairings USING btree (second_person_id, offered_at DESC);

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
  PRIMARY KEY (message_id, emoji, person_id)
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

create table round_addressees (
  id uuid not null,
  round_id uuid not null,
  email text not null,
  token_hash bytea not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  UNIQUE (token_hash),
  PRIMARY KEY (id),
  FOREIGN KEY (asked_by) REFERENCES people(id),
  FOREIGN KEY (round_id) REFERENCES rounds(id),
  CHECK ((email = lower(email)))
);
CREATE INDEX round_addressees_expiry ON round_addressees USING btree (expires_at);
CREATE UNIQUE INDEX round_addressees_email ON round_addressees USING btree (round_id, email);
CREATE UNIQUE INDEX round_addressees_token_hash_key ON round_addressees USING btree (token_hash);

create table round_answers (
  id uuid not null,
  round_id uuid not null,
  person_id uuid,
  organisation_id uuid,
  addressee_id uuid,
  outside_name text,
  outside_organisation text,
  brings text not null,
  betters_me text not null,
  easy_because text not null,
  answered_at timestamp with time zone not null,
  changed_at timestamp with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (addressee_id) REFERENCES round_addressees(id) ON DELETE SET NULL,
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (round_id) REFERENCES rounds(id),
  CHECK ((((person_id IS NULL) = (outside_name IS NOT NULL)) AND ((outside_name IS NULL) = (outside_organisation IS NULL)))),
  CHECK (((person_id IS NULL) = (organisation_id IS NULL)))
);
CREATE INDEX round_answers_round ON round_answers USING btree (round_id, answered_at);
CREATE UNIQUE INDEX round_answers_addressee ON round_answers USING btree (addressee_id) WHERE (addressee_id IS NOT NULL);
CREATE UNIQUE INDEX round_answers_person ON round_answers USING btree (round_id, person_id) WHERE (person_id IS NOT NULL);

create table round_endings (
  round_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  ended_at timestamp with time zone not null,
  PRIMARY KEY (round_id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (round_id) REFERENCES rounds(id)
);

create table round_outcomes (
  answer_id uuid not null,
  outcome text not null,
  line text not null,
  said_at timestamp with time zone not null,
  PRIMARY KEY (answer_id),
  FOREIGN KEY (answer_id) REFERENCES round_answers(id) ON DELETE CASCADE,
  CHECK ((outcome = ANY (ARRAY['becameSomething'::text, 'stillOpen'::text, 'notNow'::text])))
);

create table round_people (
  round_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  PRIMARY KEY (round_id, person_id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (round_id) REFERENCES rounds(id)
);
CREATE INDEX round_people_person ON round_people USING btree (person_id, round_id);

create table round_wavings (
  round_id uuid not null,
  person_id uuid not null,
  waved_at timestamp with time zone not null,
  PRIMARY KEY (round_id, person_id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (round_id) REFERENCES rounds(id)
);

create table round_yeses (
  answer_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  said_at timestamp with time zone not null,
  PRIMARY KEY (answer_id, person_id),
  FOREIGN KEY (answer_id) REFERENCES round_answers(id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (person_id) REFERENCES people(id)
);

create table rounds (
  id uuid not null,
  client_id uuid not null,
  question text not null,
  space_id uuid,
  facilitator_id uuid not null,
  organisation_id uuid not null,
  opened_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  previous_id uuid,
  UNIQUE (previous_id),
  PRIMARY KEY (id),
  FOREIGN KEY (facilitator_id) REFERENCES people(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (previous_id) REFERENCES rounds(id),
  FOREIGN KEY (space_id) REFERENCES spaces(id)
);
CREATE INDEX rounds_facilitator ON rounds USING btree (facilitator_id, id);
CREATE INDEX rounds_space ON rounds USING btree (space_id, ends_at) WHERE (space_id IS NOT NULL);
CREATE UNIQUE INDEX rounds_client ON rounds USING btree (facilitator_id, client_id);
CREATE UNIQUE INDEX rounds_previous_id_key ON rounds USING btree (previous_id);

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

create table step_acceptances (
  step_id uuid not null,
  person_id uuid not null,
  accepted_at timestamp with time zone not null,
  PRIMARY KEY (step_id, person_id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (step_id) REFERENCES steps(id)
);

create table step_check_ins (
  step_id uuid not null,
  person_id uuid not null,
  answer text not null,
  answered_at timestamp with time zone not null,
  PRIMARY KEY (step_id, person_id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (step_id) REFERENCES steps(id),
  CHECK ((answer = ANY (ARRAY['fine'::text, 'talk'::text])))
);

create table step_declines (
  step_id uuid not null,
  person_id uuid not null,
  declined_at timestamp with time zone not null,
  PRIMARY KEY (step_id, person_id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (step_id) REFERENCES steps(id)
);

create table step_endings (
  step_id uuid not null,
  outcome text not null,
  ended_at timestamp with time zone not null,
  PRIMARY KEY (step_id),
  FOREIGN KEY (step_id) REFERENCES steps(id),
  CHECK ((outcome = ANY (ARRAY['done'::text, 'changed'::text, 'stopped'::text])))
);

create table step_not_nows (
  person_id uuid not null,
  with_person_id uuid not null,
  said_at timestamp with time zone not null,
  PRIMARY KEY (person_id, with_person_id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (with_person_id) REFERENCES people(id)
);

create table step_people (
  step_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  benefit text not null default ''::text,
  at_stake text not null default ''::text,
  PRIMARY KEY (step_id, person_id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (step_id) REFERENCES steps(id)
);
CREATE INDEX step_people_person ON step_people USING btree (person_id, step_id);

create table step_reflections (
  step_id uuid not null,
  person_id uuid not null,
  text text,
  written_at timestamp with time zone not null,
  shown_alone_at timestamp with time zone,
  PRIMARY KEY (step_id, person_id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (step_id) REFERENCES steps(id)
);

create table step_reveals (
  step_id uuid not null,
  revealed_at timestamp with time zone not null,
  PRIMARY KEY (step_id),
  FOREIGN KEY (step_id) REFERENCES steps(id)
);

create table step_withdrawals (
  step_id uuid not null,
  withdrawn_at timestamp with time zone not null,
  PRIMARY KEY (step_id),
  FOREIGN KEY (step_id) REFERENCES steps(id)
);

create table steps (
  id uuid not null,
  title text not null,
  purpose text not null,
  proposed_by uuid not null,
  organisation_id uuid not null,
  client_id uuid not null,
  proposed_at timestamp with time zone not null,
  time_box text not null,
  hours_limit integer not null,
  money text not null,
  reputation text not null,
  data text not null,
  starts_at timestamp with time zone,
  origin_kind text,
  origin_id uuid,
  agreed_at timestamp with time zone,
  half_at timestamp with time zone,
  due_at timestamp with time zone,
  space_id uuid,
  PRIMARY KEY (id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (proposed_by) REFERENCES people(id),
  FOREIGN KEY (space_id) REFERENCES spaces(id),
  CHECK ((((agreed_at IS NULL) = (due_at IS NULL)) AND ((agreed_at IS NULL) = (half_at IS NULL)))),
  CHECK (((hours_limit >= 1) AND (hours_limit <= 120))),
  CHECK (((origin_kind IS NULL) = (origin_id IS NULL))),
  CHECK ((data = ANY (ARRAY['none'::text, 'published'::text, 'internal'::text, 'personal'::text]))),
  CHECK ((money = ANY (ARRAY['none'::text, 'smallChange'::text, 'smallBudget'::text, 'sharedBudget'::text]))),
  CHECK ((origin_kind = ANY (ARRAY['answer'::text, 'offer'::text, 'message'::text, 'person'::text, 'step'::text, 'story'::text, 'pairing'::text]))),
  CHECK ((reputation = ANY (ARRAY['betweenUs'::text, 'ourTeams'::text, 'ourOrganisations'::text, 'inPublic'::text]))),
  CHECK ((time_box = ANY (ARRAY['halfHour'::text, 'twoHours'::text, 'day'::text, 'week'::text, 'twoWeeks'::text, 'fourWeeks'::text, 'threeMonths'::text])))
);
CREATE INDEX steps_origin ON steps USING btree (origin_kind, origin_id) WHERE (origin_id IS NOT NULL);
CREATE UNIQUE INDEX steps_client ON steps USING btree (proposed_by, client_id);
CREATE UNIQUE INDEX steps_space ON steps USING btree (space_id) WHERE (space_id IS NOT NULL);

create table stories (
  id uuid not null,
  kind text not null,
  space_id uuid not null,
  from_seq bigint not null,
  version integer not null,
  created_by uuid not null,
  organisation_id uuid not null,
  client_id uuid not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (created_by) REFERENCES people(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (space_id) REFERENCES spaces(id),
  CHECK ((kind = ANY (ARRAY['story'::text, 'plan'::text])))
);
CREATE INDEX stories_space ON stories USING btree (space_id, created_at);
CREATE UNIQUE INDEX stories_client ON stories USING btree (created_by, client_id);

create table story_contacts (
  story_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  PRIMARY KEY (story_id, person_id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (story_id) REFERENCES stories(id)
);

create table story_parkings (
  story_id uuid not null,
  parked_at timestamp with time zone not null,
  parked_by uuid not null,
  organisation_id uuid not null,
  reason text not null,
  revive_if text not null,
  revived_at timestamp with time zone,
  revived_by uuid,
  revived_organisation_id uuid,
  PRIMARY KEY (story_id, parked_at),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (parked_by) REFERENCES people(id),
  FOREIGN KEY (revived_by) REFERENCES people(id),
  FOREIGN KEY (revived_organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (story_id) REFERENCES stories(id)
);
CREATE UNIQUE INDEX story_parkings_open ON story_parkings USING btree (story_id) WHERE (revived_at IS NULL);

create table story_publication_organisations (
  story_id uuid not null,
  organisation_id uuid not null,
  PRIMARY KEY (story_id, organisation_id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (story_id) REFERENCES story_publications(story_id) ON DELETE CASCADE
);
CREATE INDEX story_publication_organisations_of ON story_publication_organisations USING btree (organisation_id);

create table story_publications (
  story_id uuid not null,
  version integer not null,
  audience text not null,
  published_by uuid not null,
  organisation_id uuid not null,
  published_at timestamp with time zone not null,
  PRIMARY KEY (story_id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (published_by) REFERENCES people(id),
  FOREIGN KEY (story_id) REFERENCES stories(id),
  FOREIGN KEY (story_id, version) REFERENCES story_versions(story_id, version),
  CHECK ((audience = ANY (ARRAY['space'::text, 'organisations'::text, 'everyone'::text])))
);

create table story_versions (
  story_id uuid not null,
  version integer not null,
  title text not null,
  source text not null,
  body json not null,
  words tsvector not null,
  written_by uuid not null,
  organisation_id uuid not null,
  written_at timestamp with time zone not null,
  PRIMARY KEY (story_id, version),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (story_id) REFERENCES stories(id),
  FOREIGN KEY (written_by) REFERENCES people(id)
);
CREATE INDEX story_versions_words ON story_versions USING gin (words);

create table thanks (
  id uuid not null,
  giver_id uuid not null,
  organisation_id uuid not null,
  receiver_id uuid not null,
  receiver_organisation_id uuid not null,
  client_id uuid not null,
  act text not null,
  helped text not null,
  message_id uuid,
  step_id uuid,
  given_at timestamp with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (giver_id) REFERENCES people(id),
  FOREIGN KEY (message_id) REFERENCES messages(id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (receiver_id) REFERENCES people(id),
  FOREIGN KEY (receiver_organisation_id) REFERENCES organisations(id),
  FOREIGN KEY (step_id) REFERENCES steps(id),
  CHECK ((giver_id <> receiver_id))
);
CREATE INDEX thanks_giver ON thanks USING btree (giver_id, receiver_id, given_at);
CREATE INDEX thanks_receiver ON thanks USING btree (receiver_id, given_at);
CREATE UNIQUE INDEX thanks_client ON thanks USING btree (giver_id, client_id);

create table thanks_hidings (
  thanks_id uuid not null,
  hidden_by uuid not null,
  hidden_at timestamp with time zone not null,
  PRIMARY KEY (thanks_id),
  FOREIGN KEY (hidden_by) REFERENCES people(id),
  FOREIGN KEY (thanks_id) REFERENCES thanks(id) ON DELETE CASCADE
);

create table thanks_showings (
  thanks_id uuid not null,
  audience text not null,
  space_id uuid,
  shown_by uuid not null,
  shown_at timestamp with time zone not null,
  PRIMARY KEY (thanks_id),
  FOREIGN KEY (shown_by) REFERENCES people(id),
  FOREIGN KEY (space_id) REFERENCES spaces(id),
  FOREIGN KEY (thanks_id) REFERENCES thanks(id) ON DELETE CASCADE,
  CHECK (((audience = 'space'::text) = (space_id IS NOT NULL))),
  CHECK ((audience = ANY (ARRAY['us'::text, 'space'::text, 'card'::text])))
);
CREATE INDEX thanks_showings_space ON thanks_showings USING btree (space_id, shown_at) WHERE (space_id IS NOT NULL);

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
