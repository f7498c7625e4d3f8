import * as agreements from '@footbridge/contract/agreements.ts';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { getChangeableAgreement, getOwnAgreement, getPublishableAgreement } from './access.ts';
import { publishAgreement, saveDraft, signAgreement } from './changes.ts';
import { readAgreement } from './queries.ts';

export function agreementsRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(agreements.getAgreement, async ({ actor, params }) =>
      readAgreement(db, await getOwnAgreement(db, actor, params.agreementId)),
    ),
    route(agreements.saveAgreementDraft, async ({ actor, params, body }) => {
      const agreement = await getChangeableAgreement(db, actor, params.agreementId);
      await change(context, (tx) => saveDraft(tx, agreement, body.fromRevision, body.text));
      return readAgreement(db, agreement);
    }),
    route(agreements.publishAgreement, async ({ actor, params, body }) => {
      const agreement = await getPublishableAgreement(db, actor, params.agreementId);
      await change(context, (tx) => publishAgreement(tx, agreement, body.fromRevision, body.material));
      return readAgreement(db, agreement);
    }),
    route(agreements.signAgreement, async ({ actor, params, body }) => {
      const agreement = await getChangeableAgreement(db, actor, params.agreementId);
      await change(context, (tx) => signAgreement(tx, agreement, body.version));
      return readAgreement(db, agreement);
    }),
  ];
}
