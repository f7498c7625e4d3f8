import type { Space } from '@footbridge/contract/spaces.ts';

/** Somebody said my name, or wrote to me alone. */
export const waitsForMe = ({ kind, mine }: Space): boolean =>
  mine.mentions > 0 || (kind === 'direct' && mine.unread > 0);

/** Something new is there to read, and nobody waits for it. */
export const hasMoved = (space: Space): boolean => space.mine.unread > 0 && !waitsForMe(space);
