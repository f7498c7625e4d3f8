import type { FinalRead, LogRow } from '../final.ts';
import type { Event } from '../history.ts';
import {
  type Checker,
  type Findings,
  type Operation,
  createFindings,
  groupBy,
  operationsOf,
} from './verdict.ts';

const KINDS = [
  'holes in a feed',
  'places told differently',
  'places skipped',
  'out of real order',
  'stale reads',
  'feeds not heard to the end',
];

/** P3: everybody hears the same things in the same order, without holes, and whoever asks after an answer sees what it was about. */
export const checkOrder: Checker = (events, final) => {
  const findings = createFindings(KINDS);
  const rows = checkFeeds(final, findings);
  const heard = checkHeard(events, rows, findings);
  const operations = operationsOf(events);
  checkRealOrder(operations, findings);
  checkFreshness(operations, findings);
  const ends = new Map(final.feeds.map(({ id, lastSeq }) => [id, lastSeq]));
  for (const { proc, feed, seq } of final.positions) {
    if (seq !== ends.get(feed)) {
      findings.found('feeds not heard to the end', `${proc} is at ${seq} of ${ends.get(feed)} in ${feed}`);
    }
  }
  return {
    promise: 'P3',
    says: 'the same order for everybody, without holes',
    valid: findings.clean,
    ...(heard === 0 ? { weak: 'nobody heard anything' } : {}),
    counts: {
      feeds: final.feeds.length,
      'rows in the log': final.log.length,
      'frames heard': heard,
      ...findings.counts,
    },
    worst: findings.worst,
  };
};

/** Each feed of the log is 1, 2, 3 … up to where its counter stands, and each message stands where its log row says. */
function checkFeeds(final: FinalRead, findings: Findings): Map<string, Map<number, LogRow>> {
  const messages = new Map(final.stored.map((message) => [message.id, message]));
  const feeds = new Map<string, Map<number, LogRow>>();
  for (const row of final.log) {
    const feed = feeds.getOrInsertComputed(row.feed, () => new Map<number, LogRow>());
    if (feed.has(row.seq)) {
      findings.found('holes in a feed', `place ${row.seq} of ${row.feed} is taken twice`);
    }
    feed.set(row.seq, row);
    const message = row.kind === 'messagePosted' ? messages.get(row.subject ?? '') : undefined;
    if (message !== undefined && message.seq !== row.seq) {
      findings.found(
        'places told differently',
        `${message.id} stands at ${message.seq}, the log says ${row.seq}`,
      );
    }
  }
  for (const { id, lastSeq } of final.feeds) {
    const feed = feeds.get(id) ?? new Map<number, LogRow>();
    for (let seq = 1; seq <= lastSeq; seq += 1) {
      if (!feed.has(seq)) findings.found('holes in a feed', `place ${seq} of ${lastSeq} in ${id} is empty`);
    }
    if (feed.size > lastSeq) {
      findings.found('holes in a feed', `${id} holds ${feed.size} rows, its counter stands at ${lastSeq}`);
    }
  }
  return feeds;
}

/** What was heard is what the log holds at that place, and no client was told to be complete up to a place that it was not given. */
function checkHeard(
  events: readonly Event[],
  log: Map<string, Map<number, LogRow>>,
  findings: Findings,
): number {
  const last = new Map<string, number>();
  let heard = 0;
  for (const event of events) {
    if (event.type !== 'wire') continue;
    if (event.f === 'follow') last.set(`${event.proc} ${event.value.feed}`, event.value.seq);
    else if (event.f === 'caughtUp') {
      const key = `${event.proc} ${event.value.feed}`;
      const at = last.get(key);
      if (at !== undefined && at < event.value.seq) {
        findings.found(
          'places skipped',
          `${event.proc} was given ${event.value.feed} up to ${at} and told it is complete up to ${event.value.seq}`,
        );
      }
    } else if (event.f === 'heard' || event.f === 'lost') {
      heard += 1;
      const { feed, seq, kind, subject } = event.value;
      const key = `${event.proc} ${feed}`;
      // Lost on the way by our own doing: the server did give it.
      if (seq === (last.get(key) ?? Number.NaN) + 1) last.set(key, seq);
      const row = log.get(feed)?.get(seq);
      const differs =
        row === undefined ||
        (kind !== 'hidden' && (row.kind !== kind || (subject !== null && row.subject !== subject)));
      if (differs) {
        findings.found(
          'places told differently',
          `${event.proc} heard ${kind} of ${subject} at ${seq} of ${feed}, the log says ${row?.kind} of ${row?.subject}`,
        );
      }
    }
  }
  return heard;
}

/** A message that was acknowledged before another was begun stands before it. */
function checkRealOrder(operations: Operation[], findings: Findings): void {
  const posts = operations.filter(({ f }) => f === 'postMessage');
  for (const [spaceId, inSpace] of groupBy(posts, ({ asked }) => asked.spaceId)) {
    const acknowledgedBefore = highestBefore(inSpace.filter(({ outcome }) => outcome === 'ok'));
    for (const [clientId, tries] of groupBy(inSpace, ({ asked }) => asked.clientId)) {
      // The first try counts: a later one is answered with the place of the message that it made.
      const began = Math.min(...tries.map((one) => one.began));
      const seq = tries.find(({ outcome }) => outcome === 'ok')?.replied.seq ?? Infinity;
      const before = acknowledgedBefore(began);
      if (before >= seq) {
        findings.found(
          'out of real order',
          `${clientId} stands at ${seq} of ${spaceId} and was sent after ${before} had been acknowledged`,
        );
      }
    }
  }
}

/** The highest place of a message that had been acknowledged by a moment. */
function highestBefore(posts: Operation[]): (moment: number) => number {
  const sorted = posts.toSorted((a, b) => a.ended - b.ended);
  const highest: number[] = [];
  for (const { replied } of sorted) highest.push(Math.max(highest.at(-1) ?? 0, replied.seq ?? 0));
  return (moment) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.ended ?? Infinity) < moment) low = middle + 1;
      else high = middle;
    }
    return highest[low - 1] ?? 0;
  };
}

/** A page that was asked for after an acknowledgement is at least as fresh as that. */
function checkFreshness(operations: Operation[], findings: Findings): void {
  const posts = operations.filter(({ f, outcome }) => f === 'postMessage' && outcome === 'ok');
  const bySpace = new Map(
    [...groupBy(posts, ({ asked }) => asked.spaceId)].map(([spaceId, list]) => [
      spaceId,
      highestBefore(list),
    ]),
  );
  for (const { f, asked, replied, began, proc } of operations) {
    if (f !== 'listMessages' || replied.feedSeq === undefined) continue;
    const before = bySpace.get(asked.spaceId ?? '')?.(began) ?? 0;
    if (replied.feedSeq < before) {
      findings.found(
        'stale reads',
        `${proc} was shown ${asked.spaceId} as of ${replied.feedSeq} after ${before} had been acknowledged`,
      );
    }
  }
}
