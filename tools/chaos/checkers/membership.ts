import type { FinalRead } from '../final.ts';
import { groupBy } from './verdict.ts';

/** One stay of a person in a space, in places of its feed and in milliseconds since 1970. */
interface Stay {
  from: number;
  to: number;
  fromAt: number;
  toAt: number;
}

export interface Audience {
  isSpace(feed: string): boolean;
  /** Whether a person may have been given something: `seq` is where it happened, `subjectSeq` where the message it is about stands. */
  mayHear(asked: { personId: string; spaceId: string; seq: number; subjectSeq: number; t: number }): boolean;
  /** Whether a person was in a space at a moment, or until a moment ago. */
  wasIn(personId: string, spaceId: string, t: number): boolean;
  /** How many stays ended. */
  ended: number;
}

/** The log writes down a little before the commit that others see; both clocks are those of one machine. */
const CLOCK_MS = 50;
/** What has no place in a feed may still be on its way when a stay ends. */
const UNDER_WAY_MS = 1000;

/** Who was in which space when, read from the log of joins and leaves. */
export function audienceOf({ log, spaces }: Pick<FinalRead, 'log' | 'spaces'>): Audience {
  const rules = new Map(spaces.map(({ id, historyRule }) => [id, historyRule]));
  const changes = log.filter(
    ({ kind, subject, feed }) =>
      (kind === 'memberJoined' || kind === 'memberLeft') && subject !== null && rules.has(feed),
  );
  const stays = new Map(
    [...groupBy(changes, ({ feed, subject }) => `${subject} ${feed}`)].map(([key, rows]) => [
      key,
      staysOf(rows),
    ]),
  );
  const of = (personId: string, spaceId: string) => stays.get(`${personId} ${spaceId}`) ?? [];
  return {
    isSpace: (feed) => rules.has(feed),
    mayHear: ({ personId, spaceId, seq, subjectSeq, t }) =>
      of(personId, spaceId).some(
        ({ from, to, fromAt }) =>
          seq < to && t >= fromAt - CLOCK_MS && (rules.get(spaceId) === 'all' || subjectSeq >= from),
      ),
    wasIn: (personId, spaceId, t) =>
      of(personId, spaceId).some(({ fromAt, toAt }) => t >= fromAt - CLOCK_MS && t <= toAt + UNDER_WAY_MS),
    ended: changes.filter(({ kind }) => kind === 'memberLeft').length,
  };
}

function staysOf(rows: FinalRead['log']): Stay[] {
  const stays: Stay[] = [];
  for (const { kind, seq, at } of rows.toSorted((a, b) => a.seq - b.seq)) {
    const last = stays.at(-1);
    if (kind === 'memberJoined') stays.push({ from: seq, to: Infinity, fromAt: at, toAt: Infinity });
    else if (last !== undefined) Object.assign(last, { to: seq, toAt: at });
  }
  return stays;
}
