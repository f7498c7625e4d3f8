-- A page about what happened in a space, or about a plan that stopped. Each saved text is a version; readers elsewhere have the one published.
create table stories (
  id uuid primary key,
  kind text not null check (kind in ('story', 'plan')),
  space_id uuid not null references spaces,
  -- It was drafted from here on in the space's feed: whoever may not see that far back may not read the draft.
  from_seq bigint not null,
  version integer not null,
  created_by uuid not null references people,
  organisation_id uuid not null references organisations,
  client_id uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index stories_client on stories (created_by, client_id);
create index stories_space on stories (space_id, created_at);

create table story_versions (
  story_id uuid not null references stories,
  version integer not null,
  title text not null,
  source text not null,
  body json not null,
  -- Title and text as they are searched.
  words tsvector not null,
  written_by uuid not null references people,
  organisation_id uuid not null references organisations,
  written_at timestamptz not null,
  primary key (story_id, version)
);
create index story_versions_words on story_versions using gin (words);

-- Whom readers may ask.
create table story_contacts (
  story_id uuid not null references stories,
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  primary key (story_id, person_id)
);

create table story_publications (
  story_id uuid primary key references stories,
  version integer not null,
  audience text not null check (audience in ('space', 'organisations', 'everyone')),
  published_by uuid not null references people,
  organisation_id uuid not null references organisations,
  published_at timestamptz not null,
  foreign key (story_id, version) references story_versions
);

create table story_publication_organisations (
  story_id uuid not null references story_publications on delete cascade,
  organisation_id uuid not null references organisations,
  primary key (story_id, organisation_id)
);
create index story_publication_organisations_of on story_publication_organisations (organisation_id);

-- A plan is parked and may be taken up again, more than once: each time with its reason, and who took it up.
create table story_parkings (
  story_id uuid not null references stories,
  parked_at timestamptz not null,
  parked_by uuid not null references people,
  organisation_id uuid not null references organisations,
  reason text not null,
  revive_if text not null,
  revived_at timestamptz,
  revived_by uuid references people,
  revived_organisation_id uuid references organisations,
  primary key (story_id, parked_at)
);
create unique index story_parkings_open on story_parkings (story_id) where revived_at is null;

-- Messages that somebody marked for the story of their space.
create table message_keepings (
  message_id uuid primary key references messages,
  space_id uuid not null references spaces,
  kept_by uuid not null references people,
  organisation_id uuid not null references organisations,
  kept_at timestamptz not null
);
create index message_keepings_space on message_keepings (space_id, kept_at);
