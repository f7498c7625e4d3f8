/** A value read from somebody else's JSON: nothing is believed about it until it was looked at. */
export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textAt = (from: JsonObject, key: string): string | undefined => {
  const value = from[key];
  return typeof value === 'string' ? value : undefined;
};

export const objectAt = (from: JsonObject, key: string): JsonObject | undefined => {
  const value = from[key];
  return isObject(value) ? value : undefined;
};

export const listAt = (from: JsonObject, key: string): unknown[] => {
  const value = from[key];
  return Array.isArray(value) ? value : [];
};

export const objectsAt = (from: JsonObject, key: string): JsonObject[] => listAt(from, key).filter(isObject);
export const textsAt = (from: JsonObject, key: string): string[] =>
  listAt(from, key).filter((value) => typeof value === 'string');

/** The first of these that says something. */
export const firstText = (...texts: (string | undefined)[]): string | undefined =>
  texts.find((text) => text !== undefined && text.trim() !== '');

/** A name on one line, short, without what would break it or turn it around. */
export function cleanName(text: string, maxLength: number): string {
  const line = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  return line.length <= maxLength
    ? line
    : `${line
        .slice(0, maxLength - 1)
        .toWellFormed()
        .trimEnd()}…`;
}

/** PostgreSQL takes neither NUL nor half surrogates. */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

/** Slack's time of a message, which is also its name: seconds, a point, and up to six digits. In microseconds, exact until the year 2255. */
export function microsOf(ts: string | undefined): number | undefined {
  const [, seconds, fraction] = /^(\d{9,10})\.(\d{1,6})$/.exec(ts ?? '') ?? [];
  return seconds === undefined || fraction === undefined
    ? undefined
    : Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0'));
}

/** Back to Slack's writing, always with six digits, so that text order is time order. */
export const tsOf = (micros: number): string =>
  `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;

const cached = { second: -1, text: '' };

/** ISO 8601 in UTC with microseconds, as PostgreSQL keeps them. */
export function instantOf(micros: number): string {
  const second = Math.floor(micros / 1_000_000);
  // Asked several times for each message: making a date is dear, and it is mostly the same second again.
  if (second !== cached.second) {
    cached.second = second;
    cached.text = new Date(second * 1000).toISOString().slice(0, 20);
  }
  return `${cached.text}${String(micros % 1_000_000).padStart(6, '0')}Z`;
}
