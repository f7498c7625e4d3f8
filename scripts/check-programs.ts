import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** A finished program: what it printed, and whether it was content. */
export interface Run {
  ok: boolean;
  output: string;
}

/** Checks done by programs of others. The first word is a command of node_modules/.bin. */
export const PROGRAMS: Record<string, readonly string[]> = {
  'types: contract': ['tsc', '-p', 'contract'],
  'types: server': ['tsc', '-p', 'server'],
  'types: web': ['tsc', '-p', 'web'],
  'types: e2e': ['tsc', '-p', 'e2e'],
  'types: tools': ['tsc', '-p', 'tools'],
  'types: scripts': ['tsc', '-p', '.'],
  lint: ['oxlint', '--type-aware', '.'],
  format: ['oxfmt', '--check', '.'],
  'unused code': ['knip', '--no-progress'],
};

/** Runs one program of the project's own node_modules in `root`, both its outputs in one text. */
export function runProgram(command: readonly string[], root: string): Promise<Run> {
  const [name = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', '.bin', name), ...args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => resolve({ ok: false, output: `${name} did not start: ${error.message}` }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
