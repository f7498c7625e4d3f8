import { randomUUIDv7 } from 'node:crypto';
import { getImport, listImports, startSlackImport } from '@footbridge/contract/imports.ts';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { requireAdministrator } from '../organisations/access.ts';
import * as access from './access.ts';
import { queueImport } from './changes.ts';
import * as queries from './queries.ts';
import { cleanName } from './rules.ts';
import { storeUpload, storedAt } from './upload/changes.ts';

export function importsRoutes(context: Context): Route[] {
  const { db, dataDirectory } = context;
  return [
    route(listImports, async ({ actor }) => {
      requireAdministrator(actor);
      return { imports: await queries.listImports(db) };
    }),
    route(getImport, ({ actor, params }) => access.getImport(db, actor, params.importId)),
    route(
      startSlackImport,
      async ({ actor, query, request }) => {
        const { id: organisationId } = await access.getImportingOrganisation(db, actor, query.organisationId);
        const id = randomUUIDv7();
        const length = Number(request.headers['content-length'] ?? Number.NaN);
        await storeUpload(dataDirectory, id, request.raw, Number.isSafeInteger(length) ? length : undefined);
        const asked = {
          id,
          storedAt: storedAt(id),
          fileName: cleanName(query.fileName, 255) || 'export.zip',
          organisationId,
        };
        await change(context, (tx) =>
          queueImport(tx, { ...asked, startedBy: actor.personId, dryRun: query.dryRun === 'true' }),
        );
        return access.getImport(db, actor, id);
      },
      { takesStream: true },
    ),
  ];
}
