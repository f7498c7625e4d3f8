import { sql } from 'kysely';
import { INVITATION_DAYS_DEFAULT } from '@footbridge/contract/invitations.ts';
import type { AffiliationRole } from '@footbridge/contract/people.ts';
import { type NewActivity, SERVER_FEED, type Tx, record } from '../../kit/activity/activity.ts';
import { conflict } from '../../kit/http/problem.ts';
import { endAllCredentials } from '../auth/changes.ts';
import { invite, replaceClaims } from '../invitations/changes.ts';
import { leaveAllSpaces } from '../spaces/membership/changes.ts';

/** Closes an account: sessions and tokens end at once, and the person leaves every space. What they wrote stays under their name. */
export async function deactivatePerson(tx: Tx, personId: string, by: string | null): Promise<void> {
  await keepAnAdministrator(tx, personId);
  for (const organisationId of await lockStewarded(tx, personId)) {
    await keepASteward(tx, organisationId, personId, 'whileOthersRemain');
  }
  const closed = await tx.db
    .updateTable('people')
    .set({ deactivated_at: tx.at, deactivated_by: by })
    .where('id', '=', personId)
    .where('deactivated_at', 'is', null)
    .returning('id')
    .execute();
  if (closed.length === 0) return;
  const left = await leaveAllSpaces(tx, personId, { personId: by, organisationId: null });
  const ended = await endAllCredentials(tx, personId, by, 'deactivated');
  await record(tx, [
    ...left,
    ...ended,
    { feedId: SERVER_FEED, kind: 'personDeactivated', subjectId: personId, personId: by },
  ]);
}

/** Opens it again; spaces are joined anew, one by one. */
export async function reactivatePerson(tx: Tx, personId: string, by: string | null): Promise<void> {
  const opened = await tx.db
    .updateTable('people')
    .set({ deactivated_at: null, deactivated_by: null })
    .where('id', '=', personId)
    .where('deactivated_at', 'is not', null)
    .returning('id')
    .execute();
  if (opened.length === 0) return;
  await record(tx, [{ feedId: SERVER_FEED, kind: 'personReactivated', subjectId: personId, personId: by }]);
}

export interface RoleChange {
  personId: string;
  organisationId: string;
  role: AffiliationRole;
  by: string | null;
}

export async function changeAffiliation(
  tx: Tx,
  { personId, organisationId, role, by }: RoleChange,
): Promise<void> {
  await sql`select from organisations where id = ${organisationId} for update`.execute(tx.db);
  if (role !== 'steward') await keepASteward(tx, organisationId, personId, 'always');
  const changed = await tx.db
    .updateTable('affiliations')
    .set({ role })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('role', '<>', role)
    .returning('role')
    .execute();
  if (changed.length === 0) return;
  const acting = { personId: by, organisationId };
  await record(tx, [
    { feedId: organisationId, kind: 'affiliationChanged', subjectId: personId, ...acting, facts: { role } },
    { feedId: personId, kind: 'meChanged', subjectId: personId, ...acting },
  ]);
}

export interface Claim {
  profile: { personId: string; organisationId: string; role: AffiliationRole };
  email: string;
  by: string | null;
}

/** Invites the person behind an imported profile to take it over. @returns the secret of the link */
export async function inviteToClaim(tx: Tx, { profile, email, by }: Claim): Promise<string> {
  await replaceClaims(tx, profile.personId, by);
  const { secret } = await invite(tx, {
    organisationId: profile.organisationId,
    role: profile.role,
    email,
    spaceIds: [],
    days: INVITATION_DAYS_DEFAULT,
    claimsPersonId: profile.personId,
    invitedBy: by,
  });
  return secret;
}

export async function grantAdministration(tx: Tx, personId: string, by: string | null): Promise<void> {
  const granted = await sql`
    insert into server_administrators (person_id, granted_at, granted_by)
    select id, ${tx.at}, ${by} from people where id = ${personId} and kind = 'person'
    on conflict do nothing returning person_id`.execute(tx.db);
  if (granted.rows.length > 0) await record(tx, administrationChanged('administrationGranted', personId, by));
}

export async function withdrawAdministration(tx: Tx, personId: string, by: string | null): Promise<void> {
  await keepAnAdministrator(tx, personId);
  const withdrawn = await tx.db
    .deleteFrom('server_administrators')
    .where('person_id', '=', personId)
    .returning('person_id')
    .execute();
  if (withdrawn.length > 0) await record(tx, administrationChanged('administrationWithdrawn', personId, by));
}

const administrationChanged = (kind: string, personId: string, by: string | null): NewActivity[] => [
  { feedId: SERVER_FEED, kind, subjectId: personId, personId: by },
  { feedId: personId, kind: 'meChanged', subjectId: personId, personId: by },
];

/** Locks all administrators, so that two who close each other's accounts at once do not both succeed. */
async function keepAnAdministrator(tx: Tx, leavingId: string): Promise<void> {
  const { rows } = await sql<{ id: string; open: boolean }>`
    select a.person_id as id, p.deactivated_at is null as open
    from server_administrators a join people p on p.id = a.person_id order by a.person_id for update`.execute(
    tx.db,
  );
  if (!rows.some((row) => row.id === leavingId) || rows.some((row) => row.open && row.id !== leavingId)) {
    return;
  }
  throw conflict(
    'lastAdministrator',
    'This is the last administrator of the server. Nothing was changed. Make somebody else one first, on the command line.',
  );
}

async function lockStewarded(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select o.id from organisations o join affiliations f on f.organisation_id = o.id and f.person_id = ${personId} and f.role = 'steward'
    order by o.id for update of o`.execute(tx.db);
  return rows.map((row) => row.id);
}

/** With the organisation's row locked, nobody else stops being its steward meanwhile. */
async function keepASteward(
  tx: Tx,
  organisationId: string,
  leavingId: string,
  when: 'always' | 'whileOthersRemain',
): Promise<void> {
  const { rows } = await sql<{ id: string; role: string }>`
    select f.person_id as id, f.role from affiliations f join people p on p.id = f.person_id and p.deactivated_at is null and p.kind = 'person'
    where f.organisation_id = ${organisationId}`.execute(tx.db);
  const isSteward = rows.some((row) => row.id === leavingId && row.role === 'steward');
  if (!isSteward || rows.some((row) => row.id !== leavingId && row.role === 'steward')) return;
  if (when === 'whileOthersRemain' && rows.length === 1) return;
  throw conflict(
    'lastSteward',
    'This is the last steward of the organisation. Nothing was changed. Make somebody else a steward first.',
  );
}
