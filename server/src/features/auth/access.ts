import { sql } from 'kysely';
import { createBatcher } from '../../kit/db/batcher.ts';
import type { Database } from '../../kit/db/database.ts';
import type { Actor, Authenticate, Credential } from '../../kit/http/actor.ts';
import { notAllowed } from '../../kit/http/problem.ts';
import { RENEW_AFTER_MS, SESSION_MS } from './rules.ts';

/** Credentials looked up by one statement; requests that arrive together share it. */
const TOGETHER = 256;

interface Row extends Actor {
  hash: Buffer;
  /** Not written down as used for a while. */
  stale: boolean;
}

/**
 * Who a credential stands for, asked of the database at each request: a session that was ended a moment ago, by whatever process, is
 * not a session any more. There is no cache here, because a cache is a time in which a revoked credential still works.
 * @param pauseMs while many come at once, how long more are waited for
 */
export function createAuthenticate(db: Database, pauseMs = 0): Authenticate {
  return createBatcher<Credential, Actor | undefined>({ maxSize: TOGETHER, pauseMs }, async (credentials) => {
    const { rows } = await selectActors(db, credentials);
    const stale = rows.filter((row) => row.stale);
    // Not waited for and not worth failing a request for: the next use tries again.
    if (stale.length > 0) renewCredentials(db, stale).catch(() => undefined);
    const byHash = new Map(rows.map(({ hash, stale: _, ...actor }) => [hash.toString('hex'), actor]));
    return credentials.map((credential) => byHash.get(credential.hash.toString('hex')));
  });
}

/** Writes down that sessions and tokens were used, and moves the end of the sessions on with it. */
async function renewCredentials(db: Database, used: Row[]): Promise<void> {
  await sql`
    with renewed as (
      update sessions set last_used_at = now(), expires_at = now() + ${SESSION_MS} * interval '1 millisecond'
      where id = any(${used.flatMap((row) => row.sessionId ?? [])}::uuid[]) and ended_at is null
        and last_used_at < now() - ${RENEW_AFTER_MS} * interval '1 millisecond')
    update tokens set last_used_at = now()
    where id = any(${used.flatMap((row) => row.tokenId ?? [])}::uuid[]) and revoked_at is null
      and (last_used_at is null or last_used_at < now() - ${RENEW_AFTER_MS} * interval '1 millisecond')`.execute(
    db,
  );
}

const hashes = (credentials: Credential[], kind: Credential['kind']) =>
  JSON.stringify(credentials.flatMap(({ kind: its, hash }) => (its === kind ? [hash.toString('hex')] : [])));

/**
 * Each look-up is a sub-select of its own, and the hashes come as JSON, whose length the planner does not guess from the values: with
 * arrays it planned this statement anew for each request (measured: 0.4 ms, four times as long as carrying it out). `limit`
 * keeps it from reading whole tables for a guessed hundred.
 */
function selectActors(db: Database, credentials: Credential[]) {
  return sql<Row>`
    with held as (
      select s.* from json_array_elements_text(${hashes(credentials, 'session')}::json) asked(hash) cross join lateral (
        select token_hash as hash, person_id, id as session_id, null::uuid as token_id, last_used_at from sessions
        where token_hash = decode(asked.hash, 'hex') and ended_at is null and expires_at > now() limit 1) s
      union all
      select t.* from json_array_elements_text(${hashes(credentials, 'token')}::json) asked(hash) cross join lateral (
        select token_hash, person_id, null::uuid, id, last_used_at from tokens
        where token_hash = decode(asked.hash, 'hex') and revoked_at is null limit 1) t)
    select held.hash, p.id as "personId", p.name, held.session_id as "sessionId", held.token_id as "tokenId",
      (select true from server_administrators a where a.person_id = p.id limit 1) is not null as administrator,
      (select true from affiliations f where f.person_id = p.id and f.role <> 'guest' limit 1) is null as guest,
      coalesce(held.last_used_at < now() - ${RENEW_AFTER_MS} * interval '1 millisecond', true) as stale
    from held cross join lateral (select id, name from people where id = held.person_id and deactivated_at is null offset 0) p`.execute(
    db,
  );
}

/** Which of these actors' sessions and tokens are still good; asked for all open sockets at once. */
export async function stillValid(db: Database, actors: Actor[]): Promise<boolean[]> {
  if (actors.length === 0) return [];
  const ids = actors.map((actor) => actor.sessionId ?? actor.tokenId ?? '');
  const { rows } = await sql<{ id: string }>`
    select s.id from sessions s join people p on p.id = s.person_id and p.deactivated_at is null
    where s.id = any(${ids}::uuid[]) and s.ended_at is null and s.expires_at > now()
    union all
    select t.id from tokens t join people p on p.id = t.person_id and p.deactivated_at is null
    where t.id = any(${ids}::uuid[]) and t.revoked_at is null`.execute(db);
  const good = new Set(rows.map((row) => row.id));
  return ids.map((id) => good.has(id));
}

/** A program's token may not make further credentials: whoever steals it could otherwise stay after it was revoked. */
export function requireSession(actor: Actor): void {
  if (actor.sessionId !== null) return;
  throw notAllowed(
    'That needs a person who is signed in, and this request came with a token. Nothing was changed. Do it in the settings.',
  );
}
