import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type RunSize, runFaults } from './faultRun.ts';
import { runPlanted } from './plantedRuns.ts';
import { type ChaosReport, describeReport, outcomeOf } from './report.ts';
import { createWorkspace } from './workspace.ts';

const USAGE = `npm run chaos [-- --minutes 4] [--short] [--planted [NAME …]] [--seed N] [--json]

Starts the real server with a database of its own, lets the product's own clients work on it, kills and cuts what it
runs on, and checks what was promised on the recorded history.

--minutes N  how long faults are done, 4 unless said
--short      3 to 4 minutes in all, with the planted bugs: what npm test runs
--planted    only the planted bugs, which the checkers must find; those with NAME in their name
--seed N     the same order of the same faults
--json       one JSON object on standard output

Ends with 0 when every promise held, 1 when one broke or a planted bug was missed, 2 when the run proves too little.
`;

const SHORT: RunSize = {
  minutes: 1,
  people: 15,
  secondTabs: 3,
  actionsPerSecond: 150,
  acknowledgedMin: 5000,
  faultsMin: 6,
  extraMs: 60_000,
};
const FULL = { people: 18, secondTabs: 6, actionsPerSecond: 400, acknowledgedMin: 50_000, faultsMin: 10 };
const EXITS = { held: 0, broken: 1, unknown: 2 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '4' },
    short: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

async function chaos(seed: number, minutes: number): Promise<ChaosReport> {
  const workspace = createWorkspace();
  const size = values.short ? SHORT : { ...FULL, minutes, extraMs: minutes * 30_000 };
  const report: ChaosReport = { seed };
  if (!values.planted) report.faults = await runFaults(workspace, seed, size, tell);
  if (values.planted || values.short) {
    const control = values.planted && positionals.length === 0;
    report.planted = await runPlanted(workspace, seed, { control, only: positionals, tell });
  }
  if (outcomeOf(report) !== 'held') report.kept = keep(report.faults?.files ?? []);
  return report;
}

/** The workspace goes with the run; what tells why a promise did not hold stays. */
function keep(files: readonly string[]): string | undefined {
  if (files.length === 0) return undefined;
  const directory = mkdtempSync(join(tmpdir(), 'fault-run-of-footbridge-'));
  for (const file of files) copyFileSync(file, join(directory, basename(file)));
  return directory;
}

async function main(): Promise<number> {
  const [seed, minutes] = [Number(values.seed), Number(values.minutes)];
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (!Number.isInteger(seed) || !(minutes > 0)) {
    tell('The seed is a whole number and the minutes are more than 0.');
    return 1;
  }
  tell(`Seed ${seed}`);
  const report = await chaos(seed, minutes);
  const outcome = outcomeOf(report);
  process.stdout.write(`${values.json ? JSON.stringify({ outcome, ...report }) : describeReport(report)}\n`);
  return EXITS[outcome];
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
process.exit(await main());
