-- Feeds: one row per stream of activity (a space, a person's own feed, an organisation, the server). The counter row gives positions
-- without holes; a serial would let a reader skip rows of transactions that commit late.
create table feeds (
  id uuid primary key,
  kind text not null check (kind in ('space', 'person', 'organisation', 'server')),
  last_seq bigint not null default 0
) with (fillfactor = 70);

create table organisations (
  id uuid primary key,
  name text not null,
  short_name text not null,
  hue smallint not null check (hue between 0 and 359),
  created_at timestamptz not null,
  created_by uuid
);
create unique index organisations_name on organisations (lower(name));

create table people (
  id uuid primary key,
  kind text not null default 'person' check (kind in ('person', 'bot', 'profile')),
  name text not null,
  email text check (email = lower(email)),
  -- When they showed that the address is theirs, by opening a link that was mailed to it.
  email_confirmed_at timestamptz,
  time_zone text not null default 'UTC',
  password_hash text,
  created_at timestamptz not null,
  deactivated_at timestamptz,
  deactivated_by uuid references people
);
create unique index people_email on people (email) where email is not null;
create index people_name on people (lower(name), id);

create table affiliations (
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  role text not null check (role in ('steward', 'member', 'guest')),
  role_title text not null default '',
  since timestamptz not null,
  primary key (person_id, organisation_id)
);
create index affiliations_organisation on affiliations (organisation_id, person_id);

create table server_administrators (
  person_id uuid primary key references people,
  granted_at timestamptz not null,
  granted_by uuid references people
);

-- The log of what happened. Rows hold references and small facts, never text of people, so that removal and redaction need no second place.
create table activity (
  feed_id uuid not null,
  seq bigint not null,
  kind text not null,
  subject_id uuid,
  person_id uuid,
  organisation_id uuid,
  at timestamptz not null,
  facts jsonb,
  primary key (feed_id, seq)
);

insert into feeds (id, kind) values ('00000000-0000-7000-8000-000000000000', 'server');
