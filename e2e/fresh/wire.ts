import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';
import { LIVE_PATH } from '@footbridge/contract/kit/live.ts';
import { WebSocket } from 'ws';
import { credentialOf } from '../../server/test/client.ts';
import type { Clock } from '../../web/src/kit/live/clock.ts';
import { systemClock } from '../../web/src/kit/live/clock.ts';
import type { OpenSocket, SocketEvents } from '../../web/src/kit/live/socket.ts';

/** The way between one client and the server, which a test can cut, and on which it can disturb the order of feeds. */
export interface Wire {
  openSocket: OpenSocket;
  fetch: typeof fetch;
  /** Ends the socket and all requests, whose answers are lost, and lets nothing through until `mend`. */
  cut(): void;
  mend(): void;
  /** Kinds of activity that came through, for knowing what a scenario exercises. */
  heard: Set<string>;
  /** All that went through, with the time, for understanding a failure: sent `>`, received `<`, asked `?`, answered `!`. */
  log: string[];
}

export interface WireOptions {
  url: string;
  secret: string;
  /** Kinds of activity that this client is made deaf to: a planted bug. */
  deafTo?: string;
  /** Holds frames back at random, each feed's in their own order, and answers: milliseconds at most. */
  disturbMs?: number;
  random?: () => number;
}

type Frame = Partial<ActivityFrame> & { type: string; feed?: string };

/** Rejects what is waited for when the wire is cut. */
function createSevering(): PromiseWithResolvers<never> {
  const severing = Promise.withResolvers<never>();
  severing.promise.catch(() => undefined);
  return severing;
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

export function createWire(options: WireOptions): Wire {
  const heard = new Set<string>();
  const open = new Set<() => void>();
  const log: string[] = [];
  const note = (text: string) => void log.push(`${new Date().toISOString()} ${text}`);
  let isCut = false;
  let severing = createSevering();
  const hear = (text: string): string => {
    note(`< ${text}`);
    const frame = JSON.parse(text) as Frame;
    if (frame.type !== 'activity') return text;
    heard.add(frame.kind ?? '');
    const { feed, seq, at } = frame;
    return frame.kind === options.deafTo
      ? JSON.stringify({ type: 'activity', feed, seq, at, kind: 'hidden' })
      : text;
  };
  return {
    heard,
    log,
    openSocket(events) {
      const { send, close } = isCut ? refused(events) : openSocket(options, events, hear, open);
      const sendNoted = (text: string) => {
        note(`> ${text}`);
        send(text);
      };
      return { send: sendNoted, close };
    },
    fetch: (input, request) =>
      isCut ? fetchNothing() : Promise.race([fetchLate(options, note, input, request), severing.promise]),
    cut() {
      note('cut');
      isCut = true;
      severing.reject(new TypeError('The wire is cut.'));
      for (const end of open) end();
    },
    mend() {
      note('mended');
      isCut = false;
      severing = createSevering();
    },
  };
}

const fetchNothing = () => Promise.reject(new TypeError('The wire is cut.'));

async function fetchLate(
  { disturbMs = 0, random = Math.random }: WireOptions,
  note: (text: string) => void,
  input: Parameters<typeof fetch>[0],
  request: RequestInit = {},
): Promise<Response> {
  const question = `${request.method} ${input as string} ${(request.body ?? '') as string}`;
  note(`? ${question}`);
  const response = await fetch(input, request);
  const text = await response.text();
  if (disturbMs > 0) await pause(random() * disturbMs);
  note(`! ${question} ${response.status} ${text}`);
  return new Response(text, { status: response.status, headers: response.headers });
}

function refused(events: SocketEvents) {
  const timer = setTimeout(events.closed, 0);
  return { send: () => undefined, close: () => clearTimeout(timer) };
}

function openSocket(
  { url, secret, disturbMs = 0, random = Math.random }: WireOptions,
  events: SocketEvents,
  hear: (text: string) => string,
  open: Set<() => void>,
) {
  const ws = new WebSocket(`${url.replace(/^http/, 'ws')}${LIVE_PATH}`, {
    headers: credentialOf({ secret }, url),
  });
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    open.delete(cutOff);
    events.closed();
  };
  const cutOff = () => {
    ws.terminate();
    end();
  };
  open.add(cutOff);
  const lanes = new Map<string, Promise<void>>();
  const receive = (text: string) => {
    if (!over) events.received(hear(text));
  };
  ws.on('open', () => over || events.opened());
  ws.on('message', (data) => {
    const text = (data as Buffer).toString('utf8');
    if (disturbMs === 0) return receive(text);
    const { feed = '' } = JSON.parse(text) as Frame;
    const before = lanes.get(feed) ?? Promise.resolve();
    const ms = random() * disturbMs;
    lanes.set(
      feed,
      before.then(() => pause(ms)).then(() => receive(text)),
    );
    return undefined;
  });
  ws.on('close', end);
  ws.on('error', end);
  return {
    send: (text: string) => ws.readyState === WebSocket.OPEN && ws.send(text),
    close: cutOff,
  };
}

/** Pauses of politeness (asking again after a while) are short here; what watches for silence keeps its time. */
export const impatientClock: Clock = {
  now: systemClock.now,
  after: (ms, run) => systemClock.after(ms <= 4000 ? ms / 25 : ms, run),
};
