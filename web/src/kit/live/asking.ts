import type { Clock } from './clock.ts';
import type { Positions } from './positions.ts';

export interface Asking {
  /** Asks for what is wanted, together with what else is wanted in this turn. */
  soon: () => void;
  isPending: () => boolean;
  end: () => void;
}

/** An answer that takes longer is asked for again. */
const ANSWER_MS = 20_000;

/** Decides when to ask the server: many feeds in one go, and again when an answer does not come. */
export function createAsking(
  clock: Clock,
  positions: Positions,
  ask: (feeds: [string, number][]) => void,
): Asking {
  let endFlush: (() => void) | null = null;
  let endOverdue = (): void => {};

  const soon = (): void => {
    if (!positions.wants()) return;
    endFlush ??= clock.after(0, () => {
      endFlush = null;
      ask(positions.take(clock.now()));
      endOverdue();
      endOverdue = clock.after(ANSWER_MS, () => {
        positions.giveUpBefore(clock.now() - ANSWER_MS);
        soon();
      });
    });
  };

  return {
    soon,
    isPending: () => endFlush !== null,
    end() {
      endOverdue();
      endFlush?.();
      endFlush = null;
    },
  };
}
