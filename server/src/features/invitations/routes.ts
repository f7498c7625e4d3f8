import {
  INVITATION_DAYS_DEFAULT,
  acceptInvitation,
  invite,
  listInvitations,
  readInvitation,
  revokeInvitation,
} from '@footbridge/contract/invitations.ts';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import { sessionCookie } from '../../kit/http/credential.ts';
import { deviceInWords } from '../../kit/http/device.ts';
import { requireFound } from '../../kit/http/problem.ts';
import { type Route, openRoute, route } from '../../kit/http/route.ts';
import { countInvitation, countSecret } from '../auth/attempts/changes.ts';
import { getStewardedOrganisation } from '../organisations/access.ts';
import { requireTimeZone } from '../people/access.ts';
import { getStewardedInvitation, requireInvitableSpaces } from './access.ts';
import * as acceptance from './acceptance/changes.ts';
import * as changes from './changes.ts';
import * as queries from './queries.ts';

const done = { done: true } as const;

export function invitationsRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(listInvitations, async ({ actor, params }) => {
      const organisation = await getStewardedOrganisation(db, actor, params.organisationId);
      return { invitations: await queries.listInvitations(db, organisation, actor.personId) };
    }),
    route(invite, async ({ actor, params, body }) => {
      const { organisationId } = await getStewardedOrganisation(db, actor, params.organisationId);
      await countInvitation(context, actor.personId);
      const { email = null, role, spaceIds, days = INVITATION_DAYS_DEFAULT } = body;
      const { id, secret } = await change(context, async (tx) => {
        await requireInvitableSpaces(tx.db, actor, { organisationId, role }, spaceIds);
        return changes.invite(tx, { organisationId, role, email, spaceIds, days, invitedBy: actor.personId });
      });
      const made = requireFound((await queries.listInvitations(db, { invitationId: id }, actor.personId))[0]);
      return { ...made, link: queries.invitationLink(context.publicUrl, secret) };
    }),
    route(revokeInvitation, async ({ actor, params }) => {
      await change(context, async (tx) => {
        await changes.revokeInvitation(tx, await getStewardedInvitation(tx.db, actor, params.invitationId));
      });
      return done;
    }),
    ...acceptanceRoutes(context),
  ];
}

function acceptanceRoutes(context: Context): Route[] {
  return [
    openRoute(readInvitation, async ({ body, caller }) => {
      await countSecret(context, caller.address);
      const found = await acceptance.getOpenInvitation(context, body.secret);
      const { organisation, role, email, claims, expiresAt } = found;
      const spaces = found.spaces.map(({ name }) => ({ name }));
      return { organisation, role, email, invitedBy: found.inviterName, spaces, expiresAt, claims };
    }),
    openRoute(acceptInvitation, async ({ actor, body, caller, reply }) => {
      await countSecret(context, caller.address);
      if (body.account !== undefined) requireTimeZone(body.account.timeZone);
      const device = deviceInWords(caller.userAgent);
      const secret = await acceptance.acceptInvitation(context, {
        ...body,
        account: body.account,
        signedInAs: actor?.personId,
        device,
      });
      if (secret !== undefined) reply.header('set-cookie', sessionCookie(secret, context.secure));
      return done;
    }),
  ];
}
