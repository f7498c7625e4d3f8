import type { IncomingMessage } from 'node:http';
import type { Credential } from './actor.ts';
import { hashSecret, secretOfToken } from './secret.ts';

const SESSION_COOKIE = 'footbridge_session';
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** The credential of a request: a personal token in `Authorization: Bearer`, else the session cookie. Never from the URL. */
export function readCredential(request: IncomingMessage): Credential | undefined {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const secret = secretOfToken(bearer);
    return secret !== undefined && SECRET.test(secret)
      ? { kind: 'token', hash: hashSecret(secret) }
      : undefined;
  }
  const cookie = readCookie(request.headers.cookie ?? '', SESSION_COOKIE);
  return cookie !== undefined && SECRET.test(cookie)
    ? { kind: 'session', hash: hashSecret(cookie) }
    : undefined;
}

function readCookie(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

/** The browser keeps the cookie as long as it may (400 days); when the session ends is the server's business alone. */
const COOKIE_SECONDS = 400 * 86_400;

/**
 * The Set-Cookie text that signs in, or out when there is no secret. Lax keeps links from mails working; Strict would sign people out of
 * them.
 */
export function sessionCookie(secret: string | undefined, secure: boolean): string {
  const age = secret === undefined ? 0 : COOKIE_SECONDS;
  return `${SESSION_COOKIE}=${secret ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure ? '; Secure' : ''}`;
}
