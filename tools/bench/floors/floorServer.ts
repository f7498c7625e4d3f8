import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerMeasuring } from '../measured.ts';

export interface FloorSocket {
  ws: WebSocket;
  socket: Socket;
}

/** A frame like those of the product, where one was taken as a pattern; its position is put in at each post. */
const PATTERN =
  process.env['BENCH_FRAME'] ?? '{"type":"activity","feed":"00000000-0000-0000-0000-000000000000","seq":0}';
const SEQ = /"seq":\d+/;

/**
 * A bare server with sockets: no rights, no database, nothing kept. What is posted goes to everybody, by the given way; `ws` and
 * Node's own HTTP as they are.
 */
export function startFloor(broadcast: (text: string, clients: Set<FloorSocket>) => void): void {
  const clients = new Set<FloorSocket>();
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false });
  let seq = 0;
  const server = createServer((request, reply) => {
    request.resume().on('end', () => {
      seq += 1;
      broadcast(PATTERN.replace(SEQ, `"seq":${seq}`), clients);
      const answer = `{"seq":${seq}}`;
      reply
        .writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
        .end(answer);
    });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head) => {
    socket.on('error', () => socket.destroy());
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const client = { ws, socket };
      clients.add(client);
      ws.on('error', () => ws.terminate());
      ws.on('close', () => clients.delete(client));
    });
  });
  server.listen(0, '127.0.0.1', () =>
    answerMeasuring((server.address() as AddressInfo).port, () => undefined),
  );
}
