/** What every measured process does: says its port, collects garbage when asked, stops in order, ends with the run. */
export function answerMeasuring(port: number, stop: () => Promise<void> | void): void {
  process.on('message', (question: object) => {
    if ('collect' in question) void collect().then(() => process.send?.({ collected: true }));
  });
  process.on('disconnect', () => process.exit(1));
  process.on('SIGTERM', () => void Promise.resolve(stop()).then(() => process.exit(0)));
  // Ctrl-C reaches the whole group of processes; the run itself ends its own.
  process.on('SIGINT', () => undefined);
  process.send?.({ port });
}

/** Until pages that a burst left half empty are given back too: what is wanted is what stays, not what a moment took. */
async function collect(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
