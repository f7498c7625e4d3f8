import type { IncomingMessage } from 'node:http';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that carries the session cookie comes from our own pages. Browsers send Origin with every request that can change
 * something and with every WebSocket handshake; a program without one must use a token instead of the cookie.
 */
export function comesFromOwnPage(request: IncomingMessage, publicUrl: string | undefined): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) return request.headers['sec-fetch-site'] === 'same-origin';
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  const host = request.headers.host;
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

export const changesSomething = (method: string | undefined) => !SAFE_METHODS.has(method ?? 'GET');
