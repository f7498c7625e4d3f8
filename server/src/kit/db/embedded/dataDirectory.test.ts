import { chmodSync, mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTemporaryDirectory } from '../../../../test/temporaryDirectory.ts';
import { StartupError } from '../../startupError.ts';
import { defaultDataDirectory, prepareDataDirectory } from './dataDirectory.ts';
import { findDatabaseUser } from './databaseUser.ts';

const ROOT = process.getuid?.() === 0;

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

test('the database never runs as root', () => {
  const user = findDatabaseUser('/nowhere');
  if (ROOT) expect(user.switchTo?.uid).toBeGreaterThan(0);
  else expect(user).toEqual({ name: userInfo().username });
});

test('data lives in the checkout, unless the database user cannot follow root there', () => {
  const open = makeTemporaryDirectory();
  const closed = makeTemporaryDirectory();
  chmodSync(closed, 0o700);

  expect(defaultDataDirectory(open)).toBe(join(open, 'data'));
  expect(defaultDataDirectory(closed)).toBe(ROOT ? '/var/lib/footbridge' : join(closed, 'data'));
});

test('a data directory in a closed one is refused, naming the closed one and the remedy, where it matters', async () => {
  const closed = realpathSync(makeTemporaryDirectory());
  chmodSync(closed, 0o700);
  const user = findDatabaseUser('/nowhere');

  const prepared = prepareDataDirectory(join(closed, 'deep/data'), user);

  if (ROOT) await expect(prepared).rejects.toThrow(`who cannot enter ${closed}: run "chmod o+x ${closed}"`);
  else expect(await prepared).toBe(join(closed, 'deep/data'));
});

test('a new data directory is closed to all but those who must pass, whatever the umask', async () => {
  const directory = makeTemporaryDirectory();
  const before = process.umask(0o077);
  try {
    await prepareDataDirectory(join(directory, 'some/data'), findDatabaseUser('/nowhere'));
  } finally {
    process.umask(before);
  }
  expect(modeOf(join(directory, 'some/data'))).toBe(ROOT ? 0o711 : 0o700);
  expect(modeOf(join(directory, 'some'))).toBe(0o755);
});

test('an existing data directory keeps its mode', async () => {
  const directory = makeTemporaryDirectory();
  mkdirSync(join(directory, 'data'));
  chmodSync(join(directory, 'data'), 0o751);
  await prepareDataDirectory(join(directory, 'data'));
  expect(modeOf(join(directory, 'data'))).toBe(0o751);
});

test('a data directory that cannot be written is refused in one sentence', async () => {
  const directory = makeTemporaryDirectory();
  writeFileSync(join(directory, 'file'), '');
  chmodSync(directory, 0o511);

  const belowFile = prepareDataDirectory(join(directory, 'file/data'));
  await expect(belowFile).rejects.toThrow(StartupError);
  await expect(belowFile).rejects.toThrow(/file\/data is not writable \(ENOTDIR\): change its owner or set/);
  // Root may write anywhere, so the second half can only be seen by others.
  if (!ROOT) await expect(prepareDataDirectory(directory)).rejects.toThrow('is not writable (EACCES)');
  chmodSync(directory, 0o711);
});
