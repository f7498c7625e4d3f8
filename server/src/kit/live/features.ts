import type { Activity } from '../activity/activity.ts';
import type { Reader } from '../db/database.ts';
import type { Actor } from '../http/actor.ts';

/** What an activity looks like on the wire: the fields beside `type`, `feed`, `seq`, `kind` and `at`, as JSON text without braces. */
export interface Rendered {
  fields: string;
  /** The position of what it is about, where that is older than the activity itself. */
  subjectSeq?: number;
}

/** What an activity does to sockets, before anything later is sent. */
export type Effect =
  | { type: 'lostFeed'; feedId: string; personId: string }
  | {
      type: 'credentialsEnded';
      personId: string;
      sessionIds: string[] | 'all';
      tokenIds: string[] | 'all';
      reason: 'signedOut' | 'deactivated';
    };

/** What one feature says about its activity to the live side. */
export interface LiveFeature {
  kinds: string[];
  /** Reads what is needed for many activities at once; answers one per activity, in order; undefined for what has no face any more. */
  render(db: Reader, activities: Activity[]): Promise<(Rendered | undefined)[]>;
  effect?(activity: Activity): Effect | undefined;
}

/** What a client may say beside following. */
export interface LiveHandler {
  name: string;
  /** False when the frame is not of the form it should have; the socket is then closed. */
  run(frame: unknown, actor: Actor): Promise<boolean>;
}

/** From which position on a person may hear a feed; undefined when it is not theirs to hear at all. */
export type MayFollow = (asked: { personId: string; feedId: string }[]) => Promise<(number | undefined)[]>;

export const fields = (value: Record<string, unknown>) => JSON.stringify(value).slice(1, -1);
