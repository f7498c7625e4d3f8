import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';

/**
 * Live frames that arrived while an answer was on its way. The answer may have been read from the database before them, so what it
 * brings must take them in as well: all that were heard since the question, newer than the answer, in order. Frames of before the
 * question are in the answer already, because the server reads from where it writes.
 */
export interface Crossing {
  feed: string;
  heard: ActivityFrame[];
}

/** A person's name changes in every space at once, whichever feed told it. */
export const concerns = (frame: ActivityFrame, feed: string): boolean =>
  frame.feed === feed || frame.kind === 'personChanged';

export const missedBy = (crossing: Crossing, feedSeq: number): ActivityFrame[] =>
  crossing.heard.filter((frame) => frame.feed !== crossing.feed || frame.seq > feedSeq);
