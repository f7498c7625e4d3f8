import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './alone.mjs';
import { ROOT, ScriptError } from './root.mjs';
import { run } from './run.mjs';

const STAMP = join(ROOT, 'web/dist/.stamp');
const SOURCES = ['web', 'contract/src', 'package-lock.json'];
const NOT_BUILT = /(^|\/)(dist|node_modules)(\/|$)|\.test\.tsx?$/;

/** Builds the client when its sources are not those it was last built from. The stamp is written last. */
export async function buildClient({ node, env }) {
  if (!existsSync(join(ROOT, 'web/index.html'))) return;
  if (isBuilt(hashSources())) return;
  await alone('build', async () => {
    const hash = hashSources();
    if (isBuilt(hash)) return;
    process.stdout.write('Building the client ...\n');
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
    // The native loader runs the configuration as it is; the others would first write a copy into node_modules.
    const args = [vite, 'build', 'web', '--configLoader', 'native', '--logLevel', 'warn'];
    if ((await run(node, args, { env })) !== 0) {
      throw new ScriptError('The client could not be built; what Vite said stands above.');
    }
    writeFileSync(STAMP, hash);
  });
}

function isBuilt(hash) {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash;
}

function hashSources() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(listFiles)) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(ROOT, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function listFiles(path) {
  if (NOT_BUILT.test(path)) return [];
  if (path.endsWith('.json') && existsSync(join(ROOT, path))) return [path];
  const entries = readdirSync(join(ROOT, path), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  return entries.flatMap((entry) => {
    const below = `${path}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(below);
    return entry.isFile() && !NOT_BUILT.test(below) ? [below] : [];
  });
}
