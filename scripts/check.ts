import { checkDependencies } from './check-dependencies.ts';
import { checkDirections } from './check-directions.ts';
import { checkForbidden } from './check-forbidden.ts';
import { PROGRAMS, runProgram, type Run } from './check-programs.ts';
import { checkSizes, describeFigures, measure } from './check-sizes.ts';
import { ROOT, parse, isScript, readSources, type Problem, type SourceFile } from './check-source.ts';
import { checkStructure } from './check-structure.ts';

/** As many programs at once as the smallest machine of ours has cores. */
const AT_ONCE = 2;

function checkSyntax(files: SourceFile[]): Problem[] {
  return files
    .filter((file) => isScript(file.path))
    .flatMap((file) => parse(file).errors.map((error) => ({ path: file.path, message: error.message })));
}

const OWN: Record<string, (files: SourceFile[]) => Problem[]> = {
  syntax: checkSyntax,
  structure: checkStructure,
  directions: checkDirections,
  sizes: checkSizes,
  dependencies: checkDependencies,
  'forbidden things': checkForbidden,
};

const describe = ({ path, line, message }: Problem): string =>
  `  ${path}${line ? `:${line}` : ''}  ${message}`;

async function timed(name: string, work: () => Run | Promise<Run>): Promise<boolean> {
  const began = performance.now();
  const { ok, output } = await work();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(18)} ${seconds.padStart(5)} s\n`);
  if (!ok) process.stdout.write(`${output.trimEnd()}\n`);
  return ok;
}

/** Runs every check, or those whose names begin with one of `wanted`; prints as each ends. Resolves to the number that failed. */
async function check(wanted: string[]): Promise<number> {
  const picked = (name: string): boolean =>
    wanted.length === 0 || wanted.some((word) => name.startsWith(word));
  const files = readSources();
  const work: (() => Promise<boolean>)[] = [];
  for (const [name, command] of Object.entries(PROGRAMS)) {
    if (picked(name)) work.push(() => timed(name, () => runProgram(command, ROOT)));
  }
  for (const [name, find] of Object.entries(OWN)) {
    if (!picked(name)) continue;
    work.push(() =>
      timed(name, () => {
        const problems = find(files);
        return { ok: problems.length === 0, output: problems.map(describe).join('\n') };
      }),
    );
  }
  const results: boolean[] = [];
  const worker = async (): Promise<void> => {
    for (let next = work.shift(); next; next = work.shift()) results.push(await next());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (picked('sizes')) process.stdout.write(`\n${describeFigures(measure(files)).join('\n')}\n`);
  const failed = results.filter((ok) => !ok).length;
  if (results.length === 0) process.stdout.write('no check has such a name\n');
  process.stdout.write(`\n${results.length - failed} checks passed, ${failed} failed\n`);
  return results.length === 0 ? 1 : failed;
}

process.exitCode = (await check(process.argv.slice(2))) > 0 ? 1 : 0;
