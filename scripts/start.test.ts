import { execFile, spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { makeCheckout } from './make-checkout.ts';

const MANIFEST = { 'package.json': '{"type":"module"}' };

function start(root: string, ...args: string[]) {
  return promisify(execFile)(process.execPath, [join(root, 'scripts/start.mjs'), ...args]);
}

test('the server gets the arguments and the checkout as its directory, and its exit code is ours', async () => {
  const main = `
    const said: string[] = [process.cwd(), ...process.argv.slice(2)];
    console.log(said.join(' '));
    process.exit(said.length);`;
  const root = makeCheckout({ ...MANIFEST, 'server/src/main.ts': main });
  await expect(start(root, '--demo', 'x y')).rejects.toMatchObject({
    code: 3,
    stdout: `${root} --demo x y\n`,
  });
});

test('a signal reaches the server once, however often the terminal and npm repeat it', async () => {
  const main = `
    const told: string[] = [];
    const hear = (signal: string) => {
      if (told.push(signal) === 2) setTimeout(() => { console.log(told.sort().join()); process.exit(0); }, 500);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, hear);
    console.log('ready');
    setTimeout(() => process.exit(9), 30_000);`;
  const root = makeCheckout({ ...MANIFEST, 'server/src/main.ts': main });
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await expect.poll(() => said).toContain('ready');

  process.kill(-(child.pid ?? 0), 'SIGINT');
  child.kill('SIGINT');
  child.kill('SIGTERM');

  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  expect(said.trim().split('\n').at(-1)).toBe('SIGINT,SIGTERM');
});

/** A stand-in for Vite that leaves a trace of each build, and fails on demand. */
const VITE = `
  import fs from 'node:fs';
  if (fs.existsSync('broken')) process.exit(1);
  fs.rmSync('web/dist', { recursive: true, force: true });
  fs.mkdirSync('web/dist');
  fs.appendFileSync('builds', 'x');`;

test('the client is built when its sources changed, and only then', async () => {
  const root = makeCheckout({
    ...MANIFEST,
    'server/src/main.ts': '',
    'web/index.html': '<p>',
    'web/src/main.tsx': '1',
    'contract/src/chat.ts': '1',
    'node_modules/vite/bin/vite.js': VITE,
    'node_modules/package.json': '{"type":"module"}',
  });
  const builds = () =>
    existsSync(join(root, 'builds')) ? readFileSync(join(root, 'builds'), 'utf8').length : 0;
  const startAndCount = async () => {
    await start(root);
    return builds();
  };

  expect(await startAndCount()).toBe(1);
  expect(await startAndCount()).toBe(1);
  for (const [index, path] of [
    'web/src/main.tsx',
    'web/src/new.css',
    'contract/src/chat.ts',
    'package-lock.json',
  ].entries()) {
    appendFileSync(join(root, path), ' ');
    expect([path, await startAndCount()]).toEqual([path, index + 2]);
  }
  writeFileSync(join(root, 'web/src/main.test.ts'), 'x');
  expect(await startAndCount()).toBe(5);

  rmSync(join(root, 'web/src/new.css'));
  writeFileSync(join(root, 'broken'), '');
  await expect(start(root)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('could not be built') as string,
  });
  rmSync(join(root, 'broken'));
  expect(await startAndCount()).toBe(6);
});
