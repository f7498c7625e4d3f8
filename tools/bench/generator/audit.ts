import type { FeedTrack } from './feedTrack.ts';

/** One follower's place in a feed. */
export interface Subscription {
  track: FeedTrack;
  /** The last position heard. */
  last: number;
}

/** What must not happen to any follower. Each kind of fault makes a figure void. */
export interface Faults {
  lost: number;
  doubled: number;
  /** Resets, resyncs and goodbyes: what was heard is whole, but not by streaming. */
  told: number;
  closed: number;
}

export const noFaults = (): Faults => ({ lost: 0, doubled: 0, told: 0, closed: 0 });
export const isFaultless = (faults: Faults): boolean =>
  Object.values(faults).every((count: number) => count === 0);

/** Every position exactly once and in order: what comes must be the next one. */
export function hear(subscription: Subscription, seq: number, faults: Faults): void {
  if (seq <= subscription.last) {
    faults.doubled += 1;
    return;
  }
  faults.lost += seq - subscription.last - 1;
  subscription.last = seq;
}
