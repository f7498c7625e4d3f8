create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- One row per message that can be found, beside the message so that writing one stays cheap. Filled from search_queue within a second.
create table search_entries (
  message_id uuid primary key,
  space_id uuid not null,
  seq bigint not null,
  author_id uuid not null,
  created_at timestamptz not null,
  -- The words with their places, and marks: `~202611` for the month, so that newest first can be asked a few months at a time, `~link`
  -- and `~file` for what the message holds.
  words tsvector not null
);
create index search_entries_newest on search_entries (created_at desc, message_id desc);
create index search_entries_space on search_entries (space_id, created_at desc, message_id desc);
create index search_entries_author on search_entries (author_id, created_at desc, message_id desc);
-- What is not sorted in yet is read with every question, so its list is kept short.
create index search_entries_words on search_entries using gin (words) with (gin_pending_list_limit = 256);

-- Written in the transaction of the change, so that no change is forgotten.
create table search_queue (
  position bigint generated always as identity primary key,
  message_id uuid not null
);

-- Every distinct word with how many messages hold it: parts of words and typos are looked up here, not in the messages.
create table search_words (
  word text collate "C" primary key,
  entries bigint not null
) with (fillfactor = 80);
create index search_words_parts on search_words using gin (word gin_trgm_ops);

-- A name as it is compared. Schemas are written out, because an index on it must mean the same under every search path.
create function search_fold(name text) returns text language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, normalize(name, NFC)));
create index people_name_parts on people using gin (search_fold(name) gin_trgm_ops);
create index spaces_name_parts on spaces using gin (search_fold(name) gin_trgm_ops);
