import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Actor } from '../http/actor.ts';
import type { Feed } from './feed.ts';
import { textFrame } from './frame.ts';

/** How much may wait for one slow socket: frames or bytes, whichever comes first. Then it is dropped and the client told to catch up. */
const QUEUE_MAX_FRAMES = 256;
const QUEUE_MAX_BYTES = 1024 * 1024;
/** How much one turn may queue for a socket that keeps up: a whole catch-up must fit. */
const TURN_MAX_BYTES = 16 * 1024 * 1024;

/** The part of the hub a socket needs. */
export interface ConnectionHub {
  flushSoon(connection: Connection): void;
  unsubscribe(feed: Feed, connection: Connection): void;
}

const RESYNC = textFrame(JSON.stringify({ type: 'resync' }));

/**
 * One client's socket. Frames given within one turn of the event loop are written together in one write; what the network does not
 * take is bounded, and dropping it is always safe because the client catches up from the database.
 */
export class Connection {
  readonly actor: Actor;
  readonly feeds = new Set<Feed>();
  /** The feed heads this client was last told in a heartbeat are those up to this turn of the hub. */
  toldAt = 0;
  closed = false;
  private readonly ws: WebSocket;
  private readonly socket: Socket;
  private readonly hub: ConnectionHub;
  private queue: Buffer[] = [];
  private frames = 0;
  private bytes = 0;
  private waiting = false;
  /** Frames that were written while the network did not take all of what came before. */
  private stuckFrames = 0;
  /** Frames were dropped; nothing more is queued until the socket has drained and heard `resync`. */
  private behind = false;

  constructor(ws: WebSocket, socket: Socket, actor: Actor, hub: ConnectionHub) {
    this.ws = ws;
    this.socket = socket;
    this.actor = actor;
    this.hub = hub;
  }

  /** True while frames for this socket are dropped because it reads too slowly. */
  get lagging(): boolean {
    return this.behind;
  }

  /** @param count how many frames `bytes` holds */
  send(bytes: Buffer, count = 1): void {
    if (this.closed || this.behind) return;
    if (this.bytes + bytes.length > TURN_MAX_BYTES) return this.fallBehind();
    const stuck = this.socket.writableLength;
    if (
      stuck > 0 &&
      (stuck + this.bytes + bytes.length > QUEUE_MAX_BYTES ||
        this.stuckFrames + this.frames + count > QUEUE_MAX_FRAMES)
    ) {
      return this.fallBehind();
    }
    this.queue.push(bytes);
    this.frames += count;
    this.bytes += bytes.length;
    if (this.waiting) return;
    this.waiting = true;
    this.hub.flushSoon(this);
  }

  flush(): void {
    this.waiting = false;
    if (this.closed || this.queue.length === 0) return;
    const [first] = this.queue;
    const chunk =
      this.queue.length === 1 && first !== undefined ? first : Buffer.concat(this.queue, this.bytes);
    const count = this.frames;
    this.queue = [];
    this.frames = 0;
    this.bytes = 0;
    if (this.socket.write(chunk)) {
      this.stuckFrames = 0;
      return;
    }
    if (this.stuckFrames === 0) this.socket.once('drain', this.drained);
    this.stuckFrames += count;
  }

  private readonly drained = (): void => {
    this.stuckFrames = 0;
    if (!this.behind || this.closed) return;
    this.behind = false;
    this.send(RESYNC);
  };

  private fallBehind(): void {
    this.behind = true;
    this.queue = [];
    this.frames = 0;
    this.bytes = 0;
    for (const feed of this.feeds) this.hub.unsubscribe(feed, this);
    // Without a stuck write there is no 'drain' to wait for.
    if (this.stuckFrames === 0) setImmediate(this.drained);
  }

  ping(): void {
    if (!this.closed) this.ws.ping();
  }

  /** Says goodbye and closes; what was queued before is sent first unless `drop`. */
  end(goodbye: object, drop = false): void {
    if (this.closed) return;
    if (drop) {
      this.queue = [];
      this.frames = 0;
      this.bytes = 0;
    }
    this.flush();
    this.closed = true;
    if (this.socket.writable) this.socket.write(textFrame(JSON.stringify({ type: 'goodbye', ...goodbye })));
    this.ws.close(1000);
    // A client that does not answer the close must not hear or hold anything for longer.
    setTimeout(() => this.ws.terminate(), 500).unref();
  }
}
