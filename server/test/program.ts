import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = `${ROOT}server/src/cli.ts`;

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Program {
  /** Waits for output that fits, and answers what it captured. */
  says(pattern: RegExp): Promise<string>;
  signal(name: NodeJS.Signals): void;
  ended: Promise<Ended>;
}

type Environment = Record<string, string>;

/** Nothing of our own environment says which server is meant. */
function environment(own: Environment): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }), LOG_LEVEL: 'warn', ...own };
}

/** Starts a program of ours as people do; it does not outlive the test. */
export function startProgram(args: string[], own: Environment, { script = CLI, cwd = '/' } = {}): Program {
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: environment(own),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  let changed = Promise.withResolvers<void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
      changed.resolve();
      changed = Promise.withResolvers();
    });
  }
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, ...output })),
  );
  return {
    ended,
    signal: (name) => void child.kill(name),
    says: async (pattern) => {
      for (;;) {
        const found = pattern.exec(output.stdout);
        if (found !== null) return found[1] ?? found[0];
        const end = await Promise.race([changed.promise, ended]);
        if (end !== undefined && pattern.exec(output.stdout) === null) {
          throw new Error(`It ended without saying so: ${end.stdout}${end.stderr}`);
        }
      }
    },
  };
}

/** Runs a command of the command line to its end. */
export const runCommand = (args: string[], own: Environment): Promise<Ended> => startProgram(args, own).ended;
