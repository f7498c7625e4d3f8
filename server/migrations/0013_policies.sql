create table policies (
  id uuid primary key,
  -- Whose people it is for; null for everybody on this server.
  organisation_id uuid references organisations,
  version integer not null,
  -- The newest version that has to be accepted before posting.
  material_version integer not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references people
);
-- Posting looks here for each person: what holds for everybody, and what holds for their organisations.
create index policies_in_force on policies (organisation_id) where withdrawn_at is null;

create table policy_versions (
  policy_id uuid not null references policies,
  version integer not null,
  title text not null,
  summary text not null,
  body text not null,
  material boolean not null,
  published_by uuid not null references people,
  published_at timestamptz not null,
  primary key (policy_id, version)
);

create table policy_acceptances (
  person_id uuid not null references people,
  policy_id uuid not null references policies,
  version integer not null,
  accepted_at timestamptz not null,
  primary key (person_id, policy_id, version),
  foreign key (policy_id, version) references policy_versions
);

create table policy_reminders (
  policy_id uuid not null references policies,
  reminded_at timestamptz not null,
  reminded_by uuid not null references people,
  primary key (policy_id, reminded_at)
);
