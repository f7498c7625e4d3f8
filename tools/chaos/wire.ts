import { WebSocket } from 'ws';
import { LIVE_PATH } from '../../contract/src/kit/live.ts';
import type { OpenSocket, SocketEvents } from '../../web/src/kit/live/socket.ts';
import { type Heard, type History, canariesIn } from './history.ts';
import type { Random } from './random.ts';

/** The way of one client to the live socket. It writes down all that passes, and can be made a bad one. */
export interface Wire {
  open: OpenSocket;
  /** The session that the server greeted us for. */
  sessionId(): string | undefined;
  isOpen(): boolean;
  /** Breaks the connection without a word, if there is one. */
  cut(): boolean;
  /** Stops reading; what comes stays with the kernel and the server. */
  pause(): void;
  resume(): void;
  /**
   * This share of the activity frames is lost on the way. What answers a question is spared: within one connection nothing gets lost
   * between frames and the word that they were all, and a client may rely on that word.
   */
  lose(share: number): void;
  /** Whoever tries to connect finds nobody. */
  block(blocked: boolean): void;
}

export interface WireOptions {
  origin: string;
  headers: Record<string, string>;
  proc: string;
  history: History;
  random: Random;
  /**
   * Makes the client behave as one that does not look for gaps: where frames are missing, it is given ones that say nothing and take
   * their places. The product's client cannot be told to leave its check out, and this comes to the same.
   */
  hideGaps?: boolean;
}

interface Frame {
  type: string;
  feed?: string;
  seq?: number;
  kind?: string;
  message?: { id: string; seq: number };
  messageId?: string;
  messageSeq?: number;
  personId?: string;
  sessionId?: string;
  reason?: string;
  person?: { id: string };
}

