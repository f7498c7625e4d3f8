const DAY_MS = 86_400_000;

/** A session ends this long after it was last used. */
export const SESSION_MS = 30 * DAY_MS;
/** How old `last_used_at` may grow before a use is written down: once an hour is enough for people to read. */
export const RENEW_AFTER_MS = 3_600_000;
/** A link in a mail signs in this long. */
export const LINK_MS = 15 * 60_000;
