import type { Faults } from './audit.ts';

/** Whom a socket belongs to and what it follows, from which position on. Without a token it is a socket of a floor. */
export interface ClientPlan {
  token?: string;
  feeds: [feedId: string, after: number][];
}

/** Where a post goes: to a space of the server, as a person, or to a floor. */
export type Target = { feedId: string; token: string } | { feedId: string; token: null };

/** What the generator's process is asked to do, each with what it answers. */
export interface Commands {
  /** Opens sockets; the time is that until the last of them was ready. */
  connect: { asked: { group: string; port: number; clients: ClientPlan[] }; answer: { ms: number } };
  /** Opens the sockets of a group anew, each from where it was. */
  reconnect: { asked: { group: string; port: number }; answer: { ms: number } };
  /** Waits until the server's end has closed every socket of a group, which then counts as no fault. */
  untilClosed: { asked: { group: string }; answer: object };
  disconnect: { asked: { group: string }; answer: object };
  /** Posts without a pause, so many under way until all followers have them. */
  fanOut: {
    asked: { port: number; target: Target; seconds: number; inFlight: number };
    answer: { posts: number; ms: number; spans: number[] };
  };
  /** Posts by the clock, whatever becomes of them; spans run from the intended time to the last delivery. */
  byClock: {
    asked: { port: number; targets: Target[]; perSecond: number; seconds: number };
    answer: { spans: number[]; late: number };
  };
  /** Faults since the last time, and how many places of followers are not at these heads. */
  audit: {
    asked: { group: string; heads: Record<string, number> };
    answer: { faults: Faults; behind: number };
  };
  sample: { asked: { group: string }; answer: { text: string | undefined } };
}

export type Name = keyof Commands;
export type Question = { [Key in Name]: { name: Key } & Commands[Key]['asked'] }[Name];
