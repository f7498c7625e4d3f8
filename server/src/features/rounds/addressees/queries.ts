import { ROUND_ADDRESSES_MAX } from '@footbridge/contract/rounds.ts';
import type { Reader } from '../../../kit/db/database.ts';

/** Who was asked by mail. Whether they answered is not said. */
export function listAddressees(
  db: Reader,
  roundId: string,
): Promise<{ id: string; email: string; askedAt: string }[]> {
  return db
    .selectFrom('round_addressees')
    .select(['id', 'email', 'asked_at as askedAt'])
    .where('round_id', '=', roundId)
    .orderBy('email')
    .limit(ROUND_ADDRESSES_MAX)
    .execute();
}
