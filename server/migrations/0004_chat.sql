create table messages (
  id uuid primary key,
  space_id uuid not null references spaces,
  seq bigint not null,
  author_id uuid not null references people,
  -- As at writing: what the author's organisation and role were does not change when they move on.
  organisation_id uuid not null references organisations,
  author_role text not null,
  client_id uuid,
  thread_root_id uuid,
  title text,
  source text not null,
  body json not null,
  -- Only of imported messages: files that stay where they are.
  files json,
  -- Who was told at posting; edits do not change it, so unread counts of mentions never move by an edit.
  mentions uuid[] not null default '{}',
  mentions_everyone boolean not null default false,
  created_at timestamptz not null,
  edited_at timestamptz,
  removed_at timestamptz,
  removed_by uuid references people,
  -- Where to look when a page of history is read: most messages have neither, and nothing is looked up for them.
  has_reactions boolean not null default false,
  has_replies boolean not null default false,
  -- What it is called where it was imported from; importing again finds it by this.
  external_ref text
);
create unique index messages_place on messages (space_id, seq);
create index messages_column on messages (space_id, seq) where thread_root_id is null;
create index messages_everyone on messages (space_id, seq) where mentions_everyone;
create index messages_thread on messages (thread_root_id, seq) where thread_root_id is not null;
create unique index messages_client on messages (author_id, client_id) where client_id is not null;
create unique index messages_external on messages (space_id, external_ref) where external_ref is not null;

create table message_versions (
  message_id uuid not null references messages,
  version integer not null,
  source text not null,
  body json not null,
  title text,
  written_at timestamptz not null,
  replaced_by uuid references people,
  primary key (message_id, version)
);

create table message_mentions (
  person_id uuid not null references people,
  space_id uuid not null,
  seq bigint not null,
  message_id uuid not null references messages,
  primary key (person_id, space_id, seq)
);
create index message_mentions_message on message_mentions (message_id);

create table reactions (
  message_id uuid not null references messages,
  emoji text not null,
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  created_at timestamptz not null,
  primary key (message_id, emoji, person_id)
);

-- What a root shows of its thread; written with each reply, so that a page of history needs no counting.
create table threads (
  root_id uuid primary key references messages,
  space_id uuid not null references spaces,
  replies integer not null,
  last_reply_at timestamptz,
  last_reply_seq bigint not null,
  -- Up to three people who replied, latest first, as {person, organisation} pairs.
  people json not null
) with (fillfactor = 70);

create table thread_followings (
  root_id uuid not null references messages,
  person_id uuid not null references people,
  followed_at timestamptz not null,
  -- Set by the person; taking part again does not undo it, a new follow does.
  unfollowed_at timestamptz,
  primary key (root_id, person_id)
);
create index thread_followings_person on thread_followings (person_id) where unfollowed_at is null;
