import type { IncomingMessage } from 'node:http';
import type { Credential } from './actor.ts';
import { hashSecret, secretOfToken } from './secret.ts';

export const SESSION_COOKIE = 'footbridge_session';
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** The credential of a request: a personal token in `Authorization: Bearer`, else the session cookie. Never from the URL. */
export function readCredential(request: IncomingMessage): Credential | undefined {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const secret = secretOfToken(bearer);
    return secret !== undefined && SECRET.test(secret) ? { kind: 'token', hash: hashSecret(secret) } : undefined;
  }
  const cookie = readCookie(request.headers.cookie ?? '', SESSION_COOKIE);
  return cookie !== undefined && SECRET.test(cookie) ? { kind: 'session', hash: hashSecret(cookie) } : undefined;
}

function readCookie(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

/** The Set-Cookie text that signs in (or, with an empty secret, out). Lax keeps links from mails working; Strict would sign people out of them. */
export function sessionCookie(secret: string, maxAgeSeconds: number, secure: boolean): string {
  return `${SESSION_COOKIE}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure ? '; Secure' : ''}`;
}
