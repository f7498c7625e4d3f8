/** How far apart the floor's first and last round may lie: beyond it the machine was too restless to say anything. */
const FLOOR_DRIFT_MAX = 1.5;

export function steady(rounds: number[]): boolean {
  const [first = 0, last = 0] = [rounds[0], rounds.at(-1)];
  return Math.max(first, last) <= FLOOR_DRIFT_MAX * Math.min(first, last);
}

export function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The smallest value that at least this share of all values does not pass. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export const mean = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Rounds as `median (lowest-highest)`, for a note. */
export function spread(rounds: number[]): string {
  const short = (value: number) => (value >= 100 ? Math.round(value).toString() : value.toPrecision(3));
  return `${short(median(rounds))} (${short(Math.min(...rounds))}-${short(Math.max(...rounds))})`;
}
