-- Something that is not going well between people, and the agreed path that it takes. Its parties and helpers see it; nobody else does.
create table cases (
  id uuid primary key,
  about_kind text not null check (about_kind in ('step', 'space', 'message')),
  about_id uuid not null,
  -- What is not going well, in the words of whoever opened it.
  matter text not null,
  opened_by uuid not null references people,
  organisation_id uuid not null references organisations,
  -- Given by the client, so that a case sent twice is one.
  client_id uuid not null,
  opened_at timestamptz not null
);
create unique index cases_client on cases (opened_by, client_id);

create table case_parties (
  case_id uuid not null references cases,
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  primary key (case_id, person_id)
);
create index case_parties_person on case_parties (person_id, case_id);

create table case_stages (
  id uuid primary key,
  case_id uuid not null references cases,
  place integer not null,
  kind text not null check (kind in ('facilitator', 'onePersonEach', 'mediator', 'appeal')),
  due_at timestamptz not null,
  opened_by uuid not null references people,
  organisation_id uuid not null references organisations,
  opened_at timestamptz not null
);
create unique index case_stages_place on case_stages (case_id, place);

create table case_helpers (
  stage_id uuid not null references case_stages,
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  primary key (stage_id, person_id)
);
create index case_helpers_person on case_helpers (person_id, stage_id);

-- A helper reads what the case is about from here on.
create table case_helper_acceptances (
  stage_id uuid not null references case_stages,
  person_id uuid not null references people,
  accepted_at timestamptz not null,
  primary key (stage_id, person_id)
);

-- Known to the one who said no and to nobody else: the parties see that there is no answer yet.
create table case_helper_declines (
  stage_id uuid not null references case_stages,
  person_id uuid not null references people,
  declined_at timestamptz not null,
  primary key (stage_id, person_id)
);

-- How a stage ended the case. With an appeal the case goes on, and this stays.
create table case_outcomes (
  stage_id uuid primary key references case_stages,
  outcome text not null,
  written_by uuid not null references people,
  organisation_id uuid not null references organisations,
  written_at timestamptz not null
);

-- Each party appeals once at most.
create table case_appeals (
  case_id uuid not null references cases,
  person_id uuid not null references people,
  stage_id uuid not null references case_stages,
  appealed_at timestamptz not null,
  primary key (case_id, person_id)
);
