/** Time and timers, so that tests move them by hand. `after` runs once and returns how to call it off. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number;
  after: (ms: number, run: () => void) => () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
