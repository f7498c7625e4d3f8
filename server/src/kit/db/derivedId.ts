import { hash } from 'node:crypto';

/**
 * An id that is always the same for the same name, so that work which was broken off and is done again makes the same rows. A version 8
 * UUID (RFC 9562, 5.8) of the SHA-256 of the name.
 */
export function derivedId(name: string): string {
  return shaped(hash('sha256', name, 'hex'), '8');
}

/** The same, in order of time like the ids that are made when something happens, which keeps an index on it small and warm. */
export function derivedTimeId(name: string, unixMs: number): string {
  return shaped(unixMs.toString(16).padStart(12, '0') + hash('sha256', name, 'hex'), '7');
}

const VARIANTS = '89ab';

function shaped(hex: string, version: string): string {
  const variant = VARIANTS[Number.parseInt(hex[16] ?? '0', 16) & 3] ?? '8';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
