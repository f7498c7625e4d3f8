import type { Reader } from '../../kit/db/database.ts';
import { notAllowed, notFound } from '../../kit/http/problem.ts';

declare const brand: unique symbol;

/** An organisation that somebody may lead: as its steward, or as administrator of the server. Only this file makes one. */
export interface StewardedOrganisation {
  readonly [brand]: 'stewarded';
  organisationId: string;
  /** Who acts. */
  personId: string;
  administrator: boolean;
}

interface Viewer {
  personId: string;
  administrator: boolean;
}

/** People of the organisation are told that they may not; everybody else learns nothing. */
export async function getStewardedOrganisation(
  db: Reader,
  { personId, administrator }: Viewer,
  organisationId: string,
): Promise<StewardedOrganisation> {
  const found = await db
    .selectFrom('organisations as o')
    .leftJoin('affiliations as f', (join) =>
      join.onRef('f.organisation_id', '=', 'o.id').on('f.person_id', '=', personId),
    )
    .select('f.role')
    .where('o.id', '=', organisationId)
    .executeTakeFirst();
  if (found === undefined || (found.role === null && !administrator)) throw notFound();
  if (found.role !== 'steward' && !administrator) {
    throw notAllowed(
      'Only a steward of this organisation can do that. Nothing was changed. Ask one of them.',
    );
  }
  return { organisationId, personId, administrator } as StewardedOrganisation;
}

export function requireAdministrator(viewer: Viewer): void {
  if (viewer.administrator) return;
  throw notAllowed('Only an administrator of this server can do that. Nothing was changed. Ask one of them.');
}
