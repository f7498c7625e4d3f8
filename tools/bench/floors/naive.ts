import { startFloor } from './floorServer.ts';

/** As it is written first: for each socket one `send` for each message. */
startFloor((text, clients) => {
  for (const { ws } of clients) ws.send(text);
});
