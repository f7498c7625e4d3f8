/** What every measured process does: says its port, collects garbage when asked, stops in order, ends with the run. */
export function answerMeasuring(port: number, stop: () => Promise<void> | void): void {
  process.on('message', (question: object) => {
    if (!('collect' in question)) return;
    globalThis.gc?.();
    setTimeout(() => {
      globalThis.gc?.();
      process.send?.({ collected: true });
    }, 200);
  });
  process.on('disconnect', () => process.exit(1));
  process.on('SIGTERM', () => void Promise.resolve(stop()).then(() => process.exit(0)));
  // Ctrl-C reaches the whole group of processes; the run itself ends its own.
  process.on('SIGINT', () => undefined);
  process.send?.({ port });
}
