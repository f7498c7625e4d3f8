import * as z from 'zod/mini';

/** How many items one page holds at most, and when nothing is asked for. */
export const PAGE_MAX = 100;
export const PAGE_DEFAULT = 50;

/** A number in a query string, which arrives as text. */
export const queryNumber = (minimum: number, maximum: number) =>
  z.coerce.number().check(z.int(), z.minimum(minimum), z.maximum(maximum));

export const PageSize = z.optional(queryNumber(1, PAGE_MAX));
