import { useSyncExternalStore } from 'react';

const MINUTE_MS = 60_000;
let now = new Date();

function subscribe(listener: () => void): () => void {
  const timer = setInterval(() => {
    now = new Date();
    listener();
  }, MINUTE_MS);
  return () => clearInterval(timer);
}

/** One clock for all that is shown: a new value while a page stands for more than a minute, the same one within a rendering. */
function read(): Date {
  if (Date.now() - now.getTime() >= MINUTE_MS) now = new Date();
  return now;
}

/** The time, moving on by the minute, so that 'today' and 'in 5 minutes' stay true on a page that is left open. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, read, read);
}
