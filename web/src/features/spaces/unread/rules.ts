import type { messagePosted, messageRemoved } from '@footbridge/contract/chat.ts';
import { CATCH_UP_MAX } from '@footbridge/contract/kit/live.ts';
import { UNREAD_MAX, type readPositionMoved, type Space } from '@footbridge/contract/spaces.ts';
import type { output } from 'zod/mini';

/** What happened to one message of somebody else; `seq` is the position of that, `messageSeq` the message's own. */
interface Arrival {
  seq: number;
  messageSeq: number;
  what: 'posted' | 'removed';
  mentionsMe: boolean;
  /** Caught up on after it had been removed: it came as a tombstone and was never counted as new. */
  cameRemoved: boolean;
}

/**
 * How much is unread in one space. The server's counts are as of `countsSeq`; what arrived after that is added to them. The arrivals
 * before it are kept too, because read positions come on another feed and may be older than what this one has brought already.
 */
export interface Counts {
  readSeq: number;
  unread: number;
  mentions: number;
  countsSeq: number;
  arrivals: readonly Arrival[];
  /** Arrivals up to here are no longer kept. */
  forgottenSeq: number;
  /** The numbers can no longer be told from here: they must be asked for. */
  unsure: boolean;
}

/** More than one catching up can bring. */
const ARRIVALS_KEPT = 2 * CATCH_UP_MAX;

export function countsOf(space: Space): Counts {
  const { readSeq, unread, mentions } = space.mine;
  return {
    readSeq,
    unread,
    mentions,
    countsSeq: space.feedSeq,
    arrivals: [],
    forgottenSeq: space.feedSeq,
    unsure: false,
  };
}

function counts(arrival: Arrival, { countsSeq, readSeq }: Counts): boolean {
  if (arrival.seq <= countsSeq || arrival.messageSeq <= readSeq) return false;
  return arrival.what === 'posted'
    ? !arrival.cameRemoved
    : !arrival.cameRemoved || arrival.messageSeq <= countsSeq;
}

/** What to show: messages of others after `readSeq` that are not removed, and how many of them mention me. */
export function unreadOf(state: Counts): { readSeq: number; unread: number; mentions: number } {
  let { unread, mentions } = state;
  for (const arrival of state.arrivals) {
    if (!counts(arrival, state)) continue;
    const step = arrival.what === 'posted' ? 1 : -1;
    unread += step;
    if (arrival.mentionsMe) mentions += step;
  }
  const shown = (count: number): number => Math.min(UNREAD_MAX, Math.max(0, count));
  return { readSeq: state.readSeq, unread: shown(unread), mentions: shown(mentions) };
}

/** Counts the oldest arrival into the numbers, so that it need not be kept. */
function forgetOldest(state: Counts): Counts {
  const [oldest, ...arrivals] = state.arrivals;
  if (!oldest) return state;
  const folded = unreadOf({ ...state, arrivals: [oldest] });
  return {
    ...state,
    ...folded,
    arrivals,
    countsSeq: Math.max(state.countsSeq, oldest.seq),
    forgottenSeq: oldest.seq,
  };
}

/** A feed that is followed anew from an earlier position brings some things twice. */
const isKnown = ({ forgottenSeq, arrivals }: Counts, seq: number): boolean =>
  seq <= Math.max(forgottenSeq, arrivals.at(-1)?.seq ?? 0);

function withArrival(state: Counts, arrival: Arrival): Counts {
  const next = { ...state, arrivals: [...state.arrivals, arrival] };
  return next.arrivals.length > ARRIVALS_KEPT ? forgetOldest(next) : next;
}

export function withMessagePosted(state: Counts, frame: output<typeof messagePosted>, myId: string): Counts {
  const { message, seq } = frame;
  if (message.author.id === myId || isKnown(state, seq)) return state;
  const mentionsMe = message.mentions.everyone || message.mentions.personIds.includes(myId);
  return withArrival(state, {
    seq,
    messageSeq: message.seq,
    what: 'posted',
    mentionsMe,
    cameRemoved: message.removed !== null,
  });
}

export function withMessageRemoved(
  state: Counts,
  frame: output<typeof messageRemoved>,
  myId: string,
): Counts {
  const { message, seq } = frame;
  if (message.author.id === myId || isKnown(state, seq)) return state;
  const mentionsMe = message.mentions.everyone || message.mentions.personIds.includes(myId);
  const cameRemoved = state.arrivals.some(
    (one) => one.what === 'posted' && one.messageSeq === message.seq && one.cameRemoved,
  );
  const next = withArrival(state, { seq, messageSeq: message.seq, what: 'removed', mentionsMe, cameRemoved });
  // UNREAD_MAX means 'this many or more': one less may be as many still.
  const unsure = message.seq > state.readSeq && unreadOf(state).unread >= UNREAD_MAX;
  return unsure ? { ...next, unsure } : next;
}

export function withReadPosition(
  state: Counts,
  frame: Omit<output<typeof readPositionMoved>, 'type' | 'feed' | 'seq' | 'kind' | 'at' | 'spaceId'>,
): Counts {
  const { readSeq, unread, mentions, spaceSeq } = frame;
  return { ...state, readSeq, unread, mentions, countsSeq: spaceSeq, unsure: spaceSeq < state.forgottenSeq };
}
