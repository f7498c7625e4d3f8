import type { Reader } from '../../kit/db/database.ts';
import { notFound } from '../../kit/http/problem.ts';
import type { StewardSpace } from '../spaces/access.ts';

declare const brand: unique symbol;

/** A proposal in a space that somebody leads. Only this file makes one. */
export interface DecidableProposal {
  readonly [brand]: 'decidable';
  proposalId: string;
  space: StewardSpace;
}

export async function getDecidableProposal(
  db: Reader,
  space: StewardSpace,
  proposalId: string,
): Promise<DecidableProposal> {
  const found = await db
    .selectFrom('norm_proposals')
    .select('id')
    .where('id', '=', proposalId)
    .where('space_id', '=', space.spaceId)
    .executeTakeFirst();
  if (found === undefined) throw notFound();
  return { proposalId, space } as DecidableProposal;
}
