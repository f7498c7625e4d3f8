create table sessions (
  id uuid primary key,
  person_id uuid not null references people,
  token_hash bytea not null unique,
  device text not null default '',
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index sessions_person on sessions (person_id) where ended_at is null;

create table tokens (
  id uuid primary key,
  person_id uuid not null references people,
  name text not null,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index tokens_person on tokens (person_id) where revoked_at is null;

create table sign_in_links (
  token_hash bytea primary key,
  person_id uuid not null references people,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- The link of the first run. Only the newest works, and none once there is an administrator.
create table setup_links (
  token_hash bytea primary key,
  created_at timestamptz not null
);

create table invitations (
  id uuid primary key,
  token_hash bytea not null unique,
  organisation_id uuid not null references organisations,
  role text not null check (role in ('steward', 'member', 'guest')),
  email text check (email = lower(email)),
  claims_person_id uuid references people,
  invited_by uuid references people,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references people,
  revoked_at timestamptz,
  revoked_by uuid references people
);
create index invitations_organisation on invitations (organisation_id, invited_at desc);

-- Attempts per key (an account, an address) in a window; counted by one atomic statement. Not logged: losing it in a crash harms nobody.
create unlogged table attempt_counters (
  key text not null,
  window_start timestamptz not null,
  count integer not null,
  primary key (key, window_start)
);
create index attempt_counters_window on attempt_counters (window_start);
