/** Where time comes from. Tests move it; nothing in a feature reads the system's clock itself. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** The clock's time as ISO 8601 in UTC, as stored and sent. */
export function instant(clock: Clock, offsetMs = 0): string {
  return new Date(clock.now() + offsetMs).toISOString();
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
