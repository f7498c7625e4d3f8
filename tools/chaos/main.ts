import { parseArgs } from 'node:util';
import { type RunSize, runFaults } from './faultRun.ts';
import { runPlanted } from './plantedRuns.ts';
import { createRandom } from './random.ts';
import { type ChaosReport, describeReport, outcomeOf } from './report.ts';
import { createWorkspace } from './workspace.ts';

const USAGE = `npm run chaos [-- --minutes 4] [--short] [--planted] [--seed N] [--json]

Starts the real server with a database of its own, lets clients work on it, kills and cuts what it runs on, and checks what was promised
on the recorded history. --short: some minutes in all, with the planted bugs. --planted: only the planted bugs, which the checkers must find.
Ends with 0 when every promise held, 1 when one broke or a planted bug was missed, 2 when the run proves too little.
`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    short: { type: 'boolean' },
    planted: { type: 'boolean' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (values.help === true) {
  process.stdout.write(USAGE);
  process.exit(0);
}
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const minutes = values.short === true ? 1 : Number(values.minutes ?? 4);
if (!Number.isInteger(seed) || !(minutes > 0)) {
  process.stderr.write('The seed is a whole number and the minutes are more than 0.\n');
  process.exit(1);
}
const long = minutes >= 20;
const size: RunSize = {
  minutes,
  people: 15,
  secondTabs: 3,
  actionsPerSecond: 150,
  acknowledgedMin: long ? 50_000 : 5000,
  faultsMin: long ? 10 : 6,
  extraMs: 60_000,
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const tell = (line: string) => void process.stderr.write(`${line}\n`);
tell(`Seed ${seed}`);
const workspace = createWorkspace();
const report: ChaosReport = { seed };
if (values.planted !== true) report.faults = await runFaults(workspace, createRandom(seed), seed, size, tell);
if (values.planted === true || values.short === true)
  report.planted = await runPlanted(workspace, createRandom(seed), seed, { control: true, only: [], tell });
process.stdout.write(
  `${values.json === true ? JSON.stringify({ outcome: outcomeOf(report), ...report }) : describeReport(report)}\n`,
);
process.exit({ held: 0, broken: 1, unknown: 2 }[outcomeOf(report)]);
