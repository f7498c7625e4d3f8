import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Environment } from './environment.ts';
import { type Figure, isMet, jsonLine, machineFacts, page, table } from './report.ts';
import { measureDelivery } from './workloads/delivery.ts';
import { measureFanOut } from './workloads/fanOut.ts';
import { measureIdle } from './workloads/idle.ts';
import { measureImport } from './workloads/importing.ts';
import { measurePages } from './workloads/pages.ts';
import { measurePosts } from './workloads/posts.ts';
import { measureSearch } from './workloads/searching.ts';
import { measureStart } from './workloads/starting.ts';
import { measureStorm } from './workloads/storm.ts';

/** The workloads in the order they run. Each gives its figures with the floor of the same run. */
const WORKLOADS: Record<string, (environment: Environment) => Promise<Figure[]>> = {
  W1b: measureDelivery,
  W2: measurePosts,
  W3: measureFanOut,
  W4: measureIdle,
  W5: measureStorm,
  W6: measurePages,
  W7: measureSearch,
  W8i: measureStart,
  W9: measureImport,
};
const USAGE = `npm run bench [-- ${Object.keys(WORKLOADS).join(' ')}] [--smoke] [--json] [--write]

--smoke   a tenth of the size, in some minutes
--json    one line for each figure instead of a table
--write   also writes the table to docs/benchmarks.md
`;
let brokenOff = false;
const PAGE = new URL('../../docs/benchmarks.md', import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    smoke: { type: 'boolean' },
    json: { type: 'boolean' },
    write: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
const unknown = positionals.filter((name) => !(name in WORKLOADS));
if (values.help === true || unknown.length > 0) {
  process.stdout.write(USAGE);
  process.exit(unknown.length > 0 ? 1 : 0);
}

const environment = new Environment(values.smoke === true);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void breakOff());

const figures: Figure[] = [];
try {
  await environment.startDatabase();
  for (const name of Object.keys(WORKLOADS)) {
    if (positionals.length === 0 || positionals.includes(name)) figures.push(...(await measure(name)));
  }
} catch (error) {
  // What fails because everything was ended on purpose is no news.
  if (brokenOff) await new Promise(() => undefined);
  throw error;
} finally {
  await environment.close();
}
const facts = `${machineFacts()}${values.smoke === true ? ', a tenth of the size' : ''}`;
if (values.json !== true) process.stdout.write(`${facts}\n\n${table(figures)}\n`);
if (values.write === true) {
  mkdirSync(new URL('.', PAGE), { recursive: true });
  writeFileSync(PAGE, page(facts, figures));
}
process.exit(figures.every(isMet) ? 0 : 1);

async function breakOff(): Promise<void> {
  brokenOff = true;
  process.stderr.write('Breaking off …\n');
  await environment.close();
  process.exit(130);
}

/** One workload. A minute in which the machine was too restless to say anything is tried a second time. */
async function measure(name: string): Promise<Figure[]> {
  const run = WORKLOADS[name] as (typeof WORKLOADS)[string];
  const started = performance.now();
  let found = await run(environment);
  if (found.some((figure) => !figure.valid)) {
    tell(name, found);
    found = await run(environment);
  }
  process.stderr.write(`${name} took ${Math.round((performance.now() - started) / 1000)} s\n`);
  tell(name, found);
  if (values.json === true) for (const figure of found) process.stdout.write(`${jsonLine(figure)}\n`);
  return found;
}

function tell(name: string, found: Figure[]): void {
  for (const { note, valid } of found) {
    if (note !== undefined) process.stderr.write(`${name}${valid ? '' : ' (void)'}: ${note}\n`);
  }
}
