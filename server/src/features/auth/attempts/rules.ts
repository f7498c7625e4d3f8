/** How many attempts a key may make within a window. */
export interface AttemptLimit {
  name: string;
  attempts: number;
  windowMs: number;
}

const QUARTER_HOUR_MS = 15 * 60_000;

/** Wrong passwords for one account. Right ones do not count; a link by mail still works for somebody who is shut out by another. */
export const PASSWORDS_PER_ACCOUNT: AttemptLimit = {
  name: 'passwordAccount',
  attempts: 10,
  windowMs: QUARTER_HOUR_MS,
};
/** Wrong passwords from one address, which may be a whole office. */
export const PASSWORDS_PER_ADDRESS: AttemptLimit = {
  name: 'passwordAddress',
  attempts: 100,
  windowMs: QUARTER_HOUR_MS,
};
/** Mails with a link to one account. */
export const LINKS_PER_ACCOUNT: AttemptLimit = {
  name: 'linkAccount',
  attempts: 5,
  windowMs: QUARTER_HOUR_MS,
};
export const LINKS_PER_ADDRESS: AttemptLimit = {
  name: 'linkAddress',
  attempts: 50,
  windowMs: QUARTER_HOUR_MS,
};
/** Secrets of links, invitations and the first run tried from one address. They cannot be guessed; this keeps the noise down. */
export const SECRETS_PER_ADDRESS: AttemptLimit = {
  name: 'secretAddress',
  attempts: 200,
  windowMs: QUARTER_HOUR_MS,
};
/** Invitations that one person makes. */
export const INVITATIONS_PER_PERSON: AttemptLimit = {
  name: 'invitationPerson',
  attempts: 200,
  windowMs: 4 * QUARTER_HOUR_MS,
};

/** Where the window that `now` falls into began, in milliseconds. */
export const windowStart = (limit: AttemptLimit, now: number) => now - (now % limit.windowMs);

/** Somebody with IPv6 has a whole network of 2^64 addresses: it counts as one (RFC 6177). */
export function addressKey(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '');
  const [head = '', tail = ''] = address.split('::');
  const [before, after] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - (before?.length ?? 0) - (after?.length ?? 0) }, () => '0');
  return [...(before ?? []), ...zeros, ...(after ?? [])].slice(0, 4).join(':');
}
