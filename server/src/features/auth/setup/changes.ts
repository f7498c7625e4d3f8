import { sql } from 'kysely';
import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import {
  type ChangeContext,
  type NewActivity,
  SERVER_FEED,
  type Tx,
  change,
  record,
} from '../../../kit/activity/activity.ts';
import { hashSecret, newSecret } from '../../../kit/http/secret.ts';
import { hashPassword } from '../../../kit/password.ts';
import { insertOrganisation } from '../../organisations/changes.ts';
import { addPerson, affiliate } from '../../people/changes.ts';
import { countSecret } from '../attempts/changes.ts';
import { openSession } from '../changes.ts';
import { linkSpent } from '../links/changes.ts';
import { needsSetup } from './queries.ts';

/** @returns the secret of the link of the first run; links made before stop working */
export async function createSetupLink(tx: Tx): Promise<string> {
  const secret = newSecret();
  await tx.db.deleteFrom('setup_links').execute();
  await tx.db
    .insertInto('setup_links')
    .values({ token_hash: hashSecret(secret), created_at: tx.at })
    .execute();
  return secret;
}

export interface Setup {
  secret: string;
  name: string;
  email: string;
  password: string;
  timeZone: string;
  organisation: Omit<OrganisationRef, 'id'>;
  address: string;
  device: string;
}

/**
 * The first run: its opener becomes administrator and steward of the first organisation.
 * @returns the secret of their session's cookie
 */
export async function setUp(context: ChangeContext, setup: Setup): Promise<string> {
  await countSecret(context, setup.address);
  const passwordHash = await hashPassword(setup.password);
  return change(context, async (tx) => {
    await spendSetupLink(tx, setup.secret);
    const { personId, activities } = await addFirstPerson(tx, setup, passwordHash);
    const session = await openSession(tx, personId, setup.device);
    await record(tx, [...activities, ...session.activities]);
    return session.secret;
  });
}

/** Deleting is the claim: of two that open the link at once, the second waits here and then finds nothing. */
async function spendSetupLink(tx: Tx, secret: string): Promise<void> {
  const spent = await tx.db
    .deleteFrom('setup_links')
    .where('token_hash', '=', hashSecret(secret))
    .returning('created_at')
    .execute();
  if (spent.length === 0 || !(await needsSetup(tx.db))) throw linkSpent();
}

async function addFirstPerson(tx: Tx, setup: Setup, passwordHash: string) {
  // The organisation of the first run has no maker yet; the person comes right after it.
  const organisation = await insertOrganisation(tx, setup.organisation, null);
  const personId = await addPerson(tx, {
    kind: 'person',
    name: setup.name,
    email: setup.email,
    timeZone: setup.timeZone,
    passwordHash,
    emailConfirmedAt: tx.at,
  });
  const by = { personId, organisationId: organisation.id };
  const joined = await affiliate(tx, { ...by, role: 'steward', roleTitle: '', by });
  await sql`
    insert into server_administrators (person_id, granted_at, granted_by)
    values (${personId}, ${tx.at}, null)`.execute(tx.db);
  const activities: NewActivity[] = [
    { feedId: SERVER_FEED, kind: 'serverSetUp', subjectId: personId, ...by },
    ...organisation.activities,
    ...joined,
  ];
  return { personId, activities };
}
