import * as z from 'zod/mini';
import { endpoint } from './kit/endpoint.ts';
import { Id, Instant, Seq } from './kit/ids.ts';
import { PersonRef } from './people.ts';
import { SpaceKind } from './spaces.ts';

export const SEARCH_TEXT_MAX = 300;

/** A piece of a snippet; `hit` marks what matched. */
export const SnippetPart = z.object({ text: z.string(), hit: z.boolean() });

export const MessageHit = z.object({
  messageId: Id,
  spaceId: Id,
  spaceName: z.string(),
  seq: Seq,
  threadRootId: z.nullable(Id),
  author: PersonRef,
  createdAt: Instant,
  title: z.nullable(z.string()),
  snippet: z.array(SnippetPart),
});
export type MessageHit = z.infer<typeof MessageHit>;

export const SearchReply = z.object({
  people: z.array(PersonRef),
  spaces: z.array(z.object({ id: Id, name: z.string(), kind: SpaceKind, joined: z.boolean() })),
  messages: z.array(MessageHit),
  /** Give it as `next` to go on; null at the end. */
  next: z.nullable(z.string()),
  /** The words that were really looked for, where a typo was mended: `{ written, used }`. */
  mended: z.array(z.object({ written: z.string(), used: z.array(z.string()) })),
});
export type SearchReply = z.infer<typeof SearchReply>;

/**
 * Words, "phrases", pre* (every last word counts as a beginning), parts of words (where a page is not filled without, or with *part)
 * and typos (where nothing is found without); filters
 * `from:name in:space before:2026-11-24 after:2026-11-01 has:link|file|reaction|thread`. Words and filters are negated by a leading `-`.
 * `from:me` is oneself; names go by how their words begin, "quoted" ones by whole words; an id serves as well. Several `from:` or `in:`
 * mean any of them. Dates are days, months or years where the asker lives, and a day is neither before nor after itself. Newest first.
 */
export const search = endpoint('search', {
  method: 'GET',
  path: '/search',
  summary: 'Find people, spaces and messages that I may read',
  who: 'person',
  object: 'none',
  query: {
    text: z.string().check(z.maxLength(SEARCH_TEXT_MAX)),
    next: z.optional(z.string().check(z.maxLength(200))),
  },
  reply: SearchReply,
});
