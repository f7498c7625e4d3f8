-- Somebody's work named by somebody else in a line. Nobody else sees it before the person agrees.
create table good_works (
  id uuid primary key,
  named_by uuid not null references people,
  organisation_id uuid not null references organisations,
  person_id uuid not null references people,
  person_organisation_id uuid not null references organisations,
  client_id uuid not null,
  line text not null,
  message_id uuid references messages,
  story_id uuid,
  named_at timestamptz not null,
  check (named_by <> person_id)
);
create unique index good_works_client on good_works (named_by, client_id);
create index good_works_person on good_works (person_id, named_at);
create index good_works_named on good_works (named_at);

-- The line as the person wants it read; it stands on the page of the week in which they agreed.
create table good_work_agreements (
  good_work_id uuid primary key references good_works on delete cascade,
  line text not null,
  agreed_by uuid not null references people,
  agreed_at timestamptz not null
);
create index good_work_agreements_at on good_work_agreements (agreed_at);

-- Whoever named it is never told: until it is forgotten it looks to them as if nobody had answered.
create table good_work_refusals (
  good_work_id uuid primary key references good_works on delete cascade,
  refused_by uuid not null references people,
  refused_at timestamptz not null
);

create table good_work_mail_refusals (
  person_id uuid primary key references people,
  refused_at timestamptz not null
);
