import {
  changeOrganisation,
  createOrganisation,
  listOrganisations,
} from '@footbridge/contract/organisations.ts';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { getStewardedOrganisation, requireAdministrator } from './access.ts';
import * as changes from './changes.ts';
import * as queries from './queries.ts';

export function organisationsRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(listOrganisations, async ({ actor }) => ({
      organisations: await queries.listOrganisations(db, actor),
    })),
    route(createOrganisation, async ({ actor, body }) => {
      requireAdministrator(actor);
      return change(context, (tx) => changes.createOrganisation(tx, body, actor.personId));
    }),
    route(changeOrganisation, async ({ actor, params, body }) =>
      change(context, async (tx) => {
        const organisation = await getStewardedOrganisation(tx.db, actor, params.organisationId);
        return changes.changeOrganisation(tx, organisation, body);
      }),
    ),
  ];
}
