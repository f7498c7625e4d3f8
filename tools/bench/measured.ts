/** What every measured process does: says its port, collects garbage when asked, stops in order. */
export function answerMeasuring(port: number, stop: () => Promise<void> | void): void {
  process.on('message', () => {
    globalThis.gc?.();
    setTimeout(() => {
      globalThis.gc?.();
      process.send?.({ collected: true });
    }, 200);
  });
  process.on('SIGTERM', () => void Promise.resolve(stop()).then(() => process.exit(0)));
  process.send?.({ port });
}
