import { readFileSync } from 'node:fs';

const ERROR = 50;

/** What the server wrote at level error and above: it had not expected that, whatever was done to it. The same line counts once. */
export function countFailures(file: string): string[] {
  const counts = new Map<string, number>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const failure = failureOf(line);
    if (failure !== undefined) counts.set(failure, (counts.get(failure) ?? 0) + 1);
  }
  return [...counts].map(([failure, count]) => `${count} x ${failure}`);
}

function failureOf(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { level, msg, err } = JSON.parse(line) as {
      level: number;
      msg: string;
      err?: { message?: string; stack?: string };
    };
    if (level < ERROR || /database ended unexpectedly|did not start again/.test(msg)) return undefined;
    return err === undefined
      ? msg
      : `${msg}: ${(err.stack ?? err.message ?? '').split('\n').slice(0, 3).join(' ')}`;
  } catch {
    // The process was killed while it wrote this line.
    return undefined;
  }
}
