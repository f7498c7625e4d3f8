import { readFileSync } from 'node:fs';

/** Requests that ended in a way the server had not expected, whatever was done to it. The same failure counts once. */
export function countFailures(file: string): string[] {
  const counts = new Map<string, number>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const failure = failureOf(line);
    if (failure !== undefined) counts.set(failure, (counts.get(failure) ?? 0) + 1);
  }
  return [...counts].map(([failure, count]) => `${count} x ${failure}`);
}

function failureOf(line: string): string | undefined {
  if (!line.includes('a request failed unexpectedly')) return undefined;
  try {
    const { err } = JSON.parse(line) as { err?: { message?: string; stack?: string } };
    return (err?.stack ?? err?.message ?? line).split('\n').slice(0, 3).join(' ');
  } catch {
    // The process was killed while it wrote this line.
    return undefined;
  }
}
