import { randomUUIDv7 } from 'node:crypto';
import { type NewActivity, type Tx, record } from '../../kit/activity/activity.ts';
import { notFound, refusal } from '../../kit/http/problem.ts';
import { hashSecret, newSecret } from '../../kit/http/secret.ts';
import { SESSION_MS } from './rules.ts';

/** Sessions and tokens that ended by a change; `all` where an account was closed. */
export interface Ended {
  sessionIds: string[] | 'all';
  tokenIds: string[] | 'all';
  reason: 'signedOut' | 'deactivated';
}

/** In the person's own feed. Sockets of what ended are closed when this is delivered, before anything later is sent. */
export function credentialsChanged(
  personId: string,
  by: string | null,
  ended: Partial<Ended> = {},
): NewActivity {
  const facts = { endedSessionIds: [], endedTokenIds: [], reason: 'signedOut', ...factsOf(ended) };
  return { feedId: personId, kind: 'credentialsChanged', subjectId: personId, personId: by, facts };
}

function factsOf({ sessionIds, tokenIds, reason }: Partial<Ended>) {
  return {
    ...(sessionIds === undefined ? {} : { endedSessionIds: sessionIds }),
    ...(tokenIds === undefined ? {} : { endedTokenIds: tokenIds }),
    ...(reason === undefined ? {} : { reason }),
  };
}

export interface OpenedSession {
  /** For the cookie; only its hash is stored. */
  secret: string;
  sessionId: string;
  activities: NewActivity[];
}

/**
 * Signs a person in.
 * @param device in words, for the list of sessions
 * @returns what to give to the one `record` of this change, and the secret of the cookie
 */
export async function openSession(tx: Tx, personId: string, device: string): Promise<OpenedSession> {
  await requireOpenAccount(tx, personId);
  const secret = newSecret();
  const sessionId = randomUUIDv7();
  await tx.db
    .insertInto('sessions')
    .values({
      id: sessionId,
      person_id: personId,
      token_hash: hashSecret(secret),
      device,
      created_at: tx.at,
      last_used_at: tx.at,
      expires_at: new Date(Date.parse(tx.at) + SESSION_MS).toISOString(),
    })
    .execute();
  return { secret, sessionId, activities: [credentialsChanged(personId, personId)] };
}

/** Held to the commit: an account that is being closed at the same moment gets no session after it. */
async function requireOpenAccount(tx: Tx, personId: string): Promise<void> {
  const person = await tx.db
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where('kind', '=', 'person')
    .where('deactivated_at', 'is', null)
    .forShare()
    .executeTakeFirst();
  if (person === undefined) throw signInRefused();
}

/** One answer for a wrong password, an unknown address and a closed account: it says nothing about who has an account. */
export const signInRefused = () =>
  refusal(
    403,
    'signInRefused',
    'The e-mail address and the password do not belong together. Nothing was changed. Try again, or have a link sent to you.',
  );

/** Ends one session of a person's own. */
export async function endSession(tx: Tx, personId: string, sessionId: string): Promise<void> {
  const ended = await endSessions(tx, personId, { only: sessionId });
  if (ended.length === 0) throw notFound();
  await record(tx, [credentialsChanged(personId, personId, { sessionIds: ended })]);
}

export async function signOutEverywhere(tx: Tx, personId: string): Promise<void> {
  const ended = await endSessions(tx, personId, {});
  if (ended.length > 0) await record(tx, [credentialsChanged(personId, personId, { sessionIds: ended })]);
}

/** @returns the ids of the sessions that ended now */
export async function endSessions(
  tx: Tx,
  personId: string,
  which: { only?: string; except?: string | null },
): Promise<string[]> {
  let query = tx.db
    .updateTable('sessions')
    .set({ ended_at: tx.at })
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null);
  if (which.only !== undefined) query = query.where('id', '=', which.only);
  if (which.except !== undefined && which.except !== null) query = query.where('id', '<>', which.except);
  return (await query.returning('id').execute()).map((row) => row.id);
}

/** Nothing that stood for this account until now works from here on. @returns what to give to the one `record` of this change */
export async function endAllCredentials(
  tx: Tx,
  personId: string,
  by: string | null,
  reason: Ended['reason'],
): Promise<NewActivity[]> {
  await endSessions(tx, personId, {});
  await tx.db
    .updateTable('tokens')
    .set({ revoked_at: tx.at })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .execute();
  await spendLinks(tx, personId);
  return [credentialsChanged(personId, by, { sessionIds: 'all', tokenIds: 'all', reason })];
}

/** Links that were sent and not used yet work no more. */
export async function spendLinks(tx: Tx, personId: string): Promise<void> {
  await tx.db
    .updateTable('sign_in_links')
    .set({ used_at: tx.at })
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .execute();
}

/** Sessions and links that ended long ago, and counters of windows that are over, are of no use to anybody. */
export async function forgetOldCredentials(tx: Tx): Promise<void> {
  const before = (days: number) => new Date(Date.parse(tx.at) - days * 86_400_000).toISOString();
  await tx.db.deleteFrom('attempt_counters').where('window_start', '<', before(1)).execute();
  await tx.db.deleteFrom('sign_in_links').where('expires_at', '<', before(1)).execute();
  await tx.db.deleteFrom('sessions').where('expires_at', '<', before(90)).execute();
}
