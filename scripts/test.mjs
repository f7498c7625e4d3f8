import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildClient } from './build.mjs';
import { chromiumPath } from './chromium.mjs';
import { closingLine, countStage, sum } from './counts.mjs';
import { endWith, ROOT } from './root.mjs';
import { run } from './run.mjs';
import { setup } from './setup.mjs';

const STAGES = [
  { name: 'check', script: 'check' },
  { name: 'server tests', script: 'test:server', report: 'vitest' },
  { name: 'web tests', script: 'test:web', report: 'vitest' },
  { name: 'script tests', script: 'test:scripts', report: 'vitest' },
  { name: 'browser tests', script: 'test:e2e', report: 'playwright' },
  { name: 'fault run', script: 'chaos', args: ['--short'] },
];

/** `npm test`: makes the checkout ready, then runs every stage whatever the earlier ones said. */
async function test() {
  const ready = await setup();
  const reports = mkdtempSync(join(tmpdir(), 'footbridge-reports-'));
  const outcomes = [];
  let interrupted = 0;
  const onSignal = () => (interrupted = 1);

  const prepared = await timed('preparation', () => prepare(ready));
  outcomes.push(prepared);
  for (const stage of STAGES) {
    if (!interrupted) outcomes.push(await timed(stage.name, () => runStage(stage, ready, reports, onSignal)));
  }
  rmSync(reports, { recursive: true, force: true });
  conclude(outcomes, interrupted);
}

/** What the stages need; without it those that do need it fail and say so, the others still run. */
async function prepare(ready) {
  try {
    await buildClient(ready);
    ready.env.FOOTBRIDGE_CHROMIUM = await chromiumPath();
    return countStage(0);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return countStage(1);
  }
}

async function runStage({ script, args = [], report }, { env }, reports, onSignal) {
  const command = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts?.[script];
  if (command === undefined) {
    process.stderr.write(`package.json has no script "${script}": this stage is missing.\n`);
    return countStage(1);
  }
  const path = join(reports, `${script.replace(':', '-')}.json`);
  const words = [command, ...args, ...reporters(report, path)].join(' ');
  const code = await run(words, [], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: path },
    shell: true,
    onSignal,
  });
  return countStage(code, report, path);
}

function reporters(report, path) {
  if (report === 'vitest') return ['--reporter=default', '--reporter=json', `--outputFile.json="${path}"`];
  return report === 'playwright' ? ['--reporter=list,json'] : [];
}

async function timed(name, work) {
  process.stdout.write(`\n== ${name}\n`);
  const startedAt = Date.now();
  const counts = await work();
  return { ...counts, name, seconds: (Date.now() - startedAt) / 1_000 };
}

function conclude(outcomes, interrupted) {
  process.stdout.write('\n');
  for (const outcome of outcomes) {
    const verdict = outcome.failed ? 'FAILED' : 'ok';
    const tests = outcome.passed + outcome.failed + outcome.skipped > 0 ? closingLine(outcome) : '';
    process.stdout.write(
      `${outcome.name.padEnd(14)} ${verdict.padEnd(6)} ${outcome.seconds.toFixed(1).padStart(6)} s  ${tests}\n`,
    );
  }
  const total = sum(outcomes);
  process.stdout.write(`${interrupted ? 'Interrupted: not all stages ran.\n' : ''}${closingLine(total)}\n`);
  process.exit(total.failed > 0 || interrupted ? 1 : 0);
}

test().catch(endWith);
