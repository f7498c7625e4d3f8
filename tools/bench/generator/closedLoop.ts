/**
 * So many workers without a pause for some seconds, each doing one thing after the other.
 * @returns how many things a second were done
 */
export async function closedLoop(
  workers: number,
  seconds: number,
  work: (isOver: () => boolean) => Promise<number>,
): Promise<number> {
  const started = performance.now();
  const isOver = () => performance.now() >= started + seconds * 1000;
  const counts = await Promise.all(Array.from({ length: workers }, () => work(isOver)));
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - started) / 1000);
}
