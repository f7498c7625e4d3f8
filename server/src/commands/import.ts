import { basename, resolve } from 'node:path';
import type { ImportCounts, ImportReport } from '@footbridge/contract/imports.ts';
import { importFile } from '../features/imports/changes.ts';
import { RefusedArchive } from '../features/imports/slack/changes.ts';
import { type Command, CommandError, type CommandGroup, required } from '../kit/command/command.ts';
import { table } from '../kit/command/table.ts';
import { findOrganisationNamed } from './admin/organisation.ts';
import { onServer } from './target.ts';

const slack: Command = {
  summary: 'Bring in the export of a Slack workspace',
  usage: 'FILE.zip --organisation NAME [--dry-run]',
  details: `People become profiles that they can claim later, channels become spaces. Nobody is mailed.
Importing the same file twice changes nothing; a later export adds what is new.
--dry-run only says what would come in, and writes nothing.`,
  words: [1, 1],
  options: { organisation: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  run: async (input) => {
    const [file = ''] = input.words;
    const name = required(input, 'organisation');
    const dryRun = input.options['dry-run'] === true;
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    process.once('SIGINT', stop).once('SIGTERM', stop);
    try {
      const report = await importArchive(resolve(file), name, dryRun, stopping.signal);
      return { text: describe(report, dryRun), json: { dryRun, ...report } };
    } catch (error) {
      throw sentenceOf(error, file, stopping.signal.aborted);
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop);
    }
  },
};

function importArchive(
  path: string,
  organisation: string,
  dryRun: boolean,
  signal: AbortSignal,
): Promise<ImportReport> {
  return onServer(async (context) => {
    const { id: organisationId } = await findOrganisationNamed(context.db, organisation);
    const asked = { path, fileName: basename(path), organisationId, startedBy: null, dryRun };
    return importFile({ context, pool: context.pool, log: context.log, signal }, asked, showProgress());
  });
}

/** On a terminal only: whoever reads the output by program wants one object and nothing else. */
function showProgress(): (share: number) => void {
  let shown = -1;
  return (share) => {
    const percent = Math.floor(Math.min(1, share) * 100);
    if (!process.stderr.isTTY || percent === shown) return;
    shown = percent;
    process.stderr.write(`\r${percent} %${percent === 100 ? '\n' : ''}`);
  };
}

function sentenceOf(error: unknown, file: string, stopped: boolean): unknown {
  if (stopped) {
    return new CommandError(
      'The import was broken off. What came in until then stays. Run it again: it goes on from there.',
    );
  }
  if (error instanceof RefusedArchive) return new CommandError(error.message);
  const { code } = error as { code?: string };
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') {
    return new CommandError(`${file} cannot be read as a file; nothing was brought in.`);
  }
  return error;
}

const COUNTED: [keyof ImportCounts, string][] = [
  ['people', 'people'],
  ['bots', 'programs'],
  ['unlisted', 'not listed, known from messages'],
  ['spaces', 'spaces'],
  ['messages', 'messages'],
  ['replies', 'of these, replies'],
  ['threads', 'messages with replies'],
  ['edits', 'edited messages'],
  ['reactions', 'reactions'],
  ['files', 'files'],
  ['oldFiles', 'files of before 2017'],
  ['joins', 'joins'],
  ['leaves', 'leaves'],
];

/** The report for people. Remarks about many files are put together by what they say. */
function describe({ found, added, messagesReported, remarks }: ImportReport, dryRun: boolean): string {
  const counts = COUNTED.map(([key, words]) => [words, String(found[key]), String(added[key])]);
  const sums = new Map<string, { count: number; files: Set<string> }>();
  for (const { file, what, reason, count } of remarks) {
    const sum = sums.get(`${what}: ${reason}`) ?? { count: 0, files: new Set<string>() };
    sum.count += count;
    sum.files.add(file);
    sums.set(`${what}: ${reason}`, sum);
  }
  const lines = [...sums].map(
    ([says, { count, files }]) =>
      `${count} x ${says} (${files.size === 1 ? [...files].join('') : `${files.size} files`})`,
  );
  const nothing = Object.values(added).every((count) => count === 0);
  return [
    table([['', 'IN THE FILE', dryRun ? 'WOULD COME IN' : 'BROUGHT IN'], ...counts]),
    `Messages that became no message here: ${messagesReported}.`,
    ...(lines.length === 0 ? [] : ['', ...lines]),
    ...(nothing ? ['', 'Everything was here before: nothing was added.'] : []),
  ].join('\n');
}

export const importCommands: CommandGroup = {
  summary: 'Bring in what was said elsewhere',
  commands: { slack },
};
