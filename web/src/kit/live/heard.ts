import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';

/** What pages that load for themselves hear: every activity as it arrives, and `null` when something may have been missed. */
export type Happening = ActivityFrame | null;

export interface Heard {
  tell: (happening: Happening) => void;
  /** Returns the end of it. */
  listen: (listener: (happening: Happening) => void) => () => void;
}

export function createHeard(): Heard {
  const listeners = new Set<(happening: Happening) => void>();
  return {
    tell: (happening) => {
      for (const listener of listeners) listener(happening);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
