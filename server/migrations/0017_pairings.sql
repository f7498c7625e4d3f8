-- Whoever wants chance meetings has a row; leaving deletes it.
create table pairing_participants (
  person_id uuid primary key references people,
  joined_at timestamptz not null
);

-- The half-days of a week, in the person's own time zone, that suit them.
create table pairing_hours (
  person_id uuid not null references pairing_participants on delete cascade,
  weekday text not null check (weekday in ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
  half text not null check (half in ('morning', 'afternoon')),
  primary key (person_id, weekday, half)
);

-- Read by its owner and by the pairing, and by nothing else: no endpoint, list, export or log of anybody else shows it.
create table avoided_people (
  person_id uuid not null references people,
  avoided_person_id uuid not null references people,
  avoided_at timestamptz not null,
  primary key (person_id, avoided_person_id)
);

-- One row per fortnight: whoever inserts it does the pairing, however many processes there are.
create table pairing_fortnights (
  begins_at timestamptz primary key,
  paired_at timestamptz not null
);

create table pairings (
  id uuid primary key,
  first_person_id uuid not null references people,
  first_organisation_id uuid not null references organisations,
  second_person_id uuid not null references people,
  second_organisation_id uuid not null references organisations,
  offered_at timestamptz not null,
  ends_at timestamptz not null,
  -- Which set of times is offered now; asking for other times makes the next one.
  offer integer not null default 1,
  check (first_person_id < second_person_id)
);
create index pairings_first on pairings (first_person_id, offered_at desc);
create index pairings_second on pairings (second_person_id, offered_at desc);
create index pairings_offered on pairings (offered_at);

create table pairing_times (
  pairing_id uuid not null references pairings,
  offer integer not null,
  starts_at timestamptz not null,
  primary key (pairing_id, starts_at)
);

create table pairing_acceptances (
  pairing_id uuid not null,
  starts_at timestamptz not null,
  person_id uuid not null references people,
  accepted_at timestamptz not null,
  primary key (pairing_id, starts_at, person_id),
  foreign key (pairing_id, starts_at) references pairing_times
);

-- Known to the one who skipped and to nobody else: for the other there is no answer yet.
create table pairing_skips (
  pairing_id uuid not null references pairings,
  person_id uuid not null references people,
  skipped_at timestamptz not null,
  primary key (pairing_id, person_id)
);

-- Both accepted the same time, and it became a step.
create table pairing_agreements (
  pairing_id uuid primary key references pairings,
  starts_at timestamptz not null,
  step_id uuid not null references steps,
  agreed_at timestamptz not null
);
