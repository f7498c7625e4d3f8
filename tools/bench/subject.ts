import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Clock ticks a second in /proc/PID/stat on Linux. */
const TICKS = 100;
const PATIENCE_MS = 120_000;

export interface Usage {
  /** Seconds of processor time, user and system. */
  cpuSeconds: number;
  rssBytes: number;
}

/** A child process of the run: the server under measurement, a floor, or the generator. It says `{ port }` when it is ready. */
export class Subject {
  readonly ready: Promise<void>;
  port = 0;
  private readonly child: ChildProcess;
  private readonly name: string;

  private constructor(child: ChildProcess, name: string) {
    this.child = child;
    this.name = name;
    this.ready = this.next<{ port: number }>().then(({ port }) => void (this.port = port));
    // Whoever waits for it hears of it; if nobody does, the process was stopped on purpose.
    this.ready.catch(() => undefined);
  }

  static spawn(program: URL, env: Record<string, string> = {}): Subject {
    const path = fileURLToPath(program);
    const child = spawn(process.execPath, ['--expose-gc', path], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    return new Subject(child, path);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  usage(): Usage {
    return readUsage(this.pid);
  }

  /** Asks the process something and waits for its answer; one question at a time. */
  async ask<Answer>(question: object): Promise<Answer> {
    const answer = this.next<Answer & { failed?: string }>();
    this.child.send(question);
    const given = await answer;
    if (given.failed !== undefined) throw new Error(`${this.name}: ${given.failed}`);
    return given;
  }

  /** Asks the process to collect its garbage, then reads what it holds. */
  async settledUsage(): Promise<Usage> {
    await this.ask({ collect: true });
    return this.usage();
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    const killing = setTimeout(() => this.child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(killing);
  }

  private async next<Message>(): Promise<Message> {
    const heard = new AbortController();
    const patience = setTimeout(
      () => heard.abort(new Error(`${this.name} did not answer in ${PATIENCE_MS / 1000} s.`)),
      PATIENCE_MS,
    );
    const ended = (code: number | null) =>
      heard.abort(new Error(`${this.name} ended with ${String(code)} instead of answering.`));
    this.child.once('exit', ended);
    try {
      const [message] = (await once(this.child, 'message', { signal: heard.signal })) as [Message];
      return message;
    } catch (error) {
      throw heard.signal.reason ?? error;
    } finally {
      clearTimeout(patience);
      this.child.off('exit', ended);
    }
  }
}

function readUsage(pid: number): Usage {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ');
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS,
    rssBytes: Number(fields[21]) * 4096,
  };
}
