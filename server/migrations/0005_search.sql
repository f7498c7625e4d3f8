create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- One row per message that can be found, beside the message so that writing one stays cheap. Filled from search_queue within a second.
create table search_entries (
  message_id uuid primary key,
  space_id uuid not null,
  seq bigint not null,
  author_id uuid not null,
  created_at timestamptz not null,
  has_link boolean not null,
  has_file boolean not null,
  words tsvector not null
);

-- Written in the transaction of the change, so that no change is forgotten.
create table search_queue (
  position bigint generated always as identity primary key,
  message_id uuid not null
);

-- Every distinct word with how often it stands somewhere: parts of words and typos are looked up here, not in the messages.
create table search_words (
  word text primary key,
  entries bigint not null
);
create index search_words_parts on search_words using gin (word gin_trgm_ops);
create index search_entries_words on search_entries using gin (words);
create index search_entries_newest on search_entries (created_at desc, message_id desc);
create index search_entries_space on search_entries (space_id, created_at desc);
