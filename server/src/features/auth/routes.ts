import {
  askForSignInLink,
  changePassword,
  createToken,
  endSession,
  getWelcome,
  listSessions,
  listTokens,
  revokeToken,
  setUp,
  signInWithLink,
  signInWithPassword,
  signOut,
} from '@footbridge/contract/auth.ts';
import type { FastifyReply } from 'fastify';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import { sessionCookie } from '../../kit/http/credential.ts';
import { deviceInWords } from '../../kit/http/device.ts';
import { type Caller, type Route, openRoute, route } from '../../kit/http/route.ts';
import { requireTimeZone } from '../people/access.ts';
import { requireSession } from './access.ts';
import * as changes from './changes.ts';
import * as links from './links/changes.ts';
import * as passwords from './passwords/changes.ts';
import * as queries from './queries.ts';
import * as setup from './setup/changes.ts';
import { needsSetup } from './setup/queries.ts';
import * as tokens from './tokens/changes.ts';

const done = { done: true } as const;
const where = (caller: Caller) => ({ address: caller.address, device: deviceInWords(caller.userAgent) });

function signedIn(context: Context, reply: FastifyReply, secret: string) {
  reply.header('set-cookie', sessionCookie(secret, context.secure));
  return done;
}

export function authRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    ...signInRoutes(context),
    route(listSessions, async ({ actor }) => ({
      sessions: await queries.listSessions(db, actor.personId, actor.sessionId),
    })),
    route(endSession, async ({ actor, params }) => {
      await change(context, (tx) => changes.endSession(tx, actor.personId, params.sessionId));
      return done;
    }),
    route(changePassword, async ({ actor, body }) => {
      requireSession(actor);
      await passwords.changePassword(context, {
        personId: actor.personId,
        sessionId: actor.sessionId,
        current: body.current,
        password: body.password,
      });
      return done;
    }),
    route(listTokens, async ({ actor }) => ({ tokens: await queries.listTokens(db, actor.personId) })),
    route(createToken, async ({ actor, body }) => {
      requireSession(actor);
      const { personId } = actor;
      return change(context, (tx) => tokens.createToken(tx, { personId, name: body.name, by: personId }));
    }),
    route(revokeToken, async ({ actor, params }) => {
      const { personId } = actor;
      await change(context, (tx) => tokens.revokeToken(tx, { ...params, personId, by: personId }));
      return done;
    }),
  ];
}

function signInRoutes(context: Context): Route[] {
  return [
    openRoute(getWelcome, async ({ actor }) => ({
      needsSetup: await needsSetup(context.db),
      mailLeavesHost: context.mailer.leavesHost,
      signedIn: actor !== undefined,
    })),
    openRoute(setUp, async ({ body, caller, reply }) => {
      requireTimeZone(body.timeZone);
      return signedIn(context, reply, await setup.setUp(context, { ...body, ...where(caller) }));
    }),
    openRoute(askForSignInLink, async ({ body, caller }) => {
      await links.askForSignInLink(context, { email: body.email, address: caller.address });
      return done;
    }),
    openRoute(signInWithLink, async ({ actor, body, caller, reply }) => {
      const used = { ...body, ...where(caller), signedInAs: actor?.personId };
      return signedIn(context, reply, await links.signInWithLink(context, used));
    }),
    openRoute(signInWithPassword, async ({ body, caller, reply }) =>
      signedIn(context, reply, await passwords.signInWithPassword(context, { ...body, ...where(caller) })),
    ),
    route(signOut, async ({ actor, body, reply }) => {
      const { personId, sessionId } = actor;
      await change(context, async (tx) => {
        if (body.everywhere) await changes.signOutEverywhere(tx, personId);
        else if (sessionId !== null) await changes.endSession(tx, personId, sessionId);
      });
      reply.header('set-cookie', sessionCookie(undefined, context.secure));
      return done;
    }),
  ];
}
