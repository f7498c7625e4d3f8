import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, type ParseResult } from 'oxc-parser';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** One file of the project; `path` is relative to the root, with forward slashes. */
export interface SourceFile {
  path: string;
  text: string;
}

/** What a check found, in words that say what to do about it. */
export interface Problem {
  path: string;
  line?: number;
  message: string;
}

export interface Import {
  specifier: string;
  /** Path below the root for our own files, `null` for packages and node's own modules. */
  target: string | null;
  /** Gone before the program runs. */
  typeOnly: boolean;
  line: number;
}

const TEXT = /\.(ts|tsx|mjs|cjs|js|css|html|sql|md|json|sh)$|^(bin|\.ci)\/[^.]+$/;
const parses = new WeakMap<SourceFile, ParseResult>();

/** Every text file of the project, without what .gitignore names (it holds only plain folder names and endings). */
export function readSources(root = ROOT): SourceFile[] {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n').filter(Boolean);
  const folders = new Set([
    '.git',
    ...ignored.filter((line) => line.endsWith('/')).map((line) => line.slice(0, -1)),
  ]);
  const endings = ignored.filter((line) => line.startsWith('*')).map((line) => line.slice(1));
  const files: SourceFile[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!folders.has(entry.name)) walk(path);
      } else if (TEXT.test(path) && !endings.some((ending) => path.endsWith(ending))) {
        files.push({ path, text: readFileSync(join(root, path), 'utf8') });
      }
    }
  };
  walk('');
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A tree made of plain values, as the tests of the checks plant it. */
export const sourcesOf = (texts: Record<string, string>): SourceFile[] =>
  Object.entries(texts).map(([path, text]) => ({ path, text }));

export const isScript = (path: string): boolean => /\.(tsx?|mjs)$/.test(path);
export const isTest = (path: string): boolean =>
  /\.(test|e2e)\.tsx?$/.test(path) || /^(e2e|server\/test)\//.test(path);

/** The syntax tree, parsed once per file. */
export function parse(file: SourceFile): ParseResult {
  const known = parses.get(file);
  if (known) return known;
  const result = parseSync(file.path, file.text);
  parses.set(file, result);
  return result;
}

export function lineAt(file: SourceFile, offset: number): number {
  let line = 1;
  for (let i = file.text.indexOf('\n'); i !== -1 && i < offset; i = file.text.indexOf('\n', i + 1)) line++;
  return line;
}

function resolveTarget(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  const contract = /^@footbridge\/contract\/(.+)$/.exec(specifier);
  return contract?.[1] ? `contract/src/${contract[1]}` : null;
}

/** Every import, re-export and `import()` of a file. `import()` of a computed name has an empty specifier. */
export function importsOf(file: SourceFile): Import[] {
  const { module } = parse(file);
  const found: Import[] = [];
  const add = (specifier: string, start: number, typeOnly: boolean): void => {
    const clean = specifier.replace(/\?.*$/, '');
    found.push({
      specifier: clean,
      target: resolveTarget(file.path, clean),
      typeOnly,
      line: lineAt(file, start),
    });
  };
  for (const one of module.staticImports) {
    add(
      one.moduleRequest.value,
      one.start,
      one.entries.length > 0 && one.entries.every((entry) => entry.isType),
    );
  }
  for (const one of module.staticExports) {
    const request = one.entries.find((entry) => entry.moduleRequest)?.moduleRequest;
    if (request) {
      add(
        request.value,
        one.start,
        one.entries.every((entry) => entry.isType),
      );
    }
  }
  for (const one of module.dynamicImports) {
    const text = file.text.slice(one.moduleRequest.start, one.moduleRequest.end);
    add(/^['"`]([^'"`$]*)['"`]$/.exec(text)?.[1] ?? '', one.start, false);
  }
  return found;
}
