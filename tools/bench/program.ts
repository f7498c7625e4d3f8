import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

const STEP_MS = 5;
const PATIENCE_MS = 60_000;

/** A program started as anybody starts it, watched from outside. */
export class Program {
  readonly child: ChildProcess;
  /** The most memory it held at any time, in bytes, as the kernel counted it. */
  peakBytes = 0;
  private readonly output: string[] = [];
  private readonly watching: NodeJS.Timeout;

  constructor(command: string, args: string[], env: Record<string, string>) {
    this.child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (chunk: Buffer) => this.output.push(String(chunk)));
    this.child.stderr?.on('data', (chunk: Buffer) => this.output.push(String(chunk)));
    this.watching = setInterval(() => this.look(), 100);
    this.child.once('exit', () => clearInterval(this.watching));
  }

  get text(): string {
    return this.output.join('');
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** @returns the exit code */
  async ended(): Promise<number | null> {
    if (this.running) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    this.child.kill(signal);
    await this.ended();
  }

  private look(): void {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, 'latin1');
      this.peakBytes = Math.max(this.peakBytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024);
    } catch {
      // It has just ended.
    }
  }
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Milliseconds from `started` until an address answers 200. */
export async function untilAnswered(
  program: Program,
  url: string,
  headers: Record<string, string>,
  started: number,
): Promise<number> {
  while (program.running && performance.now() < started + PATIENCE_MS) {
    const answer = await fetch(url, { headers }).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return performance.now() - started;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  throw new Error(`${url} was not answered. The program said: ${program.text}`);
}
