import * as z from 'zod/mini';
import type { ObjectKind, Who } from './endpoint.ts';
import { Id, Seq } from './ids.ts';

/**
 * The live protocol: one WebSocket at `/live`, JSON text frames, at most 64 KiB from a client.
 *
 * The client says `follow` with the feeds it shows and the last position it has of each. The server answers what is missing as
 * activity frames in order, or `reset` when too much is missing or the feed is not (or no longer) the client's to hear; then it
 * streams. The client drops `seq <= last`, and follows again from `last` when `seq > last + 1`. A heartbeat carries feed heads,
 * so a lost frame is noticed. Typing is a signal without a position. The database is the only source for catching up.
 */
export const LIVE_PATH = '/live';
export const CLIENT_FRAME_MAX_BYTES = 64 * 1024;
/** Feeds one socket may follow. */
export const FOLLOW_MAX = 5000;
/** A gap larger than this is answered by `reset`: loading afresh is cheaper. */
export const CATCH_UP_MAX = 2000;

/** Declares what kind of activity looks like on the wire: `{ type: 'activity', feed, seq, kind, at, ...shape }`. */
export function liveMessage<K extends string, S extends z.core.$ZodShape>(kind: K, shape: S) {
  return z.object({
    type: z.literal('activity'),
    feed: Id,
    seq: Seq,
    kind: z.literal(kind),
    at: z.string(),
    ...shape,
  });
}

/** Declares what a client may say on the socket; registered and in the permission matrix like a route. */
export function liveAction<K extends string, S extends z.core.$ZodShape>(
  name: K,
  spec: { who: Who; object: ObjectKind; summary: string; shape: S },
) {
  return {
    name,
    who: spec.who,
    object: spec.object,
    summary: spec.summary,
    frame: z.strictObject({ type: z.literal(name), ...spec.shape }),
  };
}

export const follow = liveAction('follow', {
  who: 'spaceMember',
  object: 'space',
  summary: 'Hear feeds from a position on: spaces I am in, and my own feed',
  shape: { feeds: z.array(z.tuple([Id, Seq])).check(z.maxLength(FOLLOW_MAX)) },
});

export const unfollow = liveAction('unfollow', {
  who: 'spaceMember',
  object: 'space',
  summary: 'Stop hearing feeds',
  shape: { feeds: z.array(Id).check(z.maxLength(FOLLOW_MAX)) },
});

export const Hello = z.object({
  type: z.literal('hello'),
  personId: Id,
  sessionId: z.nullable(Id),
  heartbeatMs: z.int(),
});
/** The feed is complete up to `seq`: what was missing has been sent. */
export const CaughtUp = z.object({ type: z.literal('caughtUp'), feed: Id, seq: Seq });
/** Load this feed's state afresh; `gone` when it is not this person's to hear. */
export const Reset = z.object({ type: z.literal('reset'), feed: Id, reason: z.enum(['gapTooLong', 'gone']) });
/** The socket was too slow and frames were dropped: follow every feed again. */
export const Resync = z.object({ type: z.literal('resync') });
export const Heads = z.object({ type: z.literal('heads'), heads: z.array(z.tuple([Id, Seq])) });
/** The server closes this socket; come back after a random part of `withinMs`, or never when `again` is false. */
export const Goodbye = z.object({
  type: z.literal('goodbye'),
  again: z.boolean(),
  withinMs: z.int(),
  reason: z.enum(['stopping', 'signedOut', 'deactivated', 'badFrame', 'tooMany']),
});

export type ServerFrame =
  | z.infer<typeof Hello>
  | z.infer<typeof CaughtUp>
  | z.infer<typeof Reset>
  | z.infer<typeof Resync>
  | z.infer<typeof Heads>
  | z.infer<typeof Goodbye>;

/** Any activity frame before its kind is known. The kind `hidden` only takes its place: it is not this person's to see, or is over. */
export interface ActivityFrame {
  type: 'activity';
  feed: string;
  seq: number;
  kind: string;
  at: string;
}
