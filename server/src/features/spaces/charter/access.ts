import type { Reader } from '../../../kit/db/database.ts';
import type { Actor } from '../../../kit/http/actor.ts';
import { notAllowed, notFound } from '../../../kit/http/problem.ts';
import { listOrganisations } from '../../organisations/queries.ts';
import { listAcceptable } from './queries.ts';

declare const brand: unique symbol;

/** A charter that somebody may accept for an organisation. Only this file makes one. */
export interface AcceptableCharter {
  readonly [brand]: 'acceptable';
  spaceId: string;
  personId: string;
  organisationId: string;
}

/** By a steward of the organisation, or of the space who acts for it there. */
export async function getAcceptableCharter(
  db: Reader,
  actor: Actor,
  space: { spaceId: string },
  organisationId: string,
): Promise<AcceptableCharter> {
  const mine = await listAcceptable(db, actor.personId, space.spaceId);
  if (!mine.some(({ id }) => id === organisationId)) {
    throw notAllowed(
      'You cannot accept this charter for that organisation: the space does not name it, or you are no steward of it. Nothing was changed.',
    );
  }
  return { spaceId: space.spaceId, personId: actor.personId, organisationId } as AcceptableCharter;
}

/** An organisation that I may not know of answers like one that does not exist. */
export async function requireKnownOrganisations(
  db: Reader,
  actor: Actor,
  organisationIds: string[],
): Promise<void> {
  if (organisationIds.length === 0) return;
  const known = new Set((await listOrganisations(db, actor)).map(({ id }) => id));
  if (organisationIds.some((id) => !known.has(id))) throw notFound();
}
