import type { FinalRead, LogRow, Shown, Stored } from '../final.ts';
import type { Asked, Event, Heard, Refused, Replied } from '../history.ts';

type WithoutTime = Event extends infer One ? (One extends Event ? Omit<One, 't' | 'proc'> : never) : never;

/** A history written by hand, for tests of the checkers: a small run in which every promise holds, and the means to break one. */
export interface Recording {
  events: Event[];
  final: FinalRead;
  /** Time goes on by so many milliseconds; each event takes one by itself. */
  pass(ms: number): void;
  add(proc: string, what: WithoutTime): void;
  /** A question with its answer. `between` happens while it is under way. */
  ask(proc: string, f: string, asked: Asked, answer?: Answer, between?: () => void): void;
  hear(proc: string, heard: Partial<Heard> & Pick<Heard, 'seq'>): void;
  /** A client comes: it opens its socket, is greeted and follows the space from `after` on. */
  come(proc: string, personId: string, sessionId: string, after?: number): void;
  /** A message as it is in the log, in the database and on the pages. */
  store(message: Partial<Stored> & Pick<Stored, 'id' | 'seq'>, kind?: string): void;
  log(row: Partial<LogRow> & Pick<LogRow, 'seq' | 'kind' | 'subject'>): void;
}

export type Answer = { ok: Replied } | { fail: Refused } | { info: Refused };

export const SPACE = 'winter';
const AT = 1_000_000;

/** Nothing has happened yet but that Amina is in the space, which shows its whole history to all. */
export function createRecording(historyRule: 'all' | 'sinceJoining' = 'all'): Recording {
  const events: Event[] = [];
  const final: FinalRead = {
    spaces: [{ id: SPACE, historyRule }],
    feeds: [{ id: SPACE, lastSeq: 0 }],
    log: [],
    stored: [],
    shown: [],
    screens: [],
    positions: [],
  };
  let t = AT;
  let ops = 0;
  const recording: Recording = {
    events,
    final,
    pass: (ms) => void (t += ms),
    add: (proc, what) => void events.push({ t: (t += 1), proc, ...what }),
    ask(proc, f, asked, answer = { ok: {} }, between) {
      const op = (ops += 1);
      recording.add(proc, { type: 'invoke', op, f, value: asked });
      between?.();
      if ('ok' in answer) recording.add(proc, { type: 'ok', op, f, value: answer.ok });
      else if ('fail' in answer) recording.add(proc, { type: 'fail', op, f, value: answer.fail });
      else recording.add(proc, { type: 'info', op, f, value: answer.info });
    },
    hear(proc, heard) {
      const { seq } = heard;
      const value = {
        feed: SPACE,
        kind: 'messagePosted',
        subject: `m${seq}`,
        subjectSeq: seq,
        canaries: [],
        bytes: 100,
        ...heard,
      };
      recording.add(proc, { type: 'wire', f: 'heard', value });
    },
    come(proc, personId, sessionId, after = 0) {
      recording.add(proc, { type: 'client', f: 'opened', value: { personId, session: sessionId } });
      recording.add(proc, { type: 'wire', f: 'hello', value: { personId, sessionId } });
      recording.add(proc, { type: 'wire', f: 'follow', value: { feed: SPACE, seq: after } });
    },
    store(message, kind = 'messagePosted') {
      const stored: Stored = {
        spaceId: SPACE,
        authorId: 'amina',
        clientId: `c-${message.id}`,
        source: `text of ${message.id}`,
        removed: false,
        ...message,
      };
      const { authorId: _, ...shared } = stored;
      const shown: Shown = { ...shared, reactions: [] };
      final.stored.push(stored);
      final.shown.push(shown);
      recording.log({ seq: message.seq, kind, subject: message.id });
    },
    log(row) {
      final.log.push({ feed: SPACE, at: t, ...row });
      const [feed] = final.feeds;
      if (feed !== undefined) feed.lastSeq = Math.max(feed.lastSeq, row.seq);
    },
  };
  recording.log({ seq: 1, kind: 'memberJoined', subject: 'amina' });
  return recording;
}

/** Somebody posts: asked, stored and answered. */
export function post(
  recording: Recording,
  proc: string,
  id: string,
  seq: number,
  more: Partial<Stored> = {},
): void {
  const clientId = `c-${id}`;
  const source = more.source ?? `text of ${id}`;
  recording.ask(proc, 'postMessage', { spaceId: SPACE, clientId, source }, { ok: { id, seq } }, () =>
    recording.store({ id, seq, source, ...more }),
  );
}
