import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Commands } from './kit/command/run.ts';

// Compiling what is loaded takes longer than most commands: it is kept where only whoever installed the program writes.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compiled/', import.meta.url)));
const { runCommandLine } = await import('./kit/command/run.ts');

const COMMANDS: Commands = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  import: async () => (await import('./commands/import.ts')).importCommands,
  admin: async () => (await import('./commands/admin.ts')).adminCommands,
  token: async () => (await import('./commands/token.ts')).tokenCommands,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
};

// A failed start leaves connections and timers behind that would keep the process for seconds.
process.exit(await runCommandLine('footbridge', COMMANDS, process.argv.slice(2)));
