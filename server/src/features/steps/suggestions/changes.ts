import { sql } from 'kysely';
import type { Tx } from '../../../kit/activity/activity.ts';

/** Remembered for the asker alone; somebody who does not exist is not remembered. */
export async function refuseSuggestion(tx: Tx, personId: string, withPersonId: string): Promise<void> {
  await sql`
    insert into step_not_nows (person_id, with_person_id, said_at)
    select ${personId}, id, ${tx.at} from people where id = ${withPersonId}
    on conflict (person_id, with_person_id) do update set said_at = excluded.said_at`.execute(tx.db);
}
