import type { Clock } from './clock.ts';

export interface SilenceWatch {
  /** Something was heard just now. */
  heard: () => void;
  /** From now on so many milliseconds without a word are too many. */
  allow: (ms: number) => void;
  end: () => void;
}

/** Calls `onSilent` when a socket has gone quiet: a half-open connection never says that it is gone. */
export function watchSilence(clock: Clock, onSilent: () => void): SilenceWatch {
  let heardAt = clock.now();
  let endTimer = (): void => {};

  // One timer that looks back, instead of one set anew with each frame: frames come by the thousand.
  const look = (allowedMs: number): void => {
    endTimer();
    const silentFor = clock.now() - heardAt;
    if (silentFor >= allowedMs) onSilent();
    else endTimer = clock.after(allowedMs - silentFor, () => look(allowedMs));
  };

  return {
    heard() {
      heardAt = clock.now();
    },
    allow: look,
    end: () => endTimer(),
  };
}
