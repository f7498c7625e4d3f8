import type { Problem, SourceFile } from './check-source.ts';

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const REASONS = 'docs/dependencies.md';
const EXACT = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

/** `- \`name\`: reason` or a table row `| \`name\` | reason |`; a reason is at least three words. */
function reasonsIn(text: string): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^(?:- |\| )`([^`]+)`(?::| \|)\s*(.*?)\s*\|?\s*$/.exec(line);
    if (match?.[1]) reasons.set(match[1], match[2] ?? '');
  }
  return reasons;
}

/** Every dependency is pinned exactly and has one line of reason; no reason outlives its dependency. */
export function checkDependencies(files: SourceFile[]): Problem[] {
  const reasons = reasonsIn(files.find((file) => file.path === REASONS)?.text ?? '');
  const named = new Set<string>();
  const problems: Problem[] = [];
  for (const file of files.filter((one) => /(^|\/)package\.json$/.test(one.path))) {
    const manifest = JSON.parse(file.text) as Manifest;
    const all = {
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
      ...manifest.peerDependencies,
    };
    for (const [name, version] of Object.entries(all)) {
      if (name.startsWith('@footbridge/')) continue;
      named.add(name);
      if (!EXACT.test(version)) {
        problems.push({ path: file.path, message: `${name} is "${version}": pin one exact version` });
      }
    }
  }
  for (const name of named) {
    const reason = reasons.get(name);
    if (reason === undefined || reason.split(/\s+/).length < 3) {
      problems.push({ path: REASONS, message: `${name} has no line of reason` });
    }
  }
  for (const name of reasons.keys()) {
    if (!named.has(name)) {
      problems.push({ path: REASONS, message: `${name} is explained but no package.json depends on it` });
    }
  }
  return problems;
}
