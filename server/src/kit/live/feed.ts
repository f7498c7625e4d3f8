import type { Connection } from './connection.ts';
import { textFrame } from './frame.ts';

/** Who follows a feed here: from which position on a member may see, and whether they are still catching up. */
export interface Subscription {
  /** Things about a subject older than this are not theirs to hear (history rule 'since joining'). */
  visibleFrom: number;
  /** Frames up to here they have. */
  sent: number;
  /** While true, streaming holds back: the catch-up will bring everything up to the feed's head. */
  catchingUp: boolean;
}

/** A frame made once, with what decides who may hear it. */
export interface FeedFrame {
  seq: number;
  at: string;
  /** The position of what the frame is about; for a new thing its own. */
  subjectSeq: number;
  bytes: Buffer;
}

/** A feed that somebody here follows. */
export class Feed {
  readonly id: string;
  /** Everything up to here has been given to the subscribers; undefined until it has been read from the database. */
  head: number | undefined;
  /** The hub's turn in which the head last moved, for heartbeats. */
  movedAt = 0;
  readonly subscribers = new Map<Connection, Subscription>();

  constructor(id: string) {
    this.id = id;
  }
}

/** Gives frames, in order, to everybody who follows and may hear them. Sockets that hear all of them share one buffer. */
export function deliverFrames(feed: Feed, frames: FeedFrame[]): void {
  const [first] = frames;
  const last = frames.at(-1);
  if (first === undefined || last === undefined) return;
  const together = frames.length === 1 ? first.bytes : Buffer.concat(frames.map((frame) => frame.bytes));
  const oldest = Math.min(...frames.map((frame) => frame.subjectSeq));
  for (const [connection, subscription] of feed.subscribers) {
    if (subscription.catchingUp || subscription.sent >= last.seq) continue;
    if (subscription.sent < first.seq && subscription.visibleFrom <= oldest) {
      connection.send(together, frames.length);
    } else sendSome(feed, connection, subscription, frames);
    subscription.sent = last.seq;
  }
}

/** For somebody who may not hear what happened: its position alone, so that no hole appears. */
function hiddenFrame(feedId: string, frame: Pick<FeedFrame, 'seq' | 'at'>): Buffer {
  return textFrame(
    JSON.stringify({ type: 'activity', feed: feedId, seq: frame.seq, kind: 'hidden', at: frame.at }),
  );
}

/** Gives one subscriber the frames it does not have yet, each as far as it may be heard. */
export function sendSome(
  feed: Feed,
  connection: Connection,
  subscription: Subscription,
  frames: FeedFrame[],
): void {
  for (const frame of frames) {
    if (frame.seq <= subscription.sent) continue;
    connection.send(frame.subjectSeq >= subscription.visibleFrom ? frame.bytes : hiddenFrame(feed.id, frame));
    subscription.sent = frame.seq;
  }
}
