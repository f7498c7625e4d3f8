import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout these scripts belong to. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** A reason to stop that the reader can act on: one sentence, printed without a stack. */
export class ScriptError extends Error {}

/** Ends the program with the sentence of a ScriptError; anything else is a fault of ours and keeps its stack. */
export function endWith(error) {
  process.stderr.write(`${error instanceof ScriptError ? error.message : error.stack}\n`);
  process.exit(1);
}
