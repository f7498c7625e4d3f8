import * as z from 'zod/mini';

/**
 * An error as RFC 9457 `application/problem+json`. `detail` is a sentence for people: what happened, what is safe, what to do.
 * `code` is stable and for programs; `limit` names the limit that was met; `retryAfterMs` says when a retry may work;
 * `field` names the input that was refused.
 */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  field: z.optional(z.string()),
  limit: z.optional(z.number()),
  retryAfterMs: z.optional(z.number()),
});
export type Problem = z.infer<typeof Problem>;
