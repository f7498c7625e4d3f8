create table imports (
  id uuid primary key,
  source text not null check (source in ('slack')),
  file_name text not null,
  -- Where the uploaded archive lies below the data directory until the import has ended; null when it was read where it was.
  stored_at text,
  organisation_id uuid not null references organisations,
  dry_run boolean not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  progress real not null default 0,
  -- How often it was begun: one that ends the process each time must not do so for ever.
  attempts integer not null default 0,
  started_by uuid references people,
  created_at timestamptz not null,
  finished_at timestamptz,
  report json,
  failure text
);
create index imports_newest on imports (created_at desc, id desc);
create index imports_open on imports (created_at) where state in ('waiting', 'running');

-- What was called what in which archive: importing again finds people and spaces by it. Messages carry theirs in external_ref.
create table import_refs (
  source text not null,
  -- Tells one workspace from another, for one organisation: the same ids occur in different ones, and an archive that only says it is
  -- of a workspace must not reach what another organisation brought in from there.
  workspace text not null,
  kind text not null check (kind in ('person', 'space')),
  external_id text not null,
  internal_id uuid not null,
  -- Of a person: the address that the archive had. A profile itself has none until somebody claims it.
  email text check (email = lower(email)),
  -- Of a space: joins and leaves up to this time have been taken from it.
  seen_until timestamptz,
  primary key (source, workspace, kind, external_id)
);
create index import_refs_internal on import_refs (internal_id);
