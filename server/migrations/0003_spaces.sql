create table spaces (
  id uuid primary key,
  kind text not null check (kind in ('working', 'social', 'direct')),
  reach text not null check (reach in ('organisation', 'shared', 'listed')),
  name text not null,
  lead_organisation_id uuid not null references organisations,
  history_rule text not null check (history_rule in ('all', 'sinceJoining')),
  charter_version integer not null default 1,
  -- The people of a direct space, sorted, so that the same people always meet in the same one.
  direct_key text unique,
  created_at timestamptz not null,
  created_by uuid references people,
  archived_at timestamptz,
  archived_by uuid references people
);
create index spaces_reach on spaces (reach, lead_organisation_id) where archived_at is null;

create table charters (
  space_id uuid not null references spaces,
  version integer not null,
  purpose text not null,
  norms text not null,
  kept_days integer,
  disclosable boolean not null,
  changed_by uuid references people,
  organisation_id uuid references organisations,
  changed_at timestamptz not null,
  primary key (space_id, version)
);

-- Membership is an interval of the space's feed: from which position to which. One open interval per person and space.
create table memberships (
  id uuid primary key,
  space_id uuid not null references spaces,
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  role text not null check (role in ('steward', 'member', 'guest')),
  from_seq bigint not null,
  to_seq bigint,
  joined_at timestamptz not null,
  left_at timestamptz,
  added_by uuid references people,
  removed_by uuid references people
);
create unique index memberships_open on memberships (space_id, person_id) where to_seq is null;
create index memberships_person on memberships (person_id, space_id) where to_seq is null;
create index memberships_history on memberships (space_id, person_id, from_seq);

create table invitation_spaces (
  invitation_id uuid not null references invitations,
  space_id uuid not null references spaces,
  primary key (invitation_id, space_id)
);

-- One position per person and space, on the server, is where every unread count comes from.
create table read_positions (
  person_id uuid not null references people,
  space_id uuid not null references spaces,
  seq bigint not null,
  moved_at timestamptz not null,
  primary key (person_id, space_id)
) with (fillfactor = 70);
