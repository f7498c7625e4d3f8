-- What somebody can bring to others, or would like to learn; it stands until they say that it is finished.
create table offers (
  id uuid primary key,
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  kind text not null check (kind in ('bring', 'learn')),
  text text not null,
  details text not null,
  size text not null check (size in ('hour', 'halfDay', 'days', 'weeks')),
  audience text not null check (audience in ('sharedSpaces', 'organisation', 'everyone')),
  created_at timestamptz not null,
  finished_at timestamptz
);
create index offers_newest on offers (created_at desc, id desc) where finished_at is null;
create index offers_person on offers (person_id, created_at desc);
create index offers_words on offers using gin (to_tsvector('simple', text || ' ' || details)) where finished_at is null;
