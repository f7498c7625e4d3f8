import { appendFileSync, chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLineOf, processIdentity } from '../../server/src/kit/db/embedded/processIdentity.ts';

const PREFIX = 'footbridge-chaos-';
const PROCESSES = 'processes';
/** As root not below a directory of root's alone, where the user that the database runs as could not follow. */
const PARENT = process.getuid?.() === 0 ? '/tmp' : tmpdir();

/** The directory of one run, with everything the run leaves on the machine in it. */
export interface Workspace {
  directory: string;
  /** Keeps in mind a process of ours, so that it is ended with the run, however the run ends. */
  own(pid: number): void;
  /** Ends every process of the run and removes the directory. Does not wait for anything, so that it works while dying. */
  clear(): void;
}

/** Makes the directory of this run and clears what a killed run left behind. */
export function createWorkspace(): Workspace {
  clearLeftovers();
  const directory = mkdtempSync(join(PARENT, `${PREFIX}${process.pid}-${startOf(process.pid)}-`));
  chmodSync(directory, 0o711);
  const clear = () => clearDirectory(directory);
  process.on('exit', clear);
  return {
    directory,
    own: (pid) => appendFileSync(join(directory, PROCESSES), `${pid} ${processIdentity(pid) ?? ''}\n`),
    clear,
  };
}

/** Pid and start time say whose a directory is: no later process has both. */
const startOf = (pid: number): string => processIdentity(pid)?.split('/')[1] ?? '';

function clearLeftovers(): void {
  for (const name of readdirSync(PARENT).filter((entry) => entry.startsWith(PREFIX))) {
    const [pid, start] = name.slice(PREFIX.length).split('-');
    const directory = join(PARENT, name);
    const own = statSync(directory, { throwIfNoEntry: false })?.uid === process.getuid?.();
    if (own && startOf(Number(pid)) !== start) clearDirectory(directory);
  }
}

function clearDirectory(directory: string): void {
  for (const line of listOwned(directory)) {
    const [pid = '', identity] = line.split(' ');
    // A pid alone may be somebody else's by now.
    if (identity !== '' && processIdentity(Number(pid)) === identity) kill(Number(pid));
  }
  for (const pid of listProcesses()) {
    const words = commandLineOf(pid);
    if (words[1] === '-D' && words[2]?.startsWith(`${directory}/`)) killWithChildren(pid);
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

function listOwned(directory: string): string[] {
  try {
    return readFileSync(join(directory, PROCESSES), 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

const listProcesses = (): number[] => readdirSync('/proc').map(Number).filter(Number.isInteger);

function listChildren(parent: number): number[] {
  return listProcesses().filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** Ends a process and its children, all at once and without a word. Returns how many there were. */
export function killWithChildren(pid: number): number {
  const pids = [pid, ...listChildren(pid)];
  for (const one of pids) kill(one);
  return pids.length;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself a moment ago.
  }
}
