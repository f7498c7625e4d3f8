const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 15_000;

/**
 * How long to wait before try number `attempt` (from 0): anything between nothing and a bound that doubles. The whole range is
 * random ("full jitter"), because clients that lost the same server would otherwise return together and take it down again.
 * `random` gives 0 to 1.
 */
export function retryDelay(attempt: number, random: () => number): number {
  return random() * Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt, 20));
}
