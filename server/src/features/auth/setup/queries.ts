import { sql } from 'kysely';
import type { Reader } from '../../../kit/db/database.ts';

/** True until somebody is administrator of this server. */
export async function needsSetup(db: Reader): Promise<boolean> {
  const { rows } = await sql<{ needed: boolean }>`
    select not exists (select from server_administrators) as needed`.execute(db);
  return rows[0]?.needed ?? true;
}
