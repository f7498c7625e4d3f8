import net from 'node:net';
import { type Faults, type Subscription, hear } from './audit.ts';
import { CLOSE, FrameReader, PING, PONG, TEXT, clientFrame, feedOf, kindOf, seqOf } from './frames.ts';

const HEAD_END = '\r\n\r\n';

/**
 * One client on a raw TCP connection: shakes hands, follows, answers pings and checks every delivery. Costs as little as it can on the
 * cores it shares with what it measures.
 */
export class LiveClient {
  readonly subscriptions: Subscription[];
  readonly faults: Faults;
  /** The text of the last activity, where somebody wants to see one. */
  sample: string | undefined;
  private readonly token: string | undefined;
  private readonly byFeed: Map<string, Subscription>;
  private socket: net.Socket | undefined;
  private caughtUp = 0;
  private onReady: (() => void) | undefined;

  /** @param token of the person; without one it only shakes hands, as with a floor */
  constructor(token: string | undefined, subscriptions: Subscription[], faults: Faults) {
    this.token = token;
    this.subscriptions = subscriptions;
    this.faults = faults;
    this.byFeed = new Map(subscriptions.map((subscription) => [subscription.track.id, subscription]));
  }

  get isOpen(): boolean {
    return this.socket !== undefined;
  }

  /** @returns when hands are shaken; and, in it, when everything that was missed has come. */
  open(port: number, localAddress: string): Promise<{ caughtUp: Promise<void> }> {
    const ready = Promise.withResolvers<void>();
    // Whoever waits for the handshake hears of what broke; nobody need wait for the rest.
    ready.promise.catch(() => undefined);
    return new Promise((resolve, rejectOpening) => {
      const reject = (error: Error) => {
        rejectOpening(error);
        ready.reject(error);
      };
      const socket = (this.socket = net.connect({ host: '127.0.0.1', port, localAddress, noDelay: true }));
      this.caughtUp = 0;
      this.onReady = ready.resolve;
      const authorization = this.token === undefined ? '' : `Authorization: Bearer ${this.token}\r\n`;
      socket.write(
        `GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${authorization}\r\n`,
      );
      const broken = (error?: Error) => {
        if (this.socket !== socket) return;
        this.socket = undefined;
        this.faults.closed += 1;
        reject(error ?? new Error('A live connection was closed.'));
      };
      socket.on('error', broken);
      socket.on('close', () => broken());
      socket.once('data', (head: Buffer) => {
        this.shakeHands(socket, head, reject);
        resolve({ caughtUp: ready.promise });
      });
    });
  }

  /** Goes without a word, and without leaving the address in use. */
  close(): void {
    const { socket } = this;
    this.socket = undefined;
    socket?.resetAndDestroy();
  }

  private shakeHands(socket: net.Socket, head: Buffer, reject: (error: Error) => void): void {
    const end = head.indexOf(HEAD_END);
    if (end < 0 || !head.toString('latin1', 0, 12).endsWith('101')) {
      reject(new Error(`The handshake was answered ${head.toString('latin1', 0, 40)}`));
      return;
    }
    const reader = new FrameReader((opcode, bytes, start, stop) =>
      this.hearFrame(opcode, bytes, start, stop),
    );
    socket.on('data', (chunk: Buffer) => reader.read(chunk));
    const rest = head.subarray(end + HEAD_END.length);
    if (this.token === undefined) this.becomeReady();
    else this.say({ type: 'follow', feeds: this.subscriptions.map(({ track, last }) => [track.id, last]) });
    if (rest.length > 0) reader.read(rest);
  }

  private say(frame: object): void {
    this.socket?.write(clientFrame(TEXT, Buffer.from(JSON.stringify(frame))));
  }

  private becomeReady(): void {
    this.onReady?.();
    this.onReady = undefined;
  }

  private hearFrame(opcode: number, bytes: Buffer, start: number, end: number): void {
    if (opcode === PING) this.socket?.write(clientFrame(PONG, Buffer.from(bytes.subarray(start, end))));
    if (opcode === CLOSE) this.faults.told += 1;
    if (opcode !== TEXT) return;
    const kind = kindOf(bytes, start);
    if (kind === 'a') this.hearActivity(bytes, start, end);
    else if (kind === 'c') {
      this.caughtUp += 1;
      if (this.caughtUp === this.subscriptions.length) this.becomeReady();
    } else if (kind === 'r' || kind === 'g') this.faults.told += 1;
  }

  private hearActivity(bytes: Buffer, start: number, end: number): void {
    const [only] = this.subscriptions;
    const subscription = this.subscriptions.length === 1 ? only : this.byFeed.get(feedOf(bytes, start));
    if (subscription === undefined) {
      this.faults.told += 1;
      return;
    }
    const seq = seqOf(bytes, start);
    hear(subscription, seq, this.faults);
    subscription.track.onHeard(seq);
    if (seq % 64 === 0) this.sample = bytes.toString('utf8', start, end);
  }
}
