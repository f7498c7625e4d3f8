import type { Activity } from '../activity/activity.ts';
import type { Database } from '../db/database.ts';
import type { Log } from '../log.ts';
import type { Connection } from './connection.ts';
import { Feed, type FeedFrame, type Subscription, deliverFrames } from './feed.ts';
import type { Effect, LiveFeature } from './features.ts';
import { textFrame } from './frame.ts';
import { readAfter, readHeads } from './read.ts';
import { renderFrames } from './render.ts';

/** How often heads are compared with the database, so that what another process committed, or a lost delivery, is noticed. */
const CHECK_HEADS_MS = 2000;
/** How many rows are read at once when a feed is behind its database. */
const READ_MAX = 500;

/**
 * Who follows what on this process, and the way of every committed activity to them. Each feed is delivered strictly in order of its
 * positions: what commits early but is numbered later waits for what is missing, and what never arrives is read from the database.
 */
export class Hub {
  readonly feeds = new Map<string, Feed>();
  readonly people = new Map<string, Set<Connection>>();
  turn = 0;
  /** How often sessions and tokens were ended: a socket that was being let in meanwhile is looked at again. */
  endings = 0;
  private readonly db: Database;
  private readonly log: Log;
  readonly features = new Map<string, LiveFeature>();
  /** Committed activity that waits for its turn, by feed and position. */
  private readonly incoming = new Map<string, Map<number, Activity>>();
  private readonly busy = new Set<string>();
  private readonly dirty = new Set<Connection>();
  private readonly timer: NodeJS.Timeout;
  private checking = false;

