-- What one person thanks another for. Taken back or deleted, the row is gone: nothing says that it was ever there.
create table thanks (
  id uuid primary key,
  giver_id uuid not null references people,
  organisation_id uuid not null references organisations,
  receiver_id uuid not null references people,
  receiver_organisation_id uuid not null references organisations,
  client_id uuid not null,
  act text not null,
  helped text not null,
  message_id uuid references messages,
  step_id uuid references steps,
  given_at timestamptz not null,
  check (giver_id <> receiver_id)
);
create unique index thanks_client on thanks (giver_id, client_id);
create index thanks_receiver on thanks (receiver_id, given_at);
create index thanks_giver on thanks (giver_id, receiver_id, given_at);

-- Where the receiver shows it; without a row the receiver alone sees it, whether undecided or hidden.
create table thanks_showings (
  thanks_id uuid primary key references thanks on delete cascade,
  audience text not null check (audience in ('us', 'space', 'card')),
  space_id uuid references spaces,
  shown_by uuid not null references people,
  shown_at timestamptz not null,
  check ((audience = 'space') = (space_id is not null))
);
create index thanks_showings_space on thanks_showings (space_id, shown_at) where space_id is not null;

create table thanks_hidings (
  thanks_id uuid primary key references thanks on delete cascade,
  hidden_by uuid not null references people,
  hidden_at timestamptz not null
);
