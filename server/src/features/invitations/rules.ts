const DAY_MS = 86_400_000;

/** When an invitation made at `at` that works for `days` ends, as ISO 8601 in UTC. */
export const expiryOf = (at: string, days: number): string =>
  new Date(Date.parse(at) + days * DAY_MS).toISOString();

/** A day as people read it in a mail, as in `24 November 2026`. */
export const dayOf = (instant: string): string =>
  new Date(instant).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
