import type { CastName } from '../cast.ts';

/** One thing said in the story. Days count back from today; the time of day is UTC. */
export interface Line {
  who: CastName;
  daysAgo: number;
  at: `${number}:${number}`;
  text: string;
  /** A name by which later lines reply to this one. */
  key?: string;
  title?: string;
  replyTo?: string;
  /** Who reacted with what. */
  reactions?: Record<string, CastName[]>;
  /** What it said before it was mended. */
  before?: string;
  removed?: true;
}

export interface Talk {
  name: string;
  kind: 'working' | 'social' | 'direct';
  reach: 'organisation' | 'shared' | 'listed';
  /** The first one opened it and is its steward. */
  people: CastName[];
  purpose: string;
  norms: string;
  keptDays: number | null;
  lines: Line[];
}
