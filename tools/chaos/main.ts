import { copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type RunSize, runFaults } from './faultRun.ts';
import { createRandom } from './random.ts';
import { createWorkspace } from './workspace.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, short: { type: 'boolean' }, seed: { type: 'string' }, json: { type: 'boolean' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const size: RunSize = { minutes: Number(values.minutes ?? 1), people: 15, secondTabs: 3, actionsPerSecond: 150, acknowledgedMin: 5000, faultsMin: 6, extraMs: 40_000 };
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const workspace = createWorkspace();
const run = await runFaults(workspace, createRandom(seed), seed, size, (line) => console.log(line));
for (const verdict of run.verdicts) console.log(verdict.promise, verdict.valid, verdict.weak ?? '', JSON.stringify(verdict.counts), verdict.worst.join('\n   '));
console.log(run.weak, run.failures, run.acknowledged, run.seconds, JSON.stringify(run.actions));
copyFileSync(run.historyFile, join(tmpdir(), 'fbc/history.jsonl'));
copyFileSync(run.logFile, join(tmpdir(), 'fbc/server.log'));
process.exit();
