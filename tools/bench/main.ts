import { parseArgs } from 'node:util';
import { withEnvironment, type Environment } from './environment.ts';
import { type Figure, judged, machineFacts, table } from './report.ts';
import { measurePages } from './workloads/pages.ts';
import { measurePosts } from './workloads/posts.ts';

/** The workloads in the order they run. Each gives its figures with the floor of the same run. */
const WORKLOADS: Record<string, (environment: Environment) => Promise<Figure[]>> = {
  W2: measurePosts,
  W6: measurePages,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { smoke: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !(name in WORKLOADS));
if (values.help === true || unknown.length > 0) {
  process.stdout.write(`npm run bench [-- ${Object.keys(WORKLOADS).join(' ')}] [--smoke] [--json]\n`);
  process.exit(unknown.length > 0 ? 1 : 0);
}

const figures: Figure[] = [];
await withEnvironment(values.smoke === true, async (environment) => {
  for (const [name, measure] of Object.entries(WORKLOADS)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    const found = await measure(environment);
    figures.push(...found);
    for (const figure of found) {
      if (values.json === true) process.stdout.write(`${JSON.stringify(figure)}\n`);
      if (figure.note !== undefined) process.stderr.write(`${name}: ${figure.note}\n`);
    }
  }
});
if (values.json !== true) process.stdout.write(`${machineFacts()}${values.smoke === true ? ', a tenth of the size' : ''}\n\n${table(figures)}\n`);
process.exitCode = figures.every((figure) => ['must', 'aim'].includes(judged(figure))) ? 0 : 1;
