import { LIVE_PATH } from '@footbridge/contract/kit/live.ts';

export interface SocketEvents {
  opened: () => void;
  received: (text: string) => void;
  /** Ended for any reason, at most once; nothing is received afterwards. */
  closed: () => void;
}

export interface Socket {
  send: (text: string) => void;
  close: () => void;
}

/** Opens one socket to `/live`. The browser's and that of `ws` for Node fit behind it. */
export type OpenSocket = (events: SocketEvents) => Socket;

/** For the browser: the page's own host, signed in by the cookie. */
export const openPageSocket: OpenSocket = (events) => {
  const url = new URL(LIVE_PATH, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    events.closed();
  };
  socket.addEventListener('open', () => !over && events.opened());
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!over && typeof data === 'string') events.received(data);
  });
  socket.addEventListener('close', end);
  return {
    send: (text) => socket.readyState === WebSocket.OPEN && socket.send(text),
    // A half-open connection takes minutes to close properly: for us it is over now.
    close() {
      socket.close();
      end();
    },
  };
};