  constructor(db: Database, log: Log, features: LiveFeature[]) {
    this.db = db;
    this.log = log;
    for (const feature of features) for (const kind of feature.kinds) this.features.set(kind, feature);
    this.timer = setInterval(() => void this.checkHeads(), CHECK_HEADS_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Takes rows that have committed. Effects come first: whoever lost the right to hear is off before anything later is sent. */
  readonly deliver = (activities: Activity[]): void => {
    for (const activity of activities) {
      this.applyEffect(activity);
      if (!this.feeds.has(activity.feedId)) continue;
      const waiting = this.incoming.getOrInsertComputed(activity.feedId, () => new Map<number, Activity>());
      waiting.set(activity.seq, activity);
      void this.pump(activity.feedId);
    }
  };

  private applyEffect(activity: Activity): void {
    const effect = this.features.get(activity.kind)?.effect?.(activity);
    if (effect?.type === 'lostFeed') this.dropPerson(effect.feedId, effect.personId);
    else if (effect !== undefined) this.endConnections(effect);
  }

  private dropPerson(feedId: string, personId: string): void {
    const feed = this.feeds.get(feedId);
    if (feed === undefined) return;
    for (const connection of this.people.get(personId) ?? []) this.unsubscribe(feed, connection);
  }

  private endConnections(effect: Extract<Effect, { type: 'credentialsEnded' }>): void {
    this.endings += 1;
    for (const connection of this.people.get(effect.personId) ?? []) {
      const { sessionId, tokenId } = connection.actor;
      const ended =
        (sessionId !== null && (effect.sessionIds === 'all' || effect.sessionIds.includes(sessionId))) ||
        (tokenId !== null && (effect.tokenIds === 'all' || effect.tokenIds.includes(tokenId)));
      if (ended) this.drop(connection, { again: false, withinMs: 0, reason: effect.reason });
    }
  }

  drop(connection: Connection, goodbye: object): void {
    connection.end(goodbye, true);
    this.remove(connection);
  }

  add(connection: Connection): void {
    this.people.getOrInsertComputed(connection.actor.personId, () => new Set()).add(connection);
  }

  /** It hears nothing any more until it asks again; what is queued for it is still written. */
  unsubscribeAll(connection: Connection): void {
    for (const feed of connection.feeds) this.unsubscribe(feed, connection);
  }

  /** For a connection that has ended, and only for that: one that was queued for writing would never be written to again. */
  remove(connection: Connection): void {
    this.unsubscribeAll(connection);
    this.dirty.delete(connection);
    const own = this.people.get(connection.actor.personId);
    own?.delete(connection);
    if (own?.size === 0) this.people.delete(connection.actor.personId);
  }

  /**
   * Registers before anything is checked or read: a removal that commits while the rights are being read takes this subscription away,
   * and rows that commit while the head is being read wait here.
   */
  subscribe(feedId: string, connection: Connection, after: number): Subscription {
    const feed = this.feeds.getOrInsertComputed(feedId, () => new Feed(feedId));
    const subscription = { visibleFrom: Number.MAX_SAFE_INTEGER, sent: after, catchingUp: true };
    feed.subscribers.set(connection, subscription);
    connection.feeds.add(feed);
    return subscription;
  }

  /** The head as just read; where delivery has moved on meanwhile, its own is the newer one. */
  headRead(feed: Feed, head: number): void {
    if (feed.head !== undefined) return;
    feed.head = head;
    void this.pump(feed.id);
  }

  /** A signal without a position, to everybody who hears the feed now but its sender. */
  signal(feedId: string, fromPersonId: string, frame: object): void {
    const bytes = textFrame(JSON.stringify(frame));
    for (const [connection, subscription] of this.feeds.get(feedId)?.subscribers ?? []) {
      if (connection.actor.personId !== fromPersonId && !subscription.catchingUp) connection.send(bytes);
    }
  }

  unsubscribe(feed: Feed, connection: Connection): void {
    feed.subscribers.delete(connection);
    connection.feeds.delete(feed);
    if (feed.subscribers.size > 0) return;
    this.feeds.delete(feed.id);
    this.incoming.delete(feed.id);
  }

  /** Delivers what is next in a feed, one round at a time, so that rounds cannot overtake each other. */
  private async pump(feedId: string): Promise<void> {
    if (this.busy.has(feedId)) return;
    this.busy.add(feedId);
    try {
      // Rows that commit in the same turn are rendered and written together.
      await new Promise(setImmediate);
      for (;;) {
        const feed = this.feeds.get(feedId);
        const next = feed === undefined ? [] : this.takeNext(feed);
        if (feed === undefined || next.length === 0) return;
        const frames = await renderFrames(this.db, this.features, next);
        this.give(feed, frames);
      }
    } catch (error) {
      // The head stays where it is: the next look at the heads reads these rows again.
      this.log.warn({ error: (error as Error).message, feedId }, 'live delivery will be tried again');
    } finally {
      this.busy.delete(feedId);
    }
  }

  private takeNext(feed: Feed): Activity[] {
    const waiting = this.incoming.get(feed.id);
    const next: Activity[] = [];
    if (waiting === undefined || feed.head === undefined) return next;
    for (let seq = feed.head + 1; ; seq += 1) {
      const activity = waiting.get(seq);
      if (activity === undefined) break;
      next.push(activity);
      waiting.delete(seq);
    }
    for (const seq of waiting.keys()) if (seq <= feed.head + next.length) waiting.delete(seq);
    return next;
  }

  private give(feed: Feed, frames: FeedFrame[]): void {
    deliverFrames(feed, frames);
    feed.head = frames.at(-1)?.seq ?? feed.head;
    feed.movedAt = this.turn;
  }

  /** Other processes (the command line, another node) commit too: they call this through a notification, and the timer does. */
  async checkHeads(ids: string[] = [...this.feeds.keys()]): Promise<void> {
    if (this.checking) return;
    this.checking = true;
    try {
      const heads = await readHeads(this.db, ids);
      const missing = [...heads].flatMap(([feedId, head]) => {
        const after = this.feeds.get(feedId)?.head;
        return after === undefined || head <= after ? [] : [{ feedId, after }];
      });
      this.deliver(await readAfter(this.db, missing, READ_MAX));
    } catch (error) {
      this.log.warn({ error: (error as Error).message }, 'feed heads could not be read');
    } finally {
      this.checking = false;
    }
  }

  /** One write per socket and turn, for all that was queued in it. */
  readonly flushSoon = (connection: Connection): void => {
    if (this.dirty.size === 0) setImmediate(this.flushAll);
    this.dirty.add(connection);
  };

  private readonly flushAll = (): void => {
    const connections = [...this.dirty];
    this.dirty.clear();
    for (const connection of connections) connection.flush();
  };
}
