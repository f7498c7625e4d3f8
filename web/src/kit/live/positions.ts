/**
 * Where this client stands in each feed it follows, and which feeds it must ask the server about.
 *
 * A feed is asked for when it is new, when a frame skipped a number, when the server says its head is further, when an answer does not
 * come, and after every new socket. While an answer is under way a frame that came too early is dropped, not kept: the answer holds it, or the end of the
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
  /** The feed's head is at `seq` as the server knows it. */
  head: (feed: string, seq: number) => void;
  /** Every feed must be asked for again: a new socket, or one that dropped frames. */
  askAll: () => void;
  /** Answers that were asked for before `time` (milliseconds) are taken for lost. */
  giveUpBefore: (time: number) => void;
  /** True when there is something to take. */
  wants: () => boolean;
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
}

export function createPositions(): Positions {
  const feeds = new Map<string, Feed>();
  const wanted = new Set<string>();
  /** When each was asked for that is not answered yet. */
  const asked = new Map<string, number>();
  const ask = (id: string): void => {
    if (!asked.has(id)) wanted.add(id);
  };

  return {
    follow(id, seq) {
      feeds.set(id, { last: seq, early: 0 });
      asked.delete(id);
      wanted.add(id);
    },
    unfollow(id) {
      feeds.delete(id);
      wanted.delete(id);
      asked.delete(id);
    },
    accept(id, seq) {
      const feed = feeds.get(id);
      if (!feed || seq <= feed.last) return false;
      if (seq > feed.last + 1) {
        feed.early = Math.max(feed.early, seq);
        ask(id);
        return false;
      }
      feed.last = seq;
      return true;
    },
    caughtUp(id, seq) {
      const feed = feeds.get(id);
      if (!feed) return;
      feed.last = Math.max(feed.last, seq);
      asked.delete(id);
      if (feed.early > feed.last) wanted.add(id);
    },
    head(id, seq) {
      if (seq > (feeds.get(id)?.last ?? Infinity)) ask(id);
    },
    askAll() {
      asked.clear();
      for (const [id, feed] of feeds) {
        feed.early = 0;
        wanted.add(id);
      }
    },
    giveUpBefore(time) {
      for (const [id, at] of asked) {
        if (at > time) continue;
        asked.delete(id);
        wanted.add(id);
      }
    },
    wants: () => wanted.size > 0,
    take(now) {
      const due: [string, number][] = [];
      for (const id of wanted) {
        const feed = feeds.get(id);
        if (!feed) continue;
        // Forgetting `early` here bounds the asking: one frame out of turn leads to one more question, never to a loop.
        feed.early = 0;
        asked.set(id, now);
        due.push([id, feed.last]);
      }
      wanted.clear();
      return due;
    },
    settled: () => wanted.size === 0 && asked.size === 0,
    last: (id) => feeds.get(id)?.last,
  };
}
