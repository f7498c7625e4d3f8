import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import * as z from 'zod/mini';
import {
  CLIENT_FRAME_MAX_BYTES,
  FOLLOW_MAX,
  LIVE_PATH,
  follow,
  unfollow,
} from '@footbridge/contract/kit/live.ts';
import type { Actor, Authenticate } from '../http/actor.ts';
import { readCredential } from '../http/credential.ts';
import { comesFromOwnPage } from '../http/origin.ts';
import type { Log } from '../log.ts';
import { Connection } from './connection.ts';
import type { LiveHandler } from './features.ts';
import { textFrame } from './frame.ts';
import type { Hub } from './hub.ts';

const HEARTBEAT_MS = 25_000;
/** After this all who came meanwhile are asked about together whether their sessions still stand. */
const RECHECK_MS = 200;
/** Frames a client may send within one heartbeat. */
const CLIENT_FRAMES_MAX = 500;
/** How long clients are asked to spread their return over when the server stops. */
const RETURN_WITHIN_MS = 3000;

export interface SocketsOptions {
  hub: Hub;
  authenticate: Authenticate;
  /** Tells which of these actors' sessions and tokens have ended meanwhile. */
  stillValid(actors: Actor[]): Promise<boolean[]>;
  following: (asked: { connection: Connection; feeds: [string, number][] }) => Promise<void>;
  handlers: LiveHandler[];
  publicUrl: string | undefined;
  log: Log;
}

interface Client {
  connection: Connection;
  alive: boolean;
  frames: number;
}

