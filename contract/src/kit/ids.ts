import * as z from 'zod/mini';

/** A UUID as lower-case text (RFC 9562). Ids made by the server are version 7; ids made by a client to retry safely may be any version. */
export const Id = z.uuid();

/** A feed's position: whole numbers from 1 without holes. 0 means 'before the first'. */
export const Seq = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));

/** A point in time as ISO 8601 with a zone, as in `2026-11-24T10:12:00.000Z`. */
export const Instant = z.iso.datetime({ offset: true });

/** An IANA time zone name, as in `Europe/London`. The server refuses names it does not know. */
export const TimeZone = z.string().check(z.minLength(1), z.maxLength(64));

const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;

/** One line of text: trimmed, not empty, without control characters. */
export const line = (maxLength: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(maxLength), z.regex(ONE_LINE));

/** The same, and there may be nothing. */
export const lineOrNothing = (maxLength: number) =>
  z.string().check(z.trim(), z.maxLength(maxLength), z.regex(ONE_LINE));

/** Several lines of text; may be empty. */
export const lines = (maxLength: number) =>
  z.string().check(z.maxLength(maxLength), z.regex(/^[^\u0000]*$/u));

/** An e-mail address as typed; the server compares it trimmed and in lower case. */
export const Email = z
  .string()
  .check(z.trim(), z.maxLength(254), z.regex(/^[^\s@<>"\p{Cc}]+@[^\s@<>"\p{Cc}]+\.[^\s@<>"\p{Cc}]+$/u));

/** A secret from a link or a cookie: base64url of 32 random bytes. */
export const Secret = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
