-- An agreement has the id of what it is about: a space or a step. There is one text at a time that people work on together, and the
-- versions that were made of it.
create table agreements (
  id uuid primary key,
  subject text not null check (subject in ('space', 'step')),
  -- Counts the saved texts, so that nobody overwrites what they have not seen.
  revision integer not null,
  draft jsonb not null,
  drafted_by uuid not null references people,
  drafted_for uuid not null references organisations,
  drafted_at timestamptz not null,
  -- The newest version, and the newest that asks for a signature; 0 before the first.
  version integer not null default 0,
  material_version integer not null default 0
);

create table agreement_versions (
  agreement_id uuid not null references agreements,
  version integer not null,
  text jsonb not null,
  material boolean not null,
  published_by uuid not null references people,
  organisation_id uuid not null references organisations,
  published_at timestamptz not null,
  primary key (agreement_id, version)
);

create table agreement_signatures (
  agreement_id uuid not null references agreements,
  version integer not null,
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  signed_at timestamptz not null,
  primary key (agreement_id, version, person_id),
  foreign key (agreement_id, version) references agreement_versions
);
create index agreement_signatures_person on agreement_signatures (person_id, agreement_id, version);
