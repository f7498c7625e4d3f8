import { textFrame } from '../../../server/src/kit/live/frame.ts';
import { type FloorSocket, startFloor } from './floorServer.ts';

let pending: Buffer[] = [];

/** As fast as it goes: each frame made once, and one write for each socket and turn of the event loop. */
startFloor((text, clients) => {
  pending.push(textFrame(text));
  if (pending.length === 1) setImmediate(() => writeAll(clients));
});

function writeAll(clients: Set<FloorSocket>): void {
  const bytes = Buffer.concat(pending);
  pending = [];
  for (const { socket } of clients) socket.write(bytes);
}
