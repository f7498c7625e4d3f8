import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { Refusal } from '../http/problem.ts';
import { StartupError } from '../startupError.ts';
import { type Command, type CommandGroup, CommandError, type Outcome } from './command.ts';

/** Commands by their names, loaded when they are called. */
export type Commands = Record<string, () => Promise<Command | CommandGroup>>;

interface Found {
  name: string;
  command: Command;
  args: string[];
}

/** Everything a terminal would take as an order to itself, but line breaks: names of people come from outside. */
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
const print = (stream: Writable, text: string) =>
  new Promise<void>((resolve) => void stream.write(`${text.replaceAll(CONTROLS, ' ')}\n`, () => resolve()));

/** Where a command line speaks. */
export interface Speech {
  stdout: Writable;
  stderr: Writable;
}

/**
 * Runs a command line and says what came of it: text on standard output, or one JSON object with `--json`. A failure is one sentence on
 * standard error (with `--json` an object with `error` on standard output).
 * @returns the exit code
 */
export async function runCommandLine(
  program: string,
  commands: Commands,
  argv: string[],
  { stdout, stderr }: Speech = process,
): Promise<number> {
  const json = argv.includes('--json');
  try {
    const found = await find(program, commands, argv);
    if (typeof found === 'string') {
      await print(stdout, found);
      return 0;
    }
    const outcome = await run(program, found);
    if (outcome !== undefined) await print(stdout, json ? JSON.stringify(outcome.json) : outcome.text);
    return outcome?.ok === false ? 1 : 0;
  } catch (error) {
    const sentence = sentenceOf(error);
    await (json ? print(stdout, JSON.stringify({ error: sentence })) : print(stderr, sentence));
    return 1;
  }
}

/** The command that was asked for, or the help that was. */
async function find(program: string, commands: Commands, argv: string[]): Promise<Found | string> {
  const [verb = '--help', ...rest] = argv;
  if (verb === '--help' || verb === 'help') return overview(program, commands);
  const load = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  if (load === undefined) {
    throw new CommandError(`There is no command ${verb}; ${program} --help lists what there is.`);
  }
  const loaded = await load();
  if (!('commands' in loaded)) return { name: verb, command: loaded, args: rest };
  const [part = '--help', ...args] = rest;
  if (part === '--help') return list(`${program} ${verb}`, loaded.commands);
  const command = Object.hasOwn(loaded.commands, part) ? loaded.commands[part] : undefined;
  if (command === undefined) {
    throw new CommandError(
      `There is no command ${verb} ${part}; ${program} ${verb} --help lists what there is.`,
    );
  }
  return { name: `${verb} ${part}`, command, args };
}

async function run(program: string, { name, command, args }: Found): Promise<Outcome | undefined> {
  const options = { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
  if (values.help === true) {
    return { text: helpOf(program, name, command), json: { help: helpOf(program, name, command) } };
  }
  const [least, most] = command.words;
  if (positionals.length < least || positionals.length > most) {
    throw new CommandError(`Call it as: ${usageOf(program, name, command)}`);
  }
  return command.run({ words: positionals, options: values });
}

const usageOf = (program: string, name: string, { usage }: Command) => `${program} ${name} ${usage}`.trim();

function helpOf(program: string, name: string, command: Command): string {
  const details = command.details === undefined ? '' : `\n${command.details}\n`;
  return `${usageOf(program, name, command)}\n\n${command.summary}\n${details}\n--json prints one JSON object instead.`;
}

async function overview(program: string, commands: Commands): Promise<string> {
  const entries = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => [name, await load()] as const),
  );
  return list(program, Object.fromEntries(entries));
}

function list(program: string, commands: Record<string, { summary: string }>): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(14)}${summary}`);
  return `${program} COMMAND\n\n${lines.join('\n')}\n\n${program} COMMAND --help tells more. FOOTBRIDGE_DATA or DATABASE_URL say which server is meant.`;
}

/** What is said of an error: our own sentences as they are, the rest with what is known. */
export function sentenceOf(error: unknown): string {
  if (error instanceof StartupError || error instanceof CommandError || error instanceof Refusal) {
    return error.message;
  }
  const { code, message } = error as { code?: string; message?: string };
  if (code?.startsWith('ERR_PARSE_ARGS')) {
    return `${message?.split('. ')[0] ?? 'The options could not be read'}; --help tells which there are.`;
  }
  return `Something unexpected went wrong: ${(message ?? String(error)).split('\n')[0]}`;
}