export function createWire(options: WireOptions): Wire {
  const { history, proc, random } = options;
  const conditions = { lossy: 0, blocked: false, paused: false };
  const gaps = options.hideGaps === true ? hideGaps() : (_frame: Frame): string[] => [];
  const asked = new Set<string>();
  let current: WebSocket | undefined;
  let sessionId: string | undefined;
  const bytes = () => bytesRead(current);

  const receive = (text: string, events: SocketEvents): void => {
    const frame = readFrame(text);
    if (frame.type === 'hello') sessionId = frame.sessionId;
    const lost =
      frame.type === 'activity' &&
      conditions.lossy > 0 &&
      !asked.has(frame.feed ?? '') &&
      random.chance(conditions.lossy);
    if (frame.type === 'caughtUp' || frame.type === 'reset') asked.delete(frame.feed ?? '');
    note(history, proc, frame, text, lost, bytes());
    if (lost) return;
    for (const filler of gaps(frame)) events.received(filler);
    events.received(text);
  };

  const open: OpenSocket = (events) => {
    const socket = new WebSocket(conditions.blocked ? 'ws://127.0.0.1:9' : addressOf(options.origin), {
      headers: options.headers,
      handshakeTimeout: 20_000,
    });
    current = socket;
    asked.clear();
    let over = false;
    const end = (): void => {
      if (over) return;
      over = true;
      history.add(proc, { type: 'wire', f: 'close', value: { bytes: bytesRead(socket) } });
      events.closed();
    };
    socket.on('open', () => {
      if (!over) events.opened();
    });
    socket.on('message', (data) => {
      if (!over) receive((data as Buffer).toString('utf8'), events);
    });
    socket.on('error', () => undefined);
    socket.on('close', end);
    return {
      send: (text) => {
        for (const [feed, seq] of followedBy(text)) {
          asked.add(feed);
          history.add(proc, { type: 'wire', f: 'follow', value: { feed, seq } });
        }
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      close: () => {
        socket.close();
        end();
      },
    };
  };

  return {
    open,
    sessionId: () => sessionId,
    isOpen: () => current?.readyState === WebSocket.OPEN,
    cut: () => {
      const was = current?.readyState === WebSocket.OPEN;
      current?.terminate();
      return was;
    },
    pause: () => {
      history.add(proc, { type: 'wire', f: 'pause', value: { bytes: bytes() } });
      current?.pause();
    },
    resume: () => current?.resume(),
    lose: (share) => {
      conditions.lossy = share;
    },
    block: (blocked) => {
      conditions.blocked = blocked;
    },
  };
}

/** The head of a frame about a whole message as the server writes it; parsing the rest again costs more than all other work here. */
const HEAD =
  /^\{"type":"activity","feed":"([^"]+)","seq":(\d+),"kind":"(message[^"]+)","at":"[^"]*","message":\{"id":"([^"]+)","spaceId":"[^"]+","seq":(\d+),/;

function readFrame(text: string): Frame {
  const head = HEAD.exec(text);
  if (head === null) return JSON.parse(text) as Frame;
  const [, feed = '', seq, kind = '', id = '', messageSeq] = head;
  return { type: 'activity', feed, seq: Number(seq), kind, message: { id, seq: Number(messageSeq) } };
}

const addressOf = (origin: string): string => `${origin.replace(/^http/, 'ws')}${LIVE_PATH}`;

function bytesRead(socket: WebSocket | undefined): number {
  // `ws` names the network socket only under this private field.
  const { _socket } = (socket ?? {}) as unknown as { _socket?: { bytesRead: number } | null };
  return _socket?.bytesRead ?? 0;
}

function note(
  history: History,
  proc: string,
  frame: Frame,
  text: string,
  lost: boolean,
  bytes: number,
): void {
  const { feed = '', seq = 0 } = frame;
  switch (frame.type) {
    case 'activity':
      return history.add(proc, { type: 'wire', f: lost ? 'lost' : 'heard', value: heardOf(frame, text) });
    case 'caughtUp':
      return history.add(proc, { type: 'wire', f: 'caughtUp', value: { feed, seq } });
    case 'reset':
      return history.add(proc, { type: 'wire', f: 'reset', value: { feed, reason: frame.reason ?? '' } });
    case 'hello':
      return history.add(proc, {
        type: 'wire',
        f: 'hello',
        value: { personId: frame.personId ?? '', sessionId: frame.sessionId ?? '' },
      });
    case 'resync':
      return history.add(proc, { type: 'wire', f: 'resync', value: { bytes } });
    case 'goodbye':
      return history.add(proc, { type: 'wire', f: 'goodbye', value: { reason: frame.reason ?? '', bytes } });
    case 'typing':
      return history.add(proc, {
        type: 'wire',
        f: 'typing',
        value: { feed, personId: frame.person?.id ?? '' },
      });
    default:
  }
}

function heardOf(frame: Frame, text: string): Heard {
  const { feed = '', seq = 0, kind = '', message, messageId, messageSeq } = frame;
  return {
    feed,
    seq,
    kind,
    subject: message?.id ?? messageId ?? null,
    subjectSeq: message?.seq ?? messageSeq ?? seq,
    canaries: kind === 'hidden' ? [] : canariesIn(text),
    bytes: text.length,
  };
}

function followedBy(text: string): [feed: string, seq: number][] {
  const frame = JSON.parse(text) as { type: string; feeds?: [string, number][] };
  return frame.type === 'follow' ? (frame.feeds ?? []) : [];
}

/** Remembers how far each feed has come and answers, for a frame that is further, one that says nothing for each that is missing. */
function hideGaps(): (frame: Frame) => string[] {
  const last = new Map<string, number>();
  return ({ type, feed, seq }) => {
    if (feed === undefined || seq === undefined || (type !== 'activity' && type !== 'caughtUp')) return [];
    const from = (last.get(feed) ?? seq) + 1;
    last.set(feed, Math.max(seq, last.get(feed) ?? 0));
    const missing = Array.from({ length: Math.max(0, seq - from) }, (_, at) => from + at);
    return missing.map((place) =>
      JSON.stringify({ type: 'activity', feed, seq: place, kind: 'hidden', at: '' }),
    );
  };
}
