import type { Clock } from './clock.ts';

/** A clock that stands still until it is told to move: for tests and simulations. Timers run in order of their time. */
export interface HandClock extends Clock {
  pass: (ms: number) => void;
}

export function handClock(startedAt = 0): HandClock {
  let time = startedAt;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => time,
    after(ms, run) {
      const timer = { at: time + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    pass(ms) {
      const until = time + ms;
      for (;;) {
        const due = timers.filter((one) => one.at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((one) => one !== due);
        time = Math.max(time, due.at);
        due.run();
      }
      time = until;
    },
  };
}
