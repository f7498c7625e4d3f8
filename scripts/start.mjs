import { buildClient } from './build.mjs';
import { endWith } from './root.mjs';
import { run } from './run.mjs';
import { setup } from './setup.mjs';

/** `npm start`: installs, builds and serves, each only as far as it is not done yet. Arguments go to the server. */
async function start() {
  const ready = await setup();
  await buildClient(ready);
  process.exit(await run(ready.node, ['server/src/main.ts', ...process.argv.slice(2)], ready));
}

start().catch(endWith);
