/**
 * Where this client stands in each feed it follows, and which feeds it must ask the server about.
 *
 * A feed is asked for when it is new, when a frame skipped a number, when the server says its head is further, and after every new
 * socket. While an answer is under way a frame that came too early is dropped, not kept: the answer holds it, or the end of the
 * answer shows that it is still missing (`early` beyond `last`), and then the feed is asked for once more.
 */
export interface Positions {
  /** Follows a feed from `seq` on; for a followed one the position is set anew. */
  follow: (feed: string, seq: number) => void;
  unfollow: (feed: string) => void;
  /** True when this is the next of its feed: only then may it be applied. */
  accept: (feed: string, seq: number) => boolean;
  /** The server sent all there was up to `seq`, including positions that are not for this person to hear. */
  caughtUp: (feed: string, seq: number) => void;
  /** The feed's head is at `seq` as the server knows it. `now` in milliseconds. */
  head: (feed: string, seq: number, now: number) => void;
  /** Every feed must be asked for again: a new socket, or one that dropped frames. */
  askAll: () => void;
  /** The feeds to ask for now, with the last position of each; they count as asked from here on. */
  take: (now: number) => [feed: string, seq: number][];
  /** True when nothing is being asked or waiting to be. */
  settled: () => boolean;
  last: (feed: string) => number | undefined;
}

interface Feed {
  last: number;
  /** The highest position that came before its turn. */
  early: number;
  want: boolean;
  askedAt: number | null;
}

/** An answer that takes longer is taken for lost. */
const ANSWER_MS = 20_000;

export function createPositions(): Positions {
  const feeds = new Map<string, Feed>();
  const ask = (feed: Feed): void => {
    if (feed.askedAt === null) feed.want = true;
  };

  return {
    follow(id, seq) {
      feeds.set(id, { last: seq, early: 0, want: true, askedAt: null });
    },
    unfollow(id) {
      feeds.delete(id);
    },
    accept(id, seq) {
      const feed = feeds.get(id);
      if (!feed || seq <= feed.last) return false;
      if (seq > feed.last + 1) {
        feed.early = Math.max(feed.early, seq);
        ask(feed);
        return false;
      }
      feed.last = seq;
      return true;
    },
    caughtUp(id, seq) {
      const feed = feeds.get(id);
      if (!feed) return;
      feed.last = Math.max(feed.last, seq);
      feed.askedAt = null;
      feed.want = feed.early > feed.last;
    },
    head(id, seq, now) {
      const feed = feeds.get(id);
      if (!feed || seq <= feed.last) return;
      if (feed.askedAt !== null && now - feed.askedAt >= ANSWER_MS) feed.askedAt = null;
      ask(feed);
    },
    askAll() {
      for (const feed of feeds.values()) Object.assign(feed, { early: 0, want: true, askedAt: null });
    },
    take(now) {
      const due = [...feeds].filter(([, feed]) => feed.want);
      // Forgetting `early` here bounds the asking: one frame out of turn leads to one more question, never to a loop.
      for (const [, feed] of due) Object.assign(feed, { want: false, askedAt: now, early: 0 });
      return due.map(([id, feed]) => [id, feed.last]);
    },
    settled: () => [...feeds.values()].every((feed) => !feed.want && feed.askedAt === null),
    last: (id) => feeds.get(id)?.last,
  };
}
