import { readFileSync } from 'node:fs';

/**
 * Tells one process from a later one that was given the same pid: `<boot id>/<start time in clock ticks>`.
 * Undefined when no such process lives; a zombie does not live, although signals to it still succeed.
 */
export function processIdentity(pid: number): string | undefined {
  const stat = readProc(`${pid}/stat`);
  if (stat === undefined) return undefined;
  // The second field is the program's name in brackets, which may itself hold blanks and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X') return undefined;
  return `${readProc('sys/kernel/random/boot_id')?.trim() ?? ''}/${startTicks ?? ''}`;
}

/** The arguments a process was started with, the program's path first; empty when it is gone. */
export function commandLineOf(pid: number): string[] {
  return (readProc(`${pid}/cmdline`) ?? '').split('\0').slice(0, -1);
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return undefined;
  }
}
