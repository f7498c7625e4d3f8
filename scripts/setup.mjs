import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install.mjs';
import { findNode } from './node.mjs';
import { endWith, ROOT, ScriptError } from './root.mjs';

/**
 * Makes the checkout ready to run. Plain JavaScript for Node 20, as everything that runs before the installed Node
 * takes over. Returns that Node's path and an environment in which programs of node_modules come first.
 */
export async function setup() {
  if (Number.parseInt(process.versions.node, 10) < 20) {
    throw new ScriptError(`Node 20 or later is needed to install Footbridge; this is ${process.version}.`);
  }
  await installPackages();
  const bin = join(ROOT, 'node_modules/.bin');
  return { node: findNode(), env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` } };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await setup().then(({ node }) => process.stdout.write(`Ready, with ${node}\n`), endWith);
}
