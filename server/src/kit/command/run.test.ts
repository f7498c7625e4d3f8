import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { StartupError } from '../startupError.ts';
import { type Command, CommandError, oneOf, required } from './command.ts';
import { type Commands, runCommandLine } from './run.ts';

const greet: Command = {
  summary: 'Say hello',
  usage: 'NAME --tone TONE',
  details: 'The tone is warm or cool.',
  words: [1, 1],
  options: { tone: { type: 'string' } },
  run: async (input) => {
    const tone = oneOf(input, 'tone', ['warm', 'cool'], 'warm');
    if (input.words[0] === 'nobody') return { text: 'Nobody is there.', json: { there: false }, ok: false };
    if (input.words[0] === 'thunder') throw new Error('it struck\nsomewhere');
    return { text: `Hello ${input.words[0]}, ${tone}`, json: { hello: input.words[0], tone } };
  },
};
const stop: Command = {
  summary: 'Stop',
  usage: '--at TIME',
  words: [0, 0],
  options: { at: { type: 'string' } },
  run: async (input) => {
    throw new StartupError(`Too late for ${required(input, 'at')}.`);
  },
};
const COMMANDS: Commands = {
  greet: async () => greet,
  clock: async () => ({ summary: 'The clock', commands: { stop } }),
};

async function run(...argv: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await runCommandLine('bridge', COMMANDS, argv, { stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, stdout: await text(stdout), stderr: await text(stderr) };
}

test('a command says what came of it, or the same as one object', async () => {
  expect(await run('greet', 'Ana', '--tone', 'cool')).toEqual({
    code: 0,
    stdout: 'Hello Ana, cool\n',
    stderr: '',
  });
  expect(await run('greet', 'Ana', '--json')).toEqual({
    code: 0,
    stdout: '{"hello":"Ana","tone":"warm"}\n',
    stderr: '',
  });
});

test('a command that finds something wrong says so and ends with 1', async () => {
  expect(await run('greet', 'nobody')).toEqual({ code: 1, stdout: 'Nobody is there.\n', stderr: '' });
});

test.each([
  [[], 'bridge COMMAND'],
  [['--help'], '  greet         Say hello'],
  [['help'], '  clock         The clock'],
  [['clock'], '  stop          Stop'],
  [['clock', '--help'], 'bridge clock COMMAND'],
  [['greet', '--help'], 'bridge greet NAME --tone TONE\n\nSay hello\n\nThe tone is warm or cool.'],
  [['clock', 'stop', '--help'], 'bridge clock stop --at TIME'],
])('%j is help', async (argv, says) => {
  const { code, stdout } = await run(...argv);
  expect(code).toBe(0);
  expect(stdout).toContain(says);
});

test.each([
  [['sing'], 'There is no command sing; bridge --help lists what there is.'],
  [['toString'], 'There is no command toString; bridge --help lists what there is.'],
  [['clock', 'sing'], 'There is no command clock sing; bridge clock --help lists what there is.'],
  [['greet'], 'Call it as: bridge greet NAME --tone TONE'],
  [['greet', 'Ana', 'Bea'], 'Call it as: bridge greet NAME --tone TONE'],
  [['greet', 'Ana', '--tune', 'x'], "Unknown option '--tune'; --help tells which there are."],
  [['greet', 'Ana', '--tone', 'hot'], '--tone is hot; give one of warm, cool.'],
  [['clock', 'stop'], 'Give --at with a value.'],
  [['clock', 'stop', '--at', 'noon'], 'Too late for noon.'],
  [['greet', 'thunder'], 'Something unexpected went wrong: it struck'],
])('%j ends with 1 and one sentence, also as an object', async (argv, sentence) => {
  expect(await run(...argv)).toEqual({ code: 1, stdout: '', stderr: `${sentence}\n` });
  expect(await run(...argv, '--json')).toEqual({
    code: 1,
    stdout: `${JSON.stringify({ error: sentence })}\n`,
    stderr: '',
  });
});

test('what would be an order to the terminal is printed as blanks', async () => {
  expect((await run('greet', '\u001b]0;owned\u0007Ana')).stdout).toBe('Hello  ]0;owned Ana, warm\n');
  expect(() => required({ words: [], options: {} }, 'at')).toThrow(CommandError);
});
