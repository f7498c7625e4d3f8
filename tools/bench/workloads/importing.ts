import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Environment } from '../environment.ts';
import type { Figure } from '../report.ts';
import { planOf, writeSlackArchive } from '../slackArchive.ts';

const PROGRAM = fileURLToPath(new URL('../../../bin/footbridge', import.meta.url));
const DATABASE = 'bench_import';

/** W9: an archive of a Slack workspace by the command line into an empty database, until every message of it can be found. */
export async function measureImport(environment: Environment): Promise<Figure[]> {
  const messages = environment.smoke ? 100_000 : 1_000_000;
  const archive = join(environment.directory, 'slack.zip');
  const plan = planOf(messages);
  await writeSlackArchive(archive, plan);
  await environment.pool.query(`create database ${DATABASE}`);
  const url = environment.databaseUrl.replace(/\/footbridge(?=\?|$)/, `/${DATABASE}`);
  try {
    return figuresOf(await importArchive(environment, archive, url), statSync(archive).size, messages);
  } finally {
    await environment.pool.query(`drop database ${DATABASE} with (force)`);
  }
}

interface Imported {
  seconds: number;
  peakBytes: number;
  found: number;
  stored: number;
  findable: number;
}

async function importArchive(environment: Environment, archive: string, url: string): Promise<Imported> {
  const env = { DATABASE_URL: url, FOOTBRIDGE_DATA: join(environment.directory, 'import') };
  const run = async (...args: string[]) => {
    const program = environment.run(PROGRAM, [...args, '--json'], env);
    if ((await program.ended()) !== 0) throw new Error(`${args.join(' ')} failed: ${program.text}`);
    return program;
  };
  await run('admin', 'organisation', 'Northbrook Council', '--short-name', 'NC');
  const started = performance.now();
  const program = await run('import', 'slack', archive, '--organisation', 'Northbrook Council');
  const seconds = (performance.now() - started) / 1000;
  const report = JSON.parse(program.text) as { found: { messages: number } };
  return { seconds, peakBytes: program.peakBytes, found: report.found.messages, ...(await count(url)) };
}

async function count(connectionString: string): Promise<{ stored: number; findable: number }> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<{ stored: number; findable: number }>(
    'select (select count(*) from messages)::int as stored, (select count(*) from search_entries)::int as findable',
  );
  await client.end();
  return rows[0] ?? { stored: 0, findable: 0 };
}

function figuresOf(
  { seconds, peakBytes, found, stored, findable }: Imported,
  bytes: number,
  messages: number,
): Figure[] {
  const common = {
    workload: 'W9',
    floor: null,
    valid: found === messages && stored === found && findable === stored,
  };
  const rate = messages / seconds;
  const megabytes = peakBytes / 1e6;
  const note = `${messages} messages in ${Math.round(bytes / 1e6)} MB of zip, ${seconds.toFixed(1)} s, ${stored} stored, ${findable} can be found`;
  return [
    {
      ...common,
      metric: 'messages imported per second',
      value: rate,
      must: 10_000,
      aim: 30_000,
      better: 'higher',
      subject: rate,
      unit: 'per second',
      note,
    },
    {
      ...common,
      metric: 'peak resident memory of the import',
      value: megabytes,
      must: 400,
      aim: 300,
      better: 'lower',
      subject: megabytes,
      unit: 'MB',
    },
  ];
}
