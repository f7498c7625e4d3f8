import type { Suggestion, Waiting } from '@footbridge/contract/home.ts';

/** What has a date comes first, the nearest before the others; the rest as long as it waits. */
export function inOrder(waiting: readonly Waiting[]): Waiting[] {
  return waiting.toSorted(
    (one, other) => compareDue(one.dueAt, other.dueAt) || Date.parse(one.since) - Date.parse(other.since),
  );
}

function compareDue(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return Date.parse(one) - Date.parse(other);
}

/** The first with somebody of another organisation than mine; only where there is none, one within my own. */
export const chooseSuggestion = (
  suggestions: readonly Suggestion[],
  own: ReadonlySet<string>,
): Suggestion | undefined => suggestions.find((one) => !own.has(one.with.organisation.id)) ?? suggestions[0];
