import type { messagePosted, messageRemoved } from '@footbridge/contract/chat.ts';
import { UNREAD_MAX, type Space } from '@footbridge/contract/spaces.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { output } from 'zod/mini';
import {
  countsOf,
  unreadOf,
  withMessagePosted,
  withMessageRemoved,
  withReadPosition,
  type Counts,
} from './rules.ts';

const ME = 'me';

/** What happened in the space's feed: position n is entry n - 1. */
type Event =
  | { is: 'posted'; by: 'me' | 'other'; mentionsMe: boolean }
  | { is: 'removed'; seq: number }
  | { is: 'other' };

/** What the server counts when the feed stands at `head`. */
function truth(events: readonly Event[], head: number, readSeq: number) {
  const until = events.slice(0, head);
  const removed = new Set(until.flatMap((event) => (event.is === 'removed' ? [event.seq] : [])));
  const unread = until.filter(
    (event, at) => event.is === 'posted' && event.by === 'other' && at + 1 > readSeq && !removed.has(at + 1),
  );
  return {
    readSeq,
    unread: unread.length,
    mentions: unread.filter((event) => event.is === 'posted' && event.mentionsMe).length,
  };
}

const loadedAt = (events: readonly Event[], head: number, readSeq: number): Counts =>
  countsOf({ feedSeq: head, mine: truth(events, head, readSeq) } as Space);

/** Position `seq` as a live frame that was built when the feed stood at `builtAt`: caught up on late, it shows what came after. */
function hear(counts: Counts, events: readonly Event[], seq: number, builtAt: number): Counts {
  const event = events[seq - 1];
  if (!event || event.is === 'other') return counts;
  const messageSeq = event.is === 'removed' ? event.seq : seq;
  const posted = events[messageSeq - 1];
  if (posted?.is !== 'posted') return counts;
  const isRemoved = events
    .slice(0, Math.max(builtAt, seq))
    .some((one) => one.is === 'removed' && one.seq === messageSeq);
  const message = {
    seq: messageSeq,
    author: { id: posted.by },
    mentions: { personIds: posted.mentionsMe ? [ME] : [], everyone: false },
    removed: isRemoved ? { at: '', by: { id: '', name: '' } } : null,
  };
  const frame = { seq, message } as output<typeof messagePosted> & output<typeof messageRemoved>;
  return event.is === 'posted' ? withMessagePosted(counts, frame, ME) : withMessageRemoved(counts, frame, ME);
}

const eventsArbitrary: fc.Arbitrary<Event[]> = fc
  .array(
    fc.record({
      is: fc.constantFrom(
        'posted' as const,
        'posted' as const,
        'posted' as const,
        'removed' as const,
        'other' as const,
      ),
      by: fc.constantFrom('me' as const, 'other' as const, 'other' as const),
      mentionsMe: fc.boolean(),
      which: fc.nat(),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((drafts) => {
    const events: Event[] = [];
    for (const { is, by, mentionsMe, which } of drafts) {
      const open = events.flatMap((event, at) =>
        event.is === 'posted' && !events.some((one) => one.is === 'removed' && one.seq === at + 1)
          ? [at + 1]
          : [],
      );
      const seq = open[which % Math.max(1, open.length)];
      if (is === 'posted') events.push({ is, by, mentionsMe });
      else if (is === 'removed' && seq !== undefined) events.push({ is, seq });
      else events.push({ is: 'other' });
    }
    return events;
  });

const runs = fc.record({
  events: eventsArbitrary,
  /** When the list was loaded, how far had been read then, when reading went on and how far: as parts of the whole. */
  load: fc.double({ min: 0, max: 1, noNaN: true }),
  read: fc.double({ min: 0, max: 1, noNaN: true }),
  moves: fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      to: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 4 },
  ),
  /** In which order the two feeds are heard, and how late each frame was built. */
  turns: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
  late: fc.array(fc.nat(30), { minLength: 30, maxLength: 30 }),
  /** How many of those before it are heard once more with each, as where the feed is followed anew from further back. */
  again: fc.array(fc.constantFrom(0, 0, 0, 1, 3), { minLength: 30, maxLength: 30 }),
});

type Run = typeof runs extends fc.Arbitrary<infer R> ? R : never;

function play(
  { events, load, read, moves, turns, late, again }: Run,
  forgetful: boolean,
): { counts: Counts; readSeq: number } {
  const head = Math.floor(load * events.length);
  let readSeq = Math.floor(read * head);
  let counts = loadedAt(events, head, readSeq);
  const positions = moves
    .map(({ at, to }) => ({ at: head + Math.floor(at * (events.length - head)), to }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, to }) => ({ ...truth(events, at, Math.floor(to * at)), spaceSeq: at }));
  let next = head + 1;
  for (const turn of [
    ...turns,
    ...Array.from({ length: 40 }, () => true),
    ...Array.from({ length: 5 }, () => false),
  ]) {
    const position = turn ? undefined : positions.shift();
    if (turn && next <= events.length) {
      for (let seq = Math.max(head + 1, next - (again[next - 1] ?? 0)); seq <= next; seq += 1) {
        counts = hear(counts, events, seq, next + (late[next - 1] ?? 0));
      }
      next += 1;
    } else if (position) {
      ({ readSeq } = position);
      counts = withReadPosition(forgetful ? { ...counts, arrivals: [] } : counts, position);
    }
  }
  return { counts, readSeq };
}

const isRight = (run: Run, forgetful = false): boolean => {
  const { counts, readSeq } = play(run, forgetful);
  const wanted = truth(run.events, run.events.length, readSeq);
  const got = unreadOf(counts);
  return got.unread === wanted.unread && got.mentions === wanted.mentions && got.readSeq === wanted.readSeq;
};

describe('unread counts', () => {
  it('are what the server counts, in whatever order the two feeds arrive and however late frames were built', () => {
    fc.assert(
      fc.property(runs, (run) => isRight(run)),
      { numRuns: 3000 },
    );
  });

  it('would be seen to be wrong if arrivals were forgotten when the read position moves', () => {
    expect(
      fc.check(
        fc.property(runs, (run) => isRight(run, true)),
        { numRuns: 3000 },
      ).failed,
    ).toBe(true);
  });

  it('stay at "this many or more" and must be asked for again when one of so many is removed', () => {
    const events: Event[] = [
      { is: 'posted', by: 'other', mentionsMe: false },
      { is: 'removed', seq: 1 },
    ];
    const full = { ...loadedAt(events, 1, 0), unread: UNREAD_MAX };
    expect(
      unreadOf(hear(full, [...events, { is: 'posted', by: 'other', mentionsMe: false }], 3, 3)).unread,
    ).toBe(UNREAD_MAX);
    expect(hear(full, events, 2, 2).unsure).toBe(true);
    expect(hear(loadedAt(events, 1, 0), events, 2, 2).unsure).toBe(false);
  });

  it('do not count what I wrote myself', () => {
    const events: Event[] = [{ is: 'posted', by: 'me', mentionsMe: true }];
    expect(unreadOf(hear(loadedAt(events, 0, 0), events, 1, 1))).toEqual({
      readSeq: 0,
      unread: 0,
      mentions: 0,
    });
  });
});
