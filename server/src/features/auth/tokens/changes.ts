import { randomUUIDv7 } from 'node:crypto';
import type { Token } from '@footbridge/contract/auth.ts';
import { type Tx, record } from '../../../kit/activity/activity.ts';
import { notFound } from '../../../kit/http/problem.ts';
import { hashSecret, newSecret, tokenText } from '../../../kit/http/secret.ts';
import { credentialsChanged } from '../changes.ts';

/** @param by null when the program itself makes it, from the command line */
export async function createToken(
  tx: Tx,
  { personId, name, by }: { personId: string; name: string; by: string | null },
): Promise<Token & { secret: string }> {
  const id = randomUUIDv7();
  const secret = newSecret();
  await tx.db
    .insertInto('tokens')
    .values({ id, person_id: personId, name, token_hash: hashSecret(secret), created_at: tx.at })
    .execute();
  await record(tx, [credentialsChanged(personId, by)]);
  return { id, name, createdAt: tx.at, lastUsedAt: null, secret: tokenText(secret) };
}

/** @param personId whose token it must be; any person's when left out */
export async function revokeToken(
  tx: Tx,
  { tokenId, personId, by }: { tokenId: string; personId?: string; by: string | null },
): Promise<void> {
  let query = tx.db
    .updateTable('tokens')
    .set({ revoked_at: tx.at })
    .where('id', '=', tokenId)
    .where('revoked_at', 'is', null);
  if (personId !== undefined) query = query.where('person_id', '=', personId);
  const revoked = await query.returning('person_id').executeTakeFirst();
  if (revoked === undefined) throw notFound();
  await record(tx, [credentialsChanged(revoked.person_id, by, { tokenIds: [tokenId] })]);
}