/** The WebSocket side: lets in whoever is signed in, hears what they follow and say, and notices who is gone. */
export class Sockets {
  private readonly options: SocketsOptions;
  private readonly clients = new Set<Client>();
  private readonly handlers: Map<string, LiveHandler>;
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: CLIENT_FRAME_MAX_BYTES,
    perMessageDeflate: false,
    clientTracking: false,
  });
  private readonly timer: NodeJS.Timeout;
  private stopping = false;
  private fresh: Client[] = [];

  constructor(options: SocketsOptions) {
    this.options = options;
    this.handlers = new Map(options.handlers.map((handler) => [handler.name, handler]));
    this.timer = setInterval(() => this.heartbeat(), HEARTBEAT_MS);
    this.timer.unref();
  }

  get count(): number {
    return this.clients.size;
  }

  listen(server: Server): void {
    server.on('upgrade', (request, socket, head) => void this.upgrade(request, socket, head));
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const refuse = (status: string) =>
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    socket.on('error', () => socket.destroy());
    if (request.url !== LIVE_PATH) return void refuse('404 Not Found');
    if (this.stopping) return void refuse('503 Service Unavailable');
    const credential = readCredential(request);
    if (credential === undefined) return void refuse('401 Unauthorized');
    if (credential.kind === 'session' && !comesFromOwnPage(request, this.options.publicUrl)) {
      return void refuse('403 Forbidden');
    }
    try {
      const { endings } = this.options.hub;
      const actor = await this.options.authenticate(credential);
      if (actor === undefined) return void refuse('401 Unauthorized');
      this.server.handleUpgrade(request, socket, head, (ws) =>
        this.recheck(this.accept(ws, socket as Socket, actor), endings),
      );
    } catch {
      refuse('503 Service Unavailable');
    }
  }

  private accept(ws: WebSocket, socket: Socket, actor: Actor): Client {
    const { hub } = this.options;
    const connection = new Connection(ws, socket, actor, hub);
    const client: Client = { connection, alive: true, frames: 0 };
    this.clients.add(client);
    hub.add(connection);
    ws.on('pong', () => (client.alive = true));
    ws.on('message', (data, isBinary) => void this.hear(client, data, isBinary));
    ws.on('error', () => ws.terminate());
    ws.on('close', () => {
      connection.closed = true;
      this.clients.delete(client);
      hub.remove(connection);
    });
    connection.send(
      textFrame(
        JSON.stringify({
          type: 'hello',
          personId: actor.personId,
          sessionId: actor.sessionId,
          heartbeatMs: HEARTBEAT_MS,
        }),
      ),
    );
    return client;
  }

  private async hear(client: Client, data: RawData, isBinary: boolean): Promise<void> {
    client.alive = true;
    client.frames += 1;
    if (client.frames > CLIENT_FRAMES_MAX) {
      return this.options.hub.drop(client.connection, {
        again: true,
        withinMs: HEARTBEAT_MS,
        reason: 'tooMany',
      });
    }
    const frame = isBinary ? undefined : parseFrame(data);
    const known =
      frame !== undefined &&
      (await this.act(client.connection, frame).catch((error: unknown) => this.failed(error)));
    if (!known) {
      this.options.hub.drop(client.connection, {
        again: true,
        withinMs: RETURN_WITHIN_MS,
        reason: 'badFrame',
      });
    }
  }

  /** What went wrong was on our side (the database is away): the client keeps its socket and asks again at the next heartbeat. */
  private failed(error: unknown): true {
    this.options.log.warn({ error: (error as Error).message }, 'a live frame could not be answered');
    return true;
  }

  private async act(connection: Connection, frame: { type?: unknown }): Promise<boolean> {
    if (frame.type === 'follow') return this.actFollow(connection, frame);
    if (frame.type === 'unfollow') return this.actUnfollow(connection, frame);
    const handler = this.handlers.get(String(frame.type));
    return handler !== undefined && (await handler.run(frame, connection.actor));
  }

  private async actFollow(connection: Connection, frame: unknown): Promise<boolean> {
    const asked = z.safeParse(follow.frame, frame);
    if (!asked.success || connection.feeds.size + asked.data.feeds.length > FOLLOW_MAX * 2) return false;
    await this.options.following({ connection, feeds: asked.data.feeds }).catch((error: unknown) => {
      // Half-registered subscriptions would wait for ever; a resync makes the client ask again.
      this.options.hub.unsubscribeAll(connection);
      connection.send(textFrame('{"type":"resync"}'));
      throw error;
    });
    return true;
  }

  private actUnfollow(connection: Connection, frame: unknown): boolean {
    const asked = z.safeParse(unfollow.frame, frame);
    if (!asked.success) return false;
    for (const id of asked.data.feeds) {
      const feed = this.options.hub.feeds.get(id);
      if (feed !== undefined) this.options.hub.unsubscribe(feed, connection);
    }
    return true;
  }

  private heartbeat(): void {
    const { hub } = this.options;
    for (const client of this.clients) {
      if (!client.alive) {
        client.connection.end({ again: true, withinMs: 0, reason: 'tooMany' }, true);
        hub.remove(client.connection);
        continue;
      }
      client.alive = false;
      client.frames = 0;
      client.connection.ping();
      tellHeads(client.connection, hub.turn);
    }
    hub.turn += 1;
    void this.revalidate([...this.clients]);
  }

  /**
   * The session may have ended between the handshake's look at it and now. Here that is known and looked at at once; for other processes
   * everybody who came within a moment is looked at together.
   */
  private recheck(client: Client, endings: number): void {
    if (this.options.hub.endings !== endings) void this.revalidate([client]);
    if (this.fresh.length === 0) setTimeout(this.recheckFresh, RECHECK_MS).unref();
    this.fresh.push(client);
  }

  private readonly recheckFresh = (): void => {
    const clients = this.fresh.filter(({ connection }) => !connection.closed);
    this.fresh = [];
    void this.revalidate(clients);
  };

  /** Ends sockets whose session or token another process has ended. */
  async revalidate(clients: Client[]): Promise<void> {
    try {
      const valid = await this.options.stillValid(clients.map(({ connection }) => connection.actor));
      clients.forEach(({ connection }, at) => {
        if (valid[at] === false) {
          this.options.hub.drop(connection, { again: false, withinMs: 0, reason: 'signedOut' });
        }
      });
    } catch (error) {
      this.options.log.warn(
        { error: (error as Error).message },
        'sessions of open sockets could not be checked',
      );
    }
  }

  /** Another process ended something of this person: look at once. */
  revalidatePerson(personId: string): void {
    void this.revalidate(
      [...this.clients].filter(({ connection }) => connection.actor.personId === personId),
    );
  }

  stop(): void {
    this.stopping = true;
    clearInterval(this.timer);
    for (const { connection } of this.clients) {
      connection.end({ again: true, withinMs: RETURN_WITHIN_MS, reason: 'stopping' });
    }
  }
}

function parseFrame(data: RawData): { type?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse((data as Buffer).toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The heads of feeds that moved since this client was last told, so that a lost frame is noticed. */
function tellHeads(connection: Connection, turn: number): void {
  const heads = [...connection.feeds].flatMap((feed) =>
    feed.head !== undefined && feed.movedAt >= connection.toldAt ? [[feed.id, feed.head]] : [],
  );
  // Each movement is told twice: the frame that tells it may be lost as well.
  connection.toldAt = turn - 1;
  connection.send(textFrame(JSON.stringify({ type: 'heads', heads })));
}
