import type { Import } from '@footbridge/contract/imports.ts';
import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import type { Reader } from '../../kit/db/database.ts';
import { badInput, requireFound } from '../../kit/http/problem.ts';
import { requireAdministrator } from '../organisations/access.ts';
import { findOrganisation } from '../organisations/queries.ts';
import { findImport } from './queries.ts';

interface Viewer {
  personId: string;
  administrator: boolean;
}

/** Who is no administrator is told so before anything is looked up, and so learns nothing of imports. */
export async function getImport(db: Reader, viewer: Viewer, importId: string): Promise<Import> {
  requireAdministrator(viewer);
  return requireFound(await findImport(db, importId));
}

/** The organisation that what is imported will belong to. */
export async function getImportingOrganisation(
  db: Reader,
  viewer: Viewer,
  organisationId: string,
): Promise<OrganisationRef> {
  requireAdministrator(viewer);
  const organisation = await findOrganisation(db, organisationId);
  if (organisation === undefined) {
    throw badInput(
      'query.organisationId',
      'There is no such organisation. Nothing was brought in. Choose one from the list.',
    );
  }
  return organisation;
}
