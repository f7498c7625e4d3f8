import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { AffiliationRole, PersonRef } from '@footbridge/contract/people.ts';
import { type NewActivity, type Tx, openFeed, record } from '../../kit/activity/activity.ts';
import { isTaken } from '../../kit/db/database.ts';
import { conflict, notFound } from '../../kit/http/problem.ts';
import { normalEmail } from '../../kit/text/email.ts';
import { listSpacesShowing } from './queries.ts';

export interface NewPerson {
  kind: PersonRef['kind'];
  name: string;
  email: string | null;
  timeZone: string;
  passwordHash: string | null;
  /** When they showed that the address is theirs; null while nobody knows. */
  emailConfirmedAt: string | null;
}

/** Makes a person with their own feed. @returns their id */
export async function addPerson(tx: Tx, person: NewPerson): Promise<string> {
  const id = randomUUIDv7();
  await orEmailTaken(
    tx.db
      .insertInto('people')
      .values({
        id,
        kind: person.kind,
        name: person.name,
        email: person.email === null ? null : normalEmail(person.email),
        email_confirmed_at: person.emailConfirmedAt,
        time_zone: person.timeZone,
        password_hash: person.passwordHash,
        created_at: tx.at,
      })
      .execute(),
  );
  await openFeed(tx, id, 'person');
  return id;
}

/**
 * An imported profile becomes the account of the person it is about: the id stays, so what was brought over is theirs.
 * @returns what to give to the one `record` of this change
 */
export async function claimProfile(
  tx: Tx,
  personId: string,
  person: Omit<NewPerson, 'kind'> & { email: string },
): Promise<NewActivity[]> {
  const claimed = tx.db
    .updateTable('people')
    .set({
      kind: 'person',
      name: person.name,
      email: normalEmail(person.email),
      email_confirmed_at: person.emailConfirmedAt,
      time_zone: person.timeZone,
      password_hash: person.passwordHash,
    })
    .where('id', '=', personId)
    .where('kind', '=', 'profile')
    .returning('id');
  if ((await orEmailTaken(claimed.execute())).length === 0) throw notFound();
  return shownEverywhere(tx, personId);
}

/** Turns the unique index's answer into one for people. */
async function orEmailTaken<Result>(statement: Promise<Result>): Promise<Result> {
  try {
    return await statement;
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw conflict(
      'accountExists',
      'There is an account with this e-mail address already. Nothing was changed. Sign in with it first, then open the link again.',
    );
  }
}

export interface Affiliating {
  personId: string;
  organisationId: string;
  role: AffiliationRole;
  roleTitle: string;
  by: { personId: string | null; organisationId: string | null };
}

/** Makes a person one of an organisation. Who is one already keeps the higher role. @returns what to give to the one `record` */
export async function affiliate(
  tx: Tx,
  { personId, organisationId, role, roleTitle, by }: Affiliating,
): Promise<NewActivity[]> {
  const joined = await sql`
    insert into affiliations as f (person_id, organisation_id, role, role_title, since)
    values (${personId}, ${organisationId}, ${role}, ${roleTitle}, ${tx.at})
    on conflict (person_id, organisation_id) do update set role = excluded.role
      where array_position(array['guest', 'member', 'steward'], excluded.role) > array_position(array['guest', 'member', 'steward'], f.role)
    returning role`.execute(tx.db);
  if (joined.rows.length === 0) return [];
  return [
    { feedId: organisationId, kind: 'personJoined', subjectId: personId, ...by, facts: { role } },
    { feedId: personId, kind: 'meChanged', subjectId: personId, ...by },
  ];
}

export interface MyChanges {
  name?: string | undefined;
  timeZone?: string | undefined;
  roleTitle?: { organisationId: string; title: string } | undefined;
}

/** What others see of a person is told in every space that shows them. */
export async function changeMe(tx: Tx, personId: string, changes: MyChanges): Promise<void> {
  const { name, timeZone, roleTitle } = changes;
  if (name !== undefined || timeZone !== undefined) {
    const set = {
      ...(name === undefined ? {} : { name }),
      ...(timeZone === undefined ? {} : { time_zone: timeZone }),
    };
    await tx.db.updateTable('people').set(set).where('id', '=', personId).execute();
  }
  if (roleTitle !== undefined) await changeRoleTitle(tx, personId, roleTitle);
  const shown = name === undefined && roleTitle === undefined ? [] : await shownEverywhere(tx, personId);
  await record(tx, [...shown, { feedId: personId, kind: 'meChanged', subjectId: personId, personId }]);
}

async function changeRoleTitle(
  tx: Tx,
  personId: string,
  { organisationId, title }: { organisationId: string; title: string },
): Promise<void> {
  const changed = await tx.db
    .updateTable('affiliations')
    .set({ role_title: title })
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .returning('role')
    .execute();
  if (changed.length === 0) throw notFound();
}

/** That a person is shown otherwise now, for every space that shows them. */
async function shownEverywhere(tx: Tx, personId: string): Promise<NewActivity[]> {
  const spaces = await listSpacesShowing(tx.db, personId);
  return spaces.map(({ spaceId, organisationId }) => ({
    feedId: spaceId,
    kind: 'personChanged',
    subjectId: personId,
    personId,
    organisationId,
    facts: { organisationId },
  }));
}
