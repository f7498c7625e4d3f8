import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';
import type { spaceLost } from '@footbridge/contract/spaces.ts';
import type { output } from 'zod/mini';

/**
 * Live frames that arrived while an answer was on its way. The answer may have been read from the database before them, so what it
 * brings must take them in as well: all that were heard since the question, newer than the answer, in order. Frames of before the
 * question are in the answer already, because the server reads from where it writes.
 */
export interface Crossing {
  /** The space that was asked about; null for all at once. */
  feed: string | null;
  heard: ActivityFrame[];
}

/** A person's name changes in every space at once, whichever feed told it; what I follow, and that I lost a space, my own feed tells. */
export const concerns = (frame: ActivityFrame, feed: string | null): boolean =>
  feed === null ||
  frame.feed === feed ||
  frame.kind === 'personChanged' ||
  frame.kind === 'threadFollowingChanged' ||
  (frame.kind === 'spaceLost' && (frame as output<typeof spaceLost>).spaceId === feed);

export const missedBy = (crossing: Crossing, feedSeq: number): ActivityFrame[] =>
  crossing.heard.filter((frame) => frame.feed !== crossing.feed || frame.seq > feedSeq);
