import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** As root not below a TMPDIR of root's alone, where the user that the database runs as could not follow. */
export const TEMPORARY_PARENT = process.getuid?.() === 0 ? '/tmp' : tmpdir();

/** A directory for the running test, removed after it. Others may pass through it, as the database user has to. */
export function makeTemporaryDirectory(): string {
  const directory = mkdtempSync(join(TEMPORARY_PARENT, 'footbridge-case-'));
  chmodSync(directory, 0o711);
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
