create table imports (
  id uuid primary key,
  source text not null check (source in ('slack')),
  file_name text not null,
  -- Where the uploaded archive lies below the data directory until the import has ended.
  stored_at text,
  organisation_id uuid not null references organisations,
  dry_run boolean not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  progress real not null default 0,
  started_by uuid references people,
  created_at timestamptz not null,
  finished_at timestamptz,
  report json,
  failure text
);

-- What was called what in which archive: importing again finds people and spaces by it. Messages carry theirs in external_ref.
create table import_refs (
  source text not null,
  -- Tells one workspace from another: the same ids occur in different ones.
  workspace text not null,
  kind text not null check (kind in ('person', 'space')),
  external_id text not null,
  internal_id uuid not null,
  primary key (source, workspace, kind, external_id)
);
