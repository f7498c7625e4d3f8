import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// A start takes a third less when what it loads is compiled already; kept where only whoever installed the program writes.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compiled/', import.meta.url)));
const { runCommandLine } = await import('./kit/command/run.ts');

/** `npm start` is the command `serve`, with its arguments. */
const load = async () => (await import('./commands/serve.ts')).serveCommand;

// A failed start leaves connections and timers behind that would keep the process for seconds.
process.exit(await runCommandLine('npm start --', { serve: load }, ['serve', ...process.argv.slice(2)]));
