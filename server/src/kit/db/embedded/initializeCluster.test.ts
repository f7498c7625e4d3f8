import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTemporaryDirectory } from '../../../../test/temporaryDirectory.ts';
import { StartupError } from '../../startupError.ts';
import { findDatabaseUser } from './databaseUser.ts';
import { initializeCluster } from './initializeCluster.ts';

/** A program that ends as initdb does when it says these words. */
function failingWith(words: string) {
  const path = join(makeTemporaryDirectory(), 'initdb');
  writeFileSync(
    path,
    `#!/bin/sh\necho 'The files belonging to this system ...'\necho '${words}' >&2\nexit 1\n`,
  );
  chmodSync(path, 0o755);
  return { initdb: path, postgres: path };
}

test.for([
  [
    'initdb: error: could not write to file "/d/base/1/1255": No space left on device',
    'is full: free at least 100 MB or set FOOTBRIDGE_DATA to another disk.',
  ],
  [
    'initdb: error: could not look up effective user ID 4711: user does not exist',
    'could not be created in DIRECTORY: initdb: error: could not look up effective user ID 4711',
  ],
])('%s', async ([words, sentence]) => {
  const directory = join(makeTemporaryDirectory(), 'postgres');
  const user = findDatabaseUser(directory);

  const made = initializeCluster(directory, failingWith(words ?? ''), user, { durable: true });

  await expect(made).rejects.toThrow(StartupError);
  await expect(made).rejects.toThrow(sentence?.replace('DIRECTORY', directory));
  expect([existsSync(directory), existsSync(`${directory}.new`)]).toEqual([false, false]);
});
