alter table charters
  add column channels text not null default '',
  add column answer_times text not null default '',
  add column conflicts text not null default '';

-- Since when a shared space waits for the organisations it names; null for a space that is open.
alter table spaces add column awaiting_since timestamptz;

-- Which organisations a shared space names, and who accepted its charter for them.
create table charter_acceptances (
  space_id uuid not null references spaces,
  organisation_id uuid not null references organisations,
  asked_at timestamptz not null,
  asked_by uuid references people,
  version integer,
  accepted_by uuid references people,
  accepted_at timestamptz,
  primary key (space_id, organisation_id)
);
create index charter_acceptances_open on charter_acceptances (organisation_id, space_id) where accepted_at is null;

-- Up to which version of a charter somebody was shown it.
create table charter_readings (
  person_id uuid not null references people,
  space_id uuid not null references spaces,
  version integer not null,
  read_at timestamptz not null,
  primary key (person_id, space_id)
);
-- Who is in a space already has had its charter before their eyes.
insert into charter_readings (person_id, space_id, version, read_at)
  select m.person_id, s.id, s.charter_version, now() from memberships m join spaces s on s.id = m.space_id
  where m.to_seq is null and s.kind <> 'direct';

create table norm_proposals (
  id uuid primary key,
  space_id uuid not null references spaces,
  -- The version of the charter that the proposal was written from.
  from_version integer not null,
  norms text not null,
  channels text not null,
  answer_times text not null,
  conflicts text not null,
  reason text not null,
  proposed_by uuid not null references people,
  organisation_id uuid not null references organisations,
  proposed_at timestamptz not null
);
create index norm_proposals_space on norm_proposals (space_id, proposed_at desc);

create table norm_decisions (
  proposal_id uuid primary key references norm_proposals,
  -- The version of the charter that came of it; null when it was declined.
  version integer,
  reason text not null,
  decided_by uuid not null references people,
  organisation_id uuid not null references organisations,
  decided_at timestamptz not null
);
