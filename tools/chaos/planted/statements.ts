/**
 * Planted bug: places in a feed come from a serial instead of from the counter row. `feeds` becomes a view: what it says of the last place
 * is the highest that is committed, and to move it on takes numbers from a sequence and no lock. Rows of transactions that commit late
 * are then behind the place that others were told, and those of transactions that roll back leave a hole.
 */
export const SERIAL_PLACES = `
alter table feeds rename to feed_rows;
create function feed_serial(feed uuid) returns text language sql immutable as $$ select 'serial_' || replace(feed::text, '-', '') $$;
do $$ declare r record; begin
  for r in select id, last_seq from feed_rows loop
    execute format('create sequence %I start %s', feed_serial(r.id), r.last_seq + 1);
  end loop;
end $$;
-- A function hides the rows from "for update", which would make a counter of the serial again.
create function list_feeds() returns setof feed_rows language plpgsql stable as $$ begin return query select * from feed_rows; end $$;
create view feeds as
  select id, kind, coalesce((select max(seq) from activity where feed_id = f.id), 0)::bigint as last_seq from list_feeds() f;
create function take_serials() returns trigger language plpgsql as $$
declare wanted bigint := new.last_seq - old.last_seq; name text := feed_serial(new.id); first bigint;
begin
  -- Several numbers in a row; the lock is let go of at once, not at the commit.
  perform pg_advisory_lock(hashtextextended(name, 0));
  first := nextval(name);
  if wanted > 1 then perform setval(name, first + wanted - 1); end if;
  perform pg_advisory_unlock(hashtextextended(name, 0));
  new.last_seq := first + wanted - 1;
  return new;
end $$;
create trigger take_serials instead of update on feeds for each row execute function take_serials();
-- A commit that takes its time, as on a slow disk: the moment between taking a place and keeping it is long enough to be met.
create function commit_late() returns trigger language plpgsql as $$ begin perform pg_sleep(0.03); return null; end $$;
create trigger commit_late after insert on messages for each statement execute function commit_late();
`;

/** Planted bug: the key that makes a retry safe is dropped. The index is gone, and no message remembers what it was sent as. */
export const NO_CLIENT_IDS = `
drop index messages_client;
create function forget_client_id() returns trigger language plpgsql as $$ begin new.client_id := gen_random_uuid(); return new; end $$;
create trigger forget_client_id before insert on messages for each row execute function forget_client_id();
`;
