import type { Session, Token } from '@footbridge/contract/auth.ts';
import { sql } from 'kysely';
import type { Reader } from '../../kit/db/database.ts';

export async function listSessions(
  db: Reader,
  personId: string,
  currentId: string | null,
): Promise<Session[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'device', 'created_at', 'last_used_at'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`expires_at > now()`)
    .orderBy('last_used_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    current: row.id === currentId,
    device: row.device,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
}

export async function listTokens(db: Reader, personId: string): Promise<Token[]> {
  const rows = await db
    .selectFrom('tokens')
    .select(['id', 'name', 'created_at', 'last_used_at'])
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
}

/** The account of an address, where there is one that may sign in. */
export async function findAccount(db: Reader, email: string) {
  return db
    .selectFrom('people')
    .select(['id', 'name', 'email', 'password_hash as passwordHash'])
    .where('email', '=', email)
    .where('kind', '=', 'person')
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
}
