import { CATCH_UP_MAX } from '@footbridge/contract/kit/live.ts';
import type { Database } from '../db/database.ts';
import { createBatcher } from '../db/batcher.ts';
import type { Connection } from './connection.ts';
import { type Feed, type FeedFrame, type Subscription, sendSome } from './feed.ts';
import type { LiveFeature, MayFollow } from './features.ts';
import { textFrame } from './frame.ts';
import type { Hub } from './hub.ts';
import { readAfter, readHeads } from './read.ts';
import { renderFrames } from './render.ts';

interface Asked {
  connection: Connection;
  feeds: [feedId: string, after: number][];
}

interface Follower {
  connection: Connection;
  feed: Feed;
  subscription: Subscription;
  /** Rows after this are still to be sent. */
  after: number;
}

/**
 * Clients whose follow frames are answered together, and how long more are waited for while many come: after a restart everybody comes
 * back at once and missed the same things, which are then read and rendered a few times instead of a hundred.
 */
const TOGETHER = 1000;
const PAUSE_MS = 40;

/**
 * Answers `follow` frames. Rights, heads, missing rows and their frames are read once for everybody who asks in the same moment, so a
 * storm of returning clients costs a few statements and not a few per client.
 */
export function createFollowing(
  hub: Hub,
  db: Database,
  features: Map<string, LiveFeature>,
  mayFollow: MayFollow,
): (asked: Asked) => Promise<void> {
  const context = { hub, db, features, mayFollow };
  return createBatcher<Asked, void>({ maxSize: TOGETHER, pauseMs: PAUSE_MS }, async (group) => {
    await followAll(context, group);
    return group.map(() => undefined);
  });
}

interface Context {
  hub: Hub;
  db: Database;
  features: Map<string, LiveFeature>;
  mayFollow: MayFollow;
}

async function followAll(context: Context, group: Asked[]): Promise<void> {
  const followers = group.flatMap(({ connection, feeds }) =>
    connection.closed ? [] : feeds.map(([feedId, after]) => register(context.hub, connection, feedId, after)),
  );
  const froms = await context.mayFollow(
    followers.map(({ connection, feed }) => ({ personId: connection.actor.personId, feedId: feed.id })),
  );
  const heads = await readHeads(context.db, [...new Set(followers.map(({ feed }) => feed.id))]);
  const allowed = followers.filter((follower, at) =>
    admit(context.hub, follower, froms[at], heads.get(follower.feed.id)),
  );
  await catchUp(context, allowed);
}

function register(hub: Hub, connection: Connection, feedId: string, after: number): Follower {
  const subscription = hub.subscribe(feedId, connection, after);
  const feed = hub.feeds.get(feedId) as Feed;
  return { connection, feed, subscription, after };
}

/** Still registered: a removal, a slow socket or a second `follow` of the same feed takes a subscription away. */
const stands = ({ feed, connection, subscription }: Follower) =>
  feed.subscribers.get(connection) === subscription;

function admit(
  hub: Hub,
  follower: Follower,
  visibleFrom: number | undefined,
  head: number | undefined,
): boolean {
  const { feed, connection, subscription } = follower;
  if (head !== undefined) hub.headRead(feed, head);
  if (visibleFrom === undefined || head === undefined) return refuse(hub, follower, 'gone');
  if (!stands(follower)) return false;
  if (head - follower.after > CATCH_UP_MAX || follower.after > Math.max(head, feed.head ?? 0)) {
    return refuse(hub, follower, 'gapTooLong');
  }
  subscription.visibleFrom = visibleFrom;
  return connection.closed ? refuse(hub, follower, 'gone') : true;
}

function refuse(hub: Hub, follower: Follower, reason: 'gone' | 'gapTooLong'): false {
  if (stands(follower)) hub.unsubscribe(follower.feed, follower.connection);
  follower.connection.send(textFrame(JSON.stringify({ type: 'reset', feed: follower.feed.id, reason })));
  return false;
}

/** Sends what is missing until the feed's head has not moved past what was read; from then on the stream goes on without a seam. */
async function catchUp(context: Context, followers: Follower[]): Promise<void> {
  for (let open = followers; open.length > 0;) {
    const frames = await readFrames(context, open.filter(isBehind));
    for (const follower of open) {
      if (stands(follower)) sendMissing(follower, frames.get(follower.feed.id) ?? []);
    }
    open = open.filter((follower) => stands(follower) && !finish(follower));
  }
}

const isBehind = ({ feed, after }: Follower) => after < (feed.head ?? 0);

async function readFrames(context: Context, behind: Follower[]): Promise<Map<string, FeedFrame[]>> {
  const oldest = new Map<string, number>();
  for (const { feed, after } of behind) oldest.set(feed.id, Math.min(after, oldest.get(feed.id) ?? after));
  const rows = await readAfter(
    context.db,
    [...oldest].map(([feedId, after]) => ({ feedId, after })),
    CATCH_UP_MAX * 2,
  );
  const frames = await renderFrames(context.db, context.features, rows);
  const byFeed = new Map<string, FeedFrame[]>();
  rows.forEach((row, at) => {
    const frame = frames[at];
    if (frame !== undefined) byFeed.getOrInsertComputed(row.feedId, () => []).push(frame);
  });
  return byFeed;
}

function sendMissing(follower: Follower, frames: FeedFrame[]): void {
  sendSome(follower.feed, follower.connection, follower.subscription, frames);
  follower.after = follower.subscription.sent;
}

function finish(follower: Follower): boolean {
  if (isBehind(follower)) return false;
  follower.subscription.catchingUp = false;
  // An id and a number need no escaping; in a storm there are tens of thousands of these.
  follower.connection.send(
    textFrame(`{"type":"caughtUp","feed":"${follower.feed.id}","seq":${follower.after}}`),
  );
  return true;
}
