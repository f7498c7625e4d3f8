import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Clock ticks a second in /proc/PID/stat on Linux. */
const TICKS = 100;

export interface Usage {
  /** Seconds of processor time, user and system. */
  cpuSeconds: number;
  rssBytes: number;
}

/** A child process under measurement: the server itself or a floor. It says `{ port }` when it is ready. */
export class Subject {
  readonly port: number;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.child = child;
    this.port = port;
  }

  static async start(program: string, env: Record<string, string> = {}): Promise<Subject> {
    const child = spawn(process.execPath, ['--expose-gc', fileURLToPath(new URL(program, import.meta.url))], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const ready = once(child, 'message') as Promise<[{ port: number }]>;
    const failed = once(child, 'exit').then(([code]) => {
      throw new Error(`${program} ended with ${String(code)} before it was ready.`);
    });
    const [{ port }] = await Promise.race([ready, failed]);
    failed.catch(() => undefined);
    return new Subject(child, port);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  usage(): Usage {
    return readUsage(this.pid);
  }

  /** Asks the process to collect its garbage, then reads what it holds. */
  async settledUsage(): Promise<Usage> {
    const done = once(this.child, 'message');
    this.child.send('gc');
    await done;
    return this.usage();
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}

export function readUsage(pid: number): Usage {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /, '').split(' ');
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS, rssBytes: Number(fields[21]) * 4096 };
}
