import { createWriteStream } from 'node:fs';

/** What was asked: the ids in the path, and of the body what the checkers look at. */
export interface Asked {
  spaceId?: string;
  messageId?: string;
  personId?: string;
  sessionId?: string;
  emoji?: string;
  clientId?: string;
  source?: string;
}

export interface Replied {
  id?: string;
  /** The place of a message that was posted. */
  seq?: number;
  /** The position of the space's feed that the reply is as fresh as. */
  feedSeq?: number;
  /** What was said in messages that the reply holds, see `canariesIn`. */
  canaries?: string[];
}

export interface Refused {
  status?: number;
  code?: string;
  error?: string;
}

/** A frame of a feed as it came over the wire. `subject` is the message it is about, where it is about one. */
export interface Heard {
  feed: string;
  seq: number;
  kind: string;
  subject: string | null;
  /** The place of the message it is about; its own where there is none. */
  subjectSeq: number;
  canaries: string[];
  bytes: number;
}

interface Place {
  feed: string;
  seq: number;
}

export interface FaultNote {
  stage: 'begin' | 'end';
  bit?: boolean;
  detail?: string;
}

type What =
  | { type: 'invoke'; op: number; f: string; value: Asked }
  | { type: 'ok'; op: number; f: string; value: Replied }
  /** `fail`: it did not happen. `info`: nobody knows; only the final read tells. */
  | { type: 'fail' | 'info'; op: number; f: string; value: Refused }
  | { type: 'wire'; f: 'heard' | 'lost'; value: Heard }
  | { type: 'wire'; f: 'follow' | 'caughtUp'; value: Place }
  | { type: 'wire'; f: 'reset'; value: { feed: string; reason: string } }
  | { type: 'wire'; f: 'hello'; value: { personId: string; sessionId: string } }
  | { type: 'wire'; f: 'resync' | 'close' | 'goodbye' | 'pause'; value: { reason?: string; bytes: number } }
  | { type: 'wire'; f: 'typing'; value: { feed: string; personId: string } }
  /** A client of a person came or went; `session` is its credential. */
  | { type: 'client'; f: 'opened' | 'closed'; value: { personId: string; session: string } }
  | { type: 'fault'; f: string; value: FaultNote }
  /** `rss` of the server in bytes; `stall`: for so many milliseconds this process did not look. */
  | { type: 'sample'; f: 'rss' | 'stall'; value: number };

/** One line of the history. `t` is milliseconds since 1970, from a clock that never goes back; `proc` is who it happened to. */
export type Event = { t: number; proc: string } & What;

export interface History {
  readonly events: Event[];
  add(proc: string, what: What): void;
  /** Writes down that an operation begins and gives its number. */
  invoke(proc: string, f: string, value: Asked): number;
  /** What never got an answer is unknown. Nothing is written after this. */
  close(): Promise<void>;
}

export const now = (): number => performance.timeOrigin + performance.now();

/** An append-only list of what happened, also as JSON lines in `path`; the first line holds the seed. */
export function createHistory(path: string, seed: number): History {
  const file = createWriteStream(path);
  const events: Event[] = [];
  const open = new Map<number, { proc: string; f: string }>();
  let ops = 0;
  let over = false;
  file.write(`${JSON.stringify({ seed })}\n`);

  const add = (proc: string, what: What): void => {
    if (over) return;
    if (what.type === 'ok' || what.type === 'fail' || what.type === 'info') open.delete(what.op);
    const event: Event = { t: now(), proc, ...what };
    events.push(event);
    file.write(`${JSON.stringify(event)}\n`);
  };
  return {
    events,
    add,
    invoke(proc, f, value) {
      const op = (ops += 1);
      open.set(op, { proc, f });
      add(proc, { type: 'invoke', op, f, value });
      return op;
    },
    close() {
      for (const [op, { proc, f }] of open) add(proc, { type: 'info', op, f, value: { error: 'no answer' } });
      over = true;
      return new Promise((resolve) => file.end(resolve));
    },
  };
}

/** A mark in each text that is said, so that wherever it turns up it tells which message it is of. */
export const canary = (number: number): string => `canary-${number.toString(36).padStart(5, '0')}.`;

export const canariesIn = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(/canary-([0-9a-z]+)\./g), (found) => found[1] ?? '')),
];
