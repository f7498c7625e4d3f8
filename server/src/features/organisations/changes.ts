import { randomUUIDv7 } from 'node:crypto';
import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import { type NewActivity, type Tx, openFeed, record } from '../../kit/activity/activity.ts';
import { isTaken } from '../../kit/db/database.ts';
import { conflict } from '../../kit/http/problem.ts';
import type { StewardedOrganisation } from './access.ts';
import { findOrganisation, listPeopleOf, listSpacesShowing } from './queries.ts';

export type OrganisationFields = Omit<OrganisationRef, 'id'>;

/** @returns the id, and what to give to the one `record` of this change */
export async function insertOrganisation(
  tx: Tx,
  fields: OrganisationFields,
  by: string | null,
): Promise<{ id: string; activities: NewActivity[] }> {
  const id = randomUUIDv7();
  await orNameTaken(
    tx.db
      .insertInto('organisations')
      .values({
        id,
        name: fields.name,
        short_name: fields.shortName,
        hue: fields.hue,
        created_at: tx.at,
        created_by: by,
      })
      .execute(),
  );
  await openFeed(tx, id, 'organisation');
  return {
    id,
    activities: [
      { feedId: id, kind: 'organisationCreated', subjectId: id, personId: by, organisationId: id },
    ],
  };
}

export async function createOrganisation(
  tx: Tx,
  fields: OrganisationFields,
  by: string | null,
): Promise<OrganisationRef> {
  const { id, activities } = await insertOrganisation(tx, fields, by);
  await record(tx, activities);
  return { id, ...fields };
}

/** Its badge stands beside its people wherever they are shown, so everybody who sees one of them is told. */
export async function changeOrganisation(
  tx: Tx,
  { organisationId, personId }: Pick<StewardedOrganisation, 'organisationId' | 'personId'>,
  fields: { [Field in keyof OrganisationFields]?: OrganisationFields[Field] | undefined },
): Promise<OrganisationRef> {
  const set = {
    ...(fields.name === undefined ? {} : { name: fields.name }),
    ...(fields.shortName === undefined ? {} : { short_name: fields.shortName }),
    ...(fields.hue === undefined ? {} : { hue: fields.hue }),
  };
  if (Object.keys(set).length > 0) {
    await orNameTaken(tx.db.updateTable('organisations').set(set).where('id', '=', organisationId).execute());
    await record(tx, await shownEverywhere(tx, organisationId, personId));
  }
  const organisation = await findOrganisation(tx.db, organisationId);
  if (organisation === undefined) throw new Error('The organisation that was changed does not exist.');
  return organisation;
}

async function shownEverywhere(tx: Tx, organisationId: string, personId: string): Promise<NewActivity[]> {
  const by = { personId, organisationId };
  const spaces = await listSpacesShowing(tx.db, organisationId);
  const people = await listPeopleOf(tx.db, organisationId);
  return [
    { feedId: organisationId, kind: 'organisationChanged', subjectId: organisationId, ...by },
    ...spaces.map((shown) => ({
      feedId: shown.spaceId,
      kind: 'personChanged',
      subjectId: shown.personId,
      ...by,
      facts: { organisationId },
    })),
    ...people.map((id) => ({ feedId: id, kind: 'meChanged', subjectId: id, ...by })),
  ];
}

async function orNameTaken(statement: Promise<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw conflict(
      'organisationNameTaken',
      'There is an organisation of that name already. Nothing was changed. Give another name.',
    );
  }
}
