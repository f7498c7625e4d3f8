import * as z from 'zod/mini';
import { Done, endpoint } from './kit/endpoint.ts';
import { Email, Id, Instant, Secret, TimeZone, line } from './kit/ids.ts';
import { liveMessage } from './kit/live.ts';
import { OrganisationFields } from './organisations.ts';

/** At least 10 characters, at most 200; nothing else is asked of it (NIST SP 800-63B). */
export const Password = z.string().check(z.minLength(10), z.maxLength(200));

/** What the page needs before anybody has signed in. */
export const getWelcome = endpoint('getWelcome', {
  method: 'GET',
  path: '/welcome',
  summary: 'What this server is and whether it is set up',
  who: 'anyone',
  object: 'none',
  reply: z.object({
    needsSetup: z.boolean(),
    mailLeavesHost: z.boolean(),
    /** Whether the one who asks is signed in; asking for anything else without being it is refused. */ signedIn:
      z.boolean(),
  }),
});

/** First run: the opener of the printed link becomes administrator and steward of the first organisation, signed in by cookie. */
export const setUp = endpoint('setUp', {
  method: 'POST',
  path: '/setup',
  summary: 'Make the first administrator and the first organisation',
  who: 'anyone',
  object: 'none',
  body: {
    secret: Secret,
    name: line(100),
    email: Email,
    password: Password,
    timeZone: TimeZone,
    organisation: z.strictObject(OrganisationFields),
  },
  reply: Done,
});

/** Answers the same, in the same time, whether or not the address is known. */
export const askForSignInLink = endpoint('askForSignInLink', {
  method: 'POST',
  path: '/sign-in/links',
  summary: 'Have a link sent that signs in',
  who: 'anyone',
  object: 'none',
  body: { email: Email },
  reply: Done,
});

export const signInWithLink = endpoint('signInWithLink', {
  method: 'POST',
  path: '/sign-in/with-link',
  summary: 'Sign in with a link from a mail; it works once',
  who: 'anyone',
  object: 'none',
  body: { secret: Secret },
  reply: Done,
});

export const signInWithPassword = endpoint('signInWithPassword', {
  method: 'POST',
  path: '/sign-in/with-password',
  summary: 'Sign in with e-mail and password',
  who: 'anyone',
  object: 'none',
  body: { email: Email, password: z.string().check(z.maxLength(200)) },
  reply: Done,
});

export const signOut = endpoint('signOut', {
  method: 'POST',
  path: '/sign-out',
  summary: 'Sign out here, or everywhere',
  who: 'person',
  object: 'none',
  body: { everywhere: z.boolean() },
  reply: Done,
});

/** Every other session ends; the one that changed it stays. */
export const changePassword = endpoint('changePassword', {
  method: 'PUT',
  path: '/me/password',
  summary: 'Set or change my password',
  who: 'person',
  object: 'none',
  body: { current: z.optional(z.string().check(z.maxLength(200))), password: Password },
  reply: Done,
});

export const Session = z.object({
  id: Id,
  current: z.boolean(),
  /** Browser and system in words, as in `Firefox on Windows`; empty when unknown. */
  device: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant,
});
export type Session = z.infer<typeof Session>;

export const listSessions = endpoint('listSessions', {
  method: 'GET',
  path: '/me/sessions',
  summary: 'Where I am signed in',
  who: 'person',
  object: 'none',
  reply: z.object({ sessions: z.array(Session) }),
});

export const endSession = endpoint('endSession', {
  method: 'DELETE',
  path: '/me/sessions/:sessionId',
  summary: 'Sign out one of my sessions',
  who: 'owner',
  object: 'session',
  params: { sessionId: Id },
  reply: Done,
});

export const Token = z.object({
  id: Id,
  name: z.string(),
  createdAt: Instant,
  lastUsedAt: z.nullable(Instant),
});
export type Token = z.infer<typeof Token>;

export const listTokens = endpoint('listTokens', {
  method: 'GET',
  path: '/me/tokens',
  summary: 'My personal tokens',
  who: 'person',
  object: 'none',
  reply: z.object({ tokens: z.array(Token) }),
});

/** The secret is shown this once; the server keeps its hash only. Sent as `Authorization: Bearer`. */
export const createToken = endpoint('createToken', {
  method: 'POST',
  path: '/me/tokens',
  summary: 'Make a personal token for a program of mine',
  who: 'person',
  object: 'none',
  body: { name: line(100) },
  reply: z.extend(Token, { secret: z.string() }),
});

export const revokeToken = endpoint('revokeToken', {
  method: 'DELETE',
  path: '/me/tokens/:tokenId',
  summary: 'Revoke one of my tokens, at once',
  who: 'owner',
  object: 'token',
  params: { tokenId: Id },
  reply: Done,
});

/** In my own feed: one of my sessions or tokens ended, or was made. The socket of an ended one is closed. */
export const credentialsChanged = liveMessage('credentialsChanged', {});
