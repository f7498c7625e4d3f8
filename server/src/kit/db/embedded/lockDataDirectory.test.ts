import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { makeTemporaryDirectory } from '../../../../test/temporaryDirectory.ts';
import { lockDataDirectory } from './lockDataDirectory.ts';
import { processIdentity } from './processIdentity.ts';

const MODULE = join(import.meta.dirname, 'lockDataDirectory.ts');

test('a data directory in use is refused with the process that uses it, and free again after release', async () => {
  const directory = makeTemporaryDirectory();
  const lock = await lockDataDirectory(directory);

  await expect(lockDataDirectory(directory)).rejects.toThrow(
    `${directory} is in use by a running Footbridge (process ${process.pid})`,
  );

  await lock.release();
  const again = await lockDataDirectory(directory);
  await again.release();
  expect(readdirSync(directory)).toEqual([]);
});

test('the lock of a dead process, also one whose pid lives again in another, is taken over', async () => {
  const directory = makeTemporaryDirectory();
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', 'echo $$']);
  const dead = Number(stdout);
  for (const content of [`${dead}\nboot/1\n`, `${process.pid}\nboot/1\n`, 'rubbish', '']) {
    writeFileSync(join(directory, 'footbridge.lock'), content);
    const lock = await lockDataDirectory(directory);
    await lock.release();
  }
});

test('of many that find a dead lock at the same moment exactly one gets it', async () => {
  const directory = makeTemporaryDirectory();
  writeFileSync(join(directory, 'footbridge.lock'), '1\nboot/1\n');
  // Each says when it is up, tries when it is told to, and lives on until its input ends.
  const contender = `
    const { lockDataDirectory } = await import(${JSON.stringify(MODULE)});
    process.stdout.write('up ');
    process.stdin.once('data', async () => {
      const won = await lockDataDirectory(${JSON.stringify(directory)}).then(() => true, () => false);
      process.stdout.write(won ? 'won' : 'refused');
    });`;
  const contenders = Array.from({ length: 8 }, () =>
    execFile(process.execPath, ['--input-type=module', '-e', contender]),
  );
  const said = contenders.map(() => '');
  for (const [index, { stdout }] of contenders.entries()) {
    stdout?.on('data', (text: string) => (said[index] += text));
  }

  await expect.poll(() => said.filter((words) => words === 'up ')).toHaveLength(8);
  for (const { stdin } of contenders) stdin?.write('go');
  await expect.poll(() => said.filter((words) => words !== 'up ')).toHaveLength(8);
  for (const { stdin } of contenders) stdin?.end();

  expect(said.filter((words) => words === 'up won')).toHaveLength(1);
  expect(said.filter((words) => words === 'up refused')).toHaveLength(7);
});

test('a zombie counts as dead although signals to it succeed', async () => {
  // The child is never waited for: its parent has become a program that does not know of it.
  const parent = execFile('/bin/sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 20']);
  try {
    const pid = await new Promise<number>((resolve) =>
      parent.stdout?.once('data', (line) => resolve(Number(line))),
    );
    await expect.poll(() => processIdentity(pid)).toBeUndefined();
    expect(process.kill(pid, 0)).toBe(true);
  } finally {
    parent.kill();
  }
});
