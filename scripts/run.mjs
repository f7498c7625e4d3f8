import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ROOT } from './root.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const SAME_KEYSTROKE_MS = 1_000;

/**
 * Runs a program in the foreground, from the checkout, with our input and output. Resolves to its exit code (128 +
 * signal number, as shells do, when it was killed) and never rejects.
 *
 * Ctrl-C reaches every program of the terminal's group and once more through npm, which passes signals on, so the
 * program would get it up to three times and take the second for "do not wait". It is therefore put in a group
 * of its own, and each signal is passed on once a second at most.
 */
export function run(command, args, { env = process.env, shell = false, onSignal = () => undefined } = {}) {
  const child = spawn(command, args, { cwd: ROOT, env, shell, stdio: 'inherit', detached: true });
  const lastAt = new Map();
  const forward = (signal) => {
    onSignal(signal);
    if (Date.now() - (lastAt.get(signal) ?? 0) < SAME_KEYSTROKE_MS) return;
    lastAt.set(signal, Date.now());
    // A shell would die of it and leave what it runs behind, so there the whole group gets it.
    if (shell && child.pid) process.kill(-child.pid, signal);
    else child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, forward);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  }).finally(() => {
    for (const signal of SIGNALS) process.off(signal, forward);
  });
}
