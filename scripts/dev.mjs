import { endWith } from './root.mjs';
import { run } from './run.mjs';
import { setup } from './setup.mjs';

/** `npm run dev`: the server restarts when its files change, Vite reloads the client. Ends when either ends. */
async function dev() {
  const ready = await setup();
  const server = run(
    ready.node,
    ['--watch-preserve-output', '--watch', 'server/src/main.ts', ...process.argv.slice(2)],
    ready,
  );
  const client = run(ready.node, ['node_modules/vite/bin/vite.js', 'web', '--configLoader', 'native'], ready);
  process.exitCode = await Promise.race([server, client]);
  process.kill(process.pid, 'SIGTERM');
  await Promise.all([server, client]);
}

dev().catch(endWith);
