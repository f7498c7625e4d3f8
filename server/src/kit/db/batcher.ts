import { setTimeout as wait } from 'node:timers/promises';

/**
 * Group commit, as a shape: requests that arrive while a run is under way wait and go together into the next. At rest a request waits
 * for nothing; under load the cost per request falls.
 *
 * @param pauseMs after a run for several, wait so long for more to come: for runs that cost as much for many as for few
 * @param run gets 1 to `maxSize` items and answers one result per item, in order; an `Error` as result rejects that item alone.
 */
export function createBatcher<Item, Result>(
  { maxSize, pauseMs = 0 }: { maxSize: number; pauseMs?: number },
  run: (items: Item[]) => Promise<(Result | Error)[]>,
): (item: Item) => Promise<Result> {
  type Waiting = { item: Item; resolve: (result: Result) => void; reject: (reason: unknown) => void };
  const waiting: Waiting[] = [];
  let running = false;

  async function runAll(): Promise<void> {
    running = true;
    // One turn of the event loop: requests that were read from their sockets together go together.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const group = waiting.splice(0, maxSize);
      await settle(group);
      if (pauseMs > 0 && group.length > 1) await wait(pauseMs);
    }
    running = false;
  }

  async function settle(group: Waiting[]): Promise<void> {
    try {
      const results = await run(group.map((entry) => entry.item));
      group.forEach((entry, at) => {
        const result = results[at];
        if (result instanceof Error) entry.reject(result);
        else entry.resolve(result as Result);
      });
    } catch (reason) {
      for (const entry of group) entry.reject(reason);
    }
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) void runAll();
    });
}
