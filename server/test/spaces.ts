import { randomUUID } from 'node:crypto';
import { postMessage } from '@footbridge/contract/chat.ts';
import { type HistoryRule, type Reach, type Space, createSpace } from '@footbridge/contract/spaces.ts';
import type { Cast, CastPerson } from './cast.ts';

/** A charter that no test cares about. */
export const CHARTER = {
  purpose: 'Keep people warm this winter',
  norms: 'Answer within a day',
  keptDays: 730,
  disclosable: true,
};

/** A space opened by its steward, with others brought in; by default a shared one with its whole history for all. */
export async function openSpace(
  cast: Cast,
  steward: CastPerson,
  others: CastPerson[],
  wanted: { name?: string; reach?: Reach; historyRule?: HistoryRule } = {},
): Promise<Space> {
  const { name = `Space ${randomUUID().slice(0, 8)}`, reach = 'shared', historyRule = 'all' } = wanted;
  const client = cast.as(steward);
  // Somebody of another organisation is seen only once a space is shared, so the test brings them in as the program would.
  const space = await client.call(createSpace, {
    body: {
      kind: 'working',
      reach,
      name,
      leadOrganisationId: steward.organisationId,
      historyRule,
      charter: CHARTER,
    },
  });
  for (const other of others) await cast.bringIn(space.id, other);
  return space;
}

/** Says something and answers the message's id and place. */
export async function say(
  cast: Cast,
  person: CastPerson,
  spaceId: string,
  source: string,
  more: { threadRootId?: string; title?: string; clientId?: string } = {},
) {
  return cast
    .as(person)
    .call(postMessage, { params: { spaceId }, body: { clientId: randomUUID(), source, ...more } });
}
