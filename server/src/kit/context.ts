import type pg from 'pg';
import type { Activity } from './activity/activity.ts';
import type { Clock } from './clock.ts';
import type { Database } from './db/database.ts';
import type { Log } from './log.ts';
import type { Mailer } from './mail/mailer.ts';

/** What a feature is given to work with. Made once at the start; there is no other way to reach any of it. */
export interface Context {
  db: Database;
  pool: pg.Pool;
  clock: Clock;
  log: Log;
  mailer: Mailer;
  /** The address of this server as people type it, without a slash at the end. */
  publicUrl: string;
  /** True behind https: cookies are then sent over it only. */
  secure: boolean;
  /** Where files of this server lie. */
  dataDirectory: string;
  /** Hands committed activity to everybody who follows it; called by `change`, never by a feature. */
  deliver(activities: Activity[]): void;
  /** Sends a signal without a position to those who hear a feed now. */
  signal(feedId: string, fromPersonId: string, frame: object): void;
}
