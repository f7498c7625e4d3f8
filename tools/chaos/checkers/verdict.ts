import type { FinalRead } from '../final.ts';
import type { Asked, Event, Refused, Replied } from '../history.ts';

/** What a checker found. It is a pure function of what was written down and of what was read at the end. */
export interface Verdict {
  promise: string;
  /** What is promised, in words. */
  says: string;
  valid: boolean;
  /** Why this proves little, where it does: nothing of the kind happened. Such a run is unknown, not green. */
  weak?: string;
  counts: Record<string, number>;
  /** The worst cases in words, a few of them. */
  worst: string[];
}

export type Checker = (events: readonly Event[], final: FinalRead) => Verdict;

/** Gathers violations: counts all, keeps a few in words. */
export interface Findings {
  found(kind: string, detail: string): void;
  counts: Record<string, number>;
  worst: string[];
  readonly clean: boolean;
}

const KEPT_PER_KIND = 4;

/** @param kinds what may be found, so that a zero is shown for what was not */
export function createFindings(kinds: readonly string[]): Findings {
  const counts: Record<string, number> = Object.fromEntries(kinds.map((kind) => [kind, 0]));
  const worst: string[] = [];
  return {
    counts,
    worst,
    found(kind, detail) {
      counts[kind] = (counts[kind] ?? 0) + 1;
      if ((counts[kind] ?? 0) <= KEPT_PER_KIND) worst.push(`${kind}: ${detail}`);
    },
    get clean() {
      return kinds.every((kind) => counts[kind] === 0);
    },
  };
}

/** A question with what became of it. */
export interface Operation {
  proc: string;
  f: string;
  began: number;
  ended: number;
  outcome: 'ok' | 'fail' | 'info';
  asked: Asked;
  replied: Replied;
  refused: Refused;
}

export function operationsOf(events: readonly Event[]): Operation[] {
  const byOp = new Map<number, Operation>();
  for (const event of events) {
    if (event.type === 'invoke') {
      const { proc, f, value: asked, t: began } = event;
      byOp.set(event.op, {
        proc,
        f,
        asked,
        began,
        ended: Infinity,
        outcome: 'info',
        replied: {},
        refused: {},
      });
    } else if (event.type === 'ok' || event.type === 'fail' || event.type === 'info') {
      const operation = byOp.get(event.op);
      if (operation === undefined) continue;
      Object.assign(operation, { ended: event.t, outcome: event.type });
      if (event.type === 'ok') operation.replied = event.value;
      else operation.refused = event.value;
    }
  }
  return [...byOp.values()];
}

/** Whose each client is. */
export function peopleOf(events: readonly Event[]): Map<string, string> {
  return new Map(
    events.flatMap((event) =>
      event.type === 'client' && event.f === 'opened' ? [[event.proc, event.value.personId] as const] : [],
    ),
  );
}

/** The time below which so large a share of the numbers lies; 0 of none. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

/** By a key; what has none is left out. */
export function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | undefined,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) groups.getOrInsertComputed(key, () => []).push(item);
  }
  return groups;
}
