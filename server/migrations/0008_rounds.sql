-- A question to the people of a space, or to a list of people: exactly one of the two.
create table rounds (
  id uuid primary key,
  -- Given by the client, so that a round opened twice is one.
  client_id uuid not null,
  question text not null,
  -- Null where it is put to the people in round_people.
  space_id uuid references spaces,
  facilitator_id uuid not null references people,
  organisation_id uuid not null references organisations,
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  -- The round that this one asks again; each is asked again once, and the new one the next time.
  previous_id uuid unique references rounds
);
create unique index rounds_client on rounds (facilitator_id, client_id);
create index rounds_facilitator on rounds (facilitator_id, id);
create index rounds_space on rounds (space_id, ends_at) where space_id is not null;

create table round_people (
  round_id uuid not null references rounds,
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  primary key (round_id, person_id)
);
create index round_people_person on round_people (person_id, round_id);

-- Before its date, by the one who opened it.
create table round_endings (
  round_id uuid primary key references rounds,
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  ended_at timestamptz not null
);

-- People without an account, known by an address alone. Only the hash of their link's secret is stored; the row goes when the link does.
create table round_addressees (
  id uuid primary key,
  round_id uuid not null references rounds,
  email text not null check (email = lower(email)),
  token_hash bytea not null unique,
  asked_by uuid not null references people,
  asked_at timestamptz not null,
  expires_at timestamptz not null
);
create unique index round_addressees_email on round_addressees (round_id, email);
create index round_addressees_expiry on round_addressees (expires_at);

-- Of a person of the server, or of somebody without an account under the name they wrote: exactly one of the two.
create table round_answers (
  id uuid primary key,
  round_id uuid not null references rounds,
  person_id uuid references people,
  organisation_id uuid references organisations,
  -- Null once the address was forgotten: the answer stays under the name.
  addressee_id uuid references round_addressees on delete set null,
  outside_name text,
  outside_organisation text,
  brings text not null,
  betters_me text not null,
  easy_because text not null,
  answered_at timestamptz not null,
  changed_at timestamptz,
  check ((person_id is null) = (organisation_id is null)),
  check ((person_id is null) = (outside_name is not null) and (outside_name is null) = (outside_organisation is null))
);
create unique index round_answers_person on round_answers (round_id, person_id) where person_id is not null;
create unique index round_answers_addressee on round_answers (addressee_id) where addressee_id is not null;
create index round_answers_round on round_answers (round_id, answered_at);

-- 'Yes please', known to the one who said it and to the author of the answer.
create table round_yeses (
  answer_id uuid not null references round_answers on delete cascade,
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  said_at timestamptz not null,
  primary key (answer_id, person_id)
);

-- What became of an answer, said by its author and by nobody else.
create table round_outcomes (
  answer_id uuid primary key references round_answers on delete cascade,
  outcome text not null check (outcome in ('becameSomething', 'stillOpen', 'notNow')),
  line text not null,
  said_at timestamptz not null
);

-- 'Not this time': known to the one who said it and to nobody else.
create table round_wavings (
  round_id uuid not null references rounds,
  person_id uuid not null references people,
  waved_at timestamptz not null,
  primary key (round_id, person_id)
);
