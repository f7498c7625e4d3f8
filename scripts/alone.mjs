import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { ROOT } from './root.mjs';

/**
 * Does this work while no other process of this checkout does it: two installations or builds at once would undo
 * each other. The name is held in the kernel, which frees it when its holder ends, however it ends.
 */
export async function alone(what, work) {
  // A socket's name holds 107 bytes, a path may be longer.
  const name = `\0footbridge-${what}-${createHash('sha256').update(ROOT).digest('hex')}`;
  let holder = process.platform === 'linux' ? await hold(name) : undefined;
  if (holder === null) process.stdout.write(`Waiting for another ${what} in this checkout ...\n`);
  while (holder === null) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    holder = await hold(name);
  }
  try {
    return await work();
  } finally {
    holder?.close();
  }
}

async function hold(name) {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen(name, () => resolve(server));
  });
}
