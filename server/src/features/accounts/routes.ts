import {
  changeAffiliation,
  claimProfile,
  deactivatePerson,
  reactivatePerson,
} from '@footbridge/contract/accounts.ts';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { countInvitation } from '../auth/attempts/changes.ts';
import { invitationLink } from '../invitations/queries.ts';
import { getAffiliated, getClaimableProfile, getManagedAccount } from './access.ts';
import * as changes from './changes.ts';

const done = { done: true } as const;

export function accountsRoutes(context: Context): Route[] {
  return [
    route(deactivatePerson, async ({ actor, params }) => {
      await change(context, async (tx) => {
        const { personId } = await getManagedAccount(tx.db, actor, params.personId);
        await changes.deactivatePerson(tx, personId, actor.personId);
      });
      return done;
    }),
    route(reactivatePerson, async ({ actor, params }) => {
      await change(context, async (tx) => {
        const { personId } = await getManagedAccount(tx.db, actor, params.personId);
        await changes.reactivatePerson(tx, personId, actor.personId);
      });
      return done;
    }),
    route(changeAffiliation, async ({ actor, params, body }) => {
      await change(context, async (tx) => {
        const person = await getAffiliated(tx.db, actor, params);
        await changes.changeAffiliation(tx, { ...person, role: body.role, by: actor.personId });
      });
      return done;
    }),
    route(claimProfile, async ({ actor, params, body }) => {
      await countInvitation(context, actor.personId);
      const secret = await change(context, async (tx) => {
        const profile = await getClaimableProfile(tx.db, actor, params.personId);
        return changes.inviteToClaim(tx, { profile, email: body.email, by: actor.personId });
      });
      return { link: invitationLink(context.publicUrl, secret) };
    }),
  ];
}
