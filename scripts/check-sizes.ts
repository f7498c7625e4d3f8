import { Visitor } from 'oxc-parser';
import { isScript, isTest, lineAt, parse, type Problem, type SourceFile } from './check-source.ts';

/** The figures of STYLE.md: `max` fails the check, the aims are printed beside what is. */
export const LIMITS = { file: 300, serverFunction: 60, component: 120, folder: 25, style: 200 } as const;

interface Length {
  path: string;
  line: number;
  name: string;
  lines: number;
  component: boolean;
}
export interface Figures {
  files: number[];
  serverFunctions: number[];
  components: number[];
  largestFolder: { path: string; entries: number };
  commentsPer100Lines: number;
}

/** Folders that hold one entry per noun, migration, decision or journey: their length is the product's, not a lack of order. */
const INDEX =
  /^(contract\/src|contract\/src\/text\/[^/]+|(server|web)\/src\/features|server\/migrations|docs\/decisions|e2e)$/;
/** Source by kind: what people read as code. Tests, migrations, the schema dump and the demo's story are long by nature. */
const isSource = (path: string): boolean =>
  /\.(tsx?|mjs|css)$/.test(path) && !isTest(path) && !/^server\/(migrations|seeds)\//.test(path);

const lineCount = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

function functionLengths(file: SourceFile): Length[] {
  const found: Length[] = [];
  const add = (name: string, node: { start: number; end: number }): void => {
    const line = lineAt(file, node.start);
    const lines = lineAt(file, node.end) - line + 1;
    found.push({
      path: file.path,
      line,
      name,
      lines,
      component: file.path.endsWith('.tsx') && /^[A-Z]/.test(name),
    });
  };
  const names = new Map<number, string>();
  new Visitor({
    VariableDeclarator(node) {
      if (node.init && node.id.type === 'Identifier') names.set(node.init.start, node.id.name);
    },
    FunctionDeclaration(node) {
      add(node.id?.name ?? 'default', node);
    },
    FunctionExpression(node) {
      add(names.get(node.start) ?? 'a function', node);
    },
    ArrowFunctionExpression(node) {
      add(names.get(node.start) ?? 'a function', node);
    },
  }).visit(parse(file).program);
  return found;
}

const allFunctions = (files: SourceFile[]): Length[] =>
  files.filter((file) => isScript(file.path) && isSource(file.path)).flatMap(functionLengths);
/** The client and the tools are made of functions that hold state in closures; those may be as long as a component. */
const onServer = (length: Length): boolean => !/^(web|tools|e2e)\//.test(length.path);

function entriesByFolder(files: SourceFile[]): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>();
  for (const file of files) {
    if (/\.test\.tsx?$/.test(file.path)) continue;
    const parts = file.path.split('/');
    for (let depth = 0; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/') || '.';
      folders.set(folder, (folders.get(folder) ?? new Set()).add(parts[depth] ?? ''));
    }
  }
  for (const path of folders.keys()) if (INDEX.test(path)) folders.delete(path);
  return folders;
}

/** Fails on what is larger than the limits; nothing is excused by name. */
export function checkSizes(files: SourceFile[]): Problem[] {
  const problems: Problem[] = [];
  const style = lineCount(files.find((file) => file.path === 'STYLE.md')?.text ?? '');
  if (style > LIMITS.style) {
    problems.push({
      path: 'STYLE.md',
      message: `${style} lines, at most ${LIMITS.style}: nobody reads more`,
    });
  }
  for (const file of files.filter((one) => isSource(one.path))) {
    const lines = lineCount(file.text);
    if (lines > LIMITS.file) {
      problems.push({ path: file.path, message: `${lines} lines, at most ${LIMITS.file}` });
    }
  }
  for (const { path, line, name, lines, component } of allFunctions(files)) {
    const max = /^(web|tools|e2e)\//.test(path) ? LIMITS.component : LIMITS.serverFunction;
    const what = component ? 'the component' : 'the function';
    if (lines > max) {
      problems.push({ path, line, message: `${what} ${name} has ${lines} lines, at most ${max}` });
    }
  }
  for (const [path, entries] of entriesByFolder(files)) {
    if (entries.size > LIMITS.folder) {
      problems.push({
        path,
        message: `${entries.size} entries, at most ${LIMITS.folder} (tests not counted)`,
      });
    }
  }
  return problems;
}

/** What is, for people to compare with the aims. */
export function measure(files: SourceFile[]): Figures {
  const sources = files.filter((file) => isSource(file.path));
  const scripts = sources.filter((file) => isScript(file.path));
  const functions = allFunctions(files);
  const sizes = (list: Length[]): number[] => list.map((one) => one.lines).sort((a, b) => a - b);
  const comments = scripts.reduce(
    (sum, file) => sum + parse(file).comments.reduce((lines, one) => lines + lineCount(`${one.value}\n`), 0),
    0,
  );
  const lines = scripts.reduce((sum, file) => sum + lineCount(file.text), 0);
  const folders = [...entriesByFolder(files)].sort((a, b) => b[1].size - a[1].size);
  return {
    files: sources.map((file) => lineCount(file.text)).sort((a, b) => a - b),
    serverFunctions: sizes(functions.filter((one) => onServer(one) && one.lines > 1)),
    components: sizes(functions.filter((one) => one.component)),
    largestFolder: { path: folders[0]?.[0] ?? '.', entries: folders[0]?.[1].size ?? 0 },
    commentsPer100Lines: lines === 0 ? 0 : (100 * comments) / lines,
  };
}

const at = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** The figures beside their aims, one line each. */
export function describeFigures(figures: Figures): string[] {
  const row = (name: string, sorted: number[], aim: string): string =>
    `${name.padEnd(18)} ${String(sorted.length).padStart(5)}   median ${at(sorted, 0.5)}, p90 ${at(sorted, 0.9)}, max ${sorted.at(-1) ?? 0}   (${aim})`;
  return [
    row('files', figures.files, 'aim: median 60, p90 160, max 300 lines'),
    row('server functions', figures.serverFunctions, 'aim: p90 25, max 60 lines; one-liners not counted'),
    row('components', figures.components, 'aim: max 120 lines'),
    `${'largest folder'.padEnd(18)} ${String(figures.largestFolder.entries).padStart(5)}   ${figures.largestFolder.path}   (aim: max ${LIMITS.folder} entries)`,
    `${'comments'.padEnd(18)} ${figures.commentsPer100Lines.toFixed(1).padStart(5)}   per 100 lines   (aim: 2 to 8)`,
  ];
}
