import type { ParseArgsOptionsConfig } from 'node:util';

/** What a command was given, already parsed by its own options. */
export interface CommandInput {
  /** What stands on the line without a name, in order. */
  words: string[];
  options: Record<string, string | boolean | undefined>;
}

/** What came of it: for people a text, for programs (`--json`) one object. */
export interface Outcome {
  text: string;
  json: object;
  /** False when the command ran and found something wrong: it then ends with 1. */
  ok?: boolean;
}

export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** What stands after the name, as in `EMAIL --name NAME`. */
  usage: string;
  /** Further lines of its help. */
  details?: string;
  options?: ParseArgsOptionsConfig;
  /** How many words it takes at least and at most. */
  words: readonly [least: number, most: number];
  run(input: CommandInput): Promise<Outcome | undefined>;
}

export interface CommandGroup {
  summary: string;
  commands: Record<string, Command>;
}

/** The command was not given as it should be: one sentence, ends with 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** An option that must be there. */
export function required(input: CommandInput, name: string): string {
  const value = input.options[name];
  if (typeof value !== 'string' || value.trim() === '') {
    throw new CommandError(`Give --${name} with a value.`);
  }
  return value.trim();
}

/** An option that may be left out. */
export function optional(input: CommandInput, name: string): string | undefined {
  const value = input.options[name];
  return typeof value === 'string' ? value.trim() : undefined;
}

/** An option whose value is one of a few. */
export function oneOf<Value extends string>(
  input: CommandInput,
  name: string,
  values: readonly Value[],
  otherwise: Value,
): Value {
  const value = optional(input, name) ?? otherwise;
  const found = values.find((one) => one === value);
  if (found === undefined) throw new CommandError(`--${name} is ${value}; give one of ${values.join(', ')}.`);
  return found;
}
