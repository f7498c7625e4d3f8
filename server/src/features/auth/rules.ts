const DAY_MS = 86_400_000;

/** A session ends this long after it was last used. */
export const SESSION_MS = 30 * DAY_MS;
/** How old `last_used_at` may grow before a use is written down: once an hour is enough for people to read. */
export const RENEW_AFTER_MS = 3_600_000;
/** The browser keeps the cookie as long as it may (400 days); when the session ends is the server's business alone. */
export const COOKIE_SECONDS = 400 * 86_400;
/** A link in a mail signs in this long. */
export const LINK_MS = 15 * 60_000;

const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
];
/** In this order: most browsers also call themselves Chrome or Safari. */
const BROWSERS: [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

/** A browser and its system in words, as in `Firefox on Windows`; empty when the header says nothing that is known. */
export function deviceInWords(userAgent: string): string {
  const find = (rules: [RegExp, string][]) => rules.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = find(BROWSERS);
  const system = find(SYSTEMS);
  if (browser === undefined) return '';
  return system === undefined ? browser : `${browser} on ${system}`;
}

/** Addresses are compared trimmed and in lower case. */
export const normalEmail = (email: string) => email.trim().toLowerCase();
