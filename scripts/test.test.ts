import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeCheckout } from './make-checkout.ts';

async function runTests(root: string) {
  return new Promise<{ code: number; lines: string[]; said: string }>((resolve) => {
    execFile(process.execPath, [join(root, 'scripts/test.mjs')], (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 0;
      resolve({ code, lines: stdout.trimEnd().split('\n'), said: stdout + stderr });
    });
  });
}

/** A stand-in for a runner: writes the report it is given where it is told to, and ends with the code. */
const RUNNER = `
  const [report, code, ...args] = process.argv.slice(2);
  const told = args.find((arg) => arg.startsWith('--outputFile.json='))?.slice(18);
  const path = told ?? process.env.PLAYWRIGHT_JSON_OUTPUT_FILE;
  require('node:fs').writeFileSync(path, Buffer.from(report, 'base64'));
  process.exit(Number(code));`;

function reporting(report: object, code = 0): string {
  return `node runner.cjs ${Buffer.from(JSON.stringify(report)).toString('base64')} ${code}`;
}

function withStages(scripts: Record<string, string>): string {
  const manifest = JSON.stringify({ type: 'module', scripts });
  return makeCheckout({ 'package.json': manifest, 'runner.cjs': RUNNER });
}

const vitest = (passed: number, failed = 0, skipped = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: skipped,
  numTodoTests: 0,
});
const playwright = (expected: number, flaky = 0) => ({
  stats: { expected, unexpected: 0, flaky, skipped: 0 },
});

const GREEN = {
  check: 'true',
  'test:server': reporting(vitest(3)),
  'test:web': reporting(vitest(4)),
  'test:scripts': reporting(vitest(1)),
  'test:e2e': reporting(playwright(5)),
  // Passes only when called with --short.
  chaos: 'test --short =',
};

test('the last line sums what passed, and nothing but it when all did', async () => {
  const { code, lines } = await runTests(withStages(GREEN));
  expect(lines.at(-1)).toBe('13 passed, 0 failed');
  expect(code).toBe(0);
});

test.for([
  ['a failed test', { 'test:server': reporting(vitest(2, 1), 1) }, '12 passed, 1 failed'],
  ['skipped tests', { 'test:web': reporting(vitest(4, 0, 2)) }, '13 passed, 0 failed, 2 skipped'],
  ['a stage that fails without a failed test', { check: 'false' }, '13 passed, 1 failed'],
  ['a file that does not load', { 'test:server': reporting(vitest(3), 1) }, '13 passed, 1 failed'],
  [
    'a test that passed at the second try',
    { 'test:e2e': reporting(playwright(4, 1)) },
    '12 passed, 1 failed',
  ],
  ['a runner that ends well without a report', { 'test:web': 'true #' }, '9 passed, 1 failed'],
  ['a stage killed by the system', { chaos: 'kill -9 $$ #' }, '13 passed, 1 failed'],
] as const)('%s shows in the last line, and all stages run', async ([, scripts, closing]) => {
  const { code, lines, said } = await runTests(withStages({ ...GREEN, ...scripts }));
  expect(lines.at(-1)).toBe(closing);
  expect(code).toBe(closing.includes(' 0 failed') ? 0 : 1);
  expect(said.match(/^== .*/gm)).toHaveLength(7);
});

test('a stage that package.json does not have is missing, which is a failure', async () => {
  const { chaos: _missing, ...scripts } = GREEN;
  const { code, lines, said } = await runTests(withStages(scripts));
  expect(said).toContain('package.json has no script "chaos": this stage is missing.');
  expect(lines.at(-1)).toBe('13 passed, 1 failed');
  expect(code).toBe(1);
});

test('an interrupted run takes what it had started with it', async () => {
  const root = withStages({ ...GREEN, check: `echo started; exec sleep 987 # ${process.pid}` });
  const child = spawn(process.execPath, [join(root, 'scripts/test.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await expect.poll(() => said).toContain('started');

  child.kill('SIGTERM');

  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
  expect(said).toContain('Interrupted: not all stages ran.\n');
  expect(said).not.toContain('== server tests');
});
