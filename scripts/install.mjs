import { spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { alone } from './alone.mjs';
import { ROOT, ScriptError } from './root.mjs';

/** Installs the packages when they are not exactly those of the lock file. */
export async function installPackages() {
  if (isInstalled()) return;
  await alone('install', async () => {
    if (isInstalled()) return;
    requireWritable();
    process.stdout.write('Installing packages (once, about 700 MB) ...\n');
    await runNpm(['ci', '--include=dev', ...QUIET, ...PATIENCE]);
  });
}

const QUIET = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/** npm would try for minutes before it says that there is no network. */
const PATIENCE = [
  '--prefer-offline',
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];

/**
 * Compares the lock file with the one that npm leaves in node_modules as its last act, so an interrupted
 * installation counts as none, one made by hand counts, and nothing of ours has to be written there. Optional
 * packages may be missing: those of other platforms always are.
 */
function isInstalled() {
  const wanted = readLock('package-lock.json') ?? {};
  const present = readLock('node_modules/.package-lock.json');
  if (present === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    const found = present[path];
    if (path === '' || (!found && entry.optional)) return true;
    return found !== undefined && found.version === entry.version && found.integrity === entry.integrity;
  });
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function requireWritable() {
  try {
    accessSync(ROOT, constants.W_OK);
  } catch {
    throw new ScriptError(
      `The packages are not installed and ${ROOT} is not writable: run "npm ci" there as its owner.`,
    );
  }
}

async function runNpm(args) {
  // Under "npm start" this names the very npm that runs us; another package manager would not know the lock file.
  const own = process.env.npm_execpath;
  const command = own && basename(own) === 'npm-cli.js' ? [process.execPath, own] : ['npm'];
  const { code, output } = await new Promise((resolve) => {
    const child = spawn(command[0], [...command.slice(1), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    let output = '';
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (status) => resolve({ code: status ?? 1, output }));
  });
  if (code === 0) return;
  // Of a lock file that does not fit npm says little in three lines and then explains itself for sixty.
  process.stderr.write(output.split(/^npm error Clean install a project$/m)[0]);
  throw new ScriptError(explain(output));
}

function explain(output) {
  if (/ENOENT/.test(output) && /spawn npm/.test(output)) {
    return 'The packages are not installed and there is no npm on the PATH: install Node with npm, then start again.';
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ERR_SOCKET_TIMEOUT|network/.test(output)) {
    return 'The packages could not be fetched, as the npm registry is out of reach: connect to the network (or set "npm config set registry" to one within reach) and start again.';
  }
  if (/EUSAGE/.test(output)) {
    return 'package-lock.json does not fit the package.json files: run "npm install" and start again.';
  }
  if (/ENOSPC/.test(output)) return `The disk of ${ROOT} is full: free about 1 GB and start again.`;
  return 'The packages could not be installed; what npm said stands above.';
}
