-- A small collaboration of known size and stakes, between two or a few people. Who takes part is all who ever learn of it.
create table steps (
  id uuid primary key,
  title text not null,
  purpose text not null,
  proposed_by uuid not null references people,
  organisation_id uuid not null references organisations,
  -- Given by the client, so that a proposal sent twice is one.
  client_id uuid not null,
  proposed_at timestamptz not null,
  time_box text not null check (time_box in ('halfHour', 'twoHours', 'day', 'week', 'twoWeeks', 'fourWeeks', 'threeMonths')),
  hours_limit integer not null check (hours_limit between 1 and 120),
  money text not null check (money in ('none', 'smallChange', 'smallBudget', 'sharedBudget')),
  reputation text not null check (reputation in ('betweenUs', 'ourTeams', 'ourOrganisations', 'inPublic')),
  data text not null check (data in ('none', 'published', 'internal', 'personal')),
  -- Where they agreed on a day; otherwise it begins when all have accepted.
  starts_at timestamptz,
  origin_kind text check (origin_kind in ('answer', 'offer', 'message', 'person', 'step', 'story', 'pairing')),
  origin_id uuid,
  -- From the moment when all had accepted.
  agreed_at timestamptz,
  half_at timestamptz,
  due_at timestamptz,
  space_id uuid references spaces,
  check ((origin_kind is null) = (origin_id is null)),
  check ((agreed_at is null) = (due_at is null) and (agreed_at is null) = (half_at is null))
);
create unique index steps_client on steps (proposed_by, client_id);
create unique index steps_space on steps (space_id) where space_id is not null;
create index steps_origin on steps (origin_kind, origin_id) where origin_id is not null;

create table step_people (
  step_id uuid not null references steps,
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  -- What is in it for them and what is at stake for them, each in their own words.
  benefit text not null default '',
  at_stake text not null default '',
  primary key (step_id, person_id)
);
create index step_people_person on step_people (person_id, step_id);

create table step_acceptances (
  step_id uuid not null references steps,
  person_id uuid not null references people,
  accepted_at timestamptz not null,
  primary key (step_id, person_id)
);

-- Known to the one who declined and to nobody else: the others see a proposal that has no answer yet.
create table step_declines (
  step_id uuid not null references steps,
  person_id uuid not null references people,
  declined_at timestamptz not null,
  primary key (step_id, person_id)
);

create table step_withdrawals (
  step_id uuid primary key references steps,
  withdrawn_at timestamptz not null
);

-- Deliberately without a person and without a reason: who ended it is nobody's business, and there is no column for blame.
create table step_endings (
  step_id uuid primary key references steps,
  outcome text not null check (outcome in ('done', 'changed', 'stopped')),
  ended_at timestamptz not null
);

create table step_check_ins (
  step_id uuid not null references steps,
  person_id uuid not null references people,
  answer text not null check (answer in ('fine', 'talk')),
  answered_at timestamptz not null,
  primary key (step_id, person_id)
);

-- Text is null for somebody who writes none. Others see a row only by the rule in steps/reflections/rules.ts.
create table step_reflections (
  step_id uuid not null references steps,
  person_id uuid not null references people,
  text text,
  written_at timestamptz not null,
  -- Its author wanted it shown though not everybody wrote.
  shown_alone_at timestamptz,
  primary key (step_id, person_id)
);

-- Everybody had written: from here on the reflections are the participants' to read.
create table step_reveals (
  step_id uuid primary key references steps,
  revealed_at timestamptz not null
);

-- 'Not now' to a suggestion of a next step with somebody; they never learn of it.
create table step_not_nows (
  person_id uuid not null references people,
  with_person_id uuid not null references people,
  said_at timestamptz not null,
  primary key (person_id, with_person_id)
);
