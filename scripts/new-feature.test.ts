import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDirections } from './check-directions.ts';
import { PROGRAMS, runProgram } from './check-programs.ts';
import { ROOT, readSources } from './check-source.ts';
import { checkStructure } from './check-structure.ts';
import { newFeature } from './new-feature.ts';

const COPIED = [
  'contract',
  'server',
  'web',
  'package.json',
  'tsconfig.base.json',
  '.gitignore',
  '.oxlintrc.json',
  '.oxfmtrc.json',
];
const SKIPPED = new Set(['node_modules', 'dist', 'data', '.vite']);
let copy: string;
let made: string[];

/** Packages come from the checkout, our own workspaces from the copy. */
function linkPackages(): void {
  const packages = join(copy, 'node_modules');
  mkdirSync(join(packages, '@footbridge'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name !== '@footbridge') symlinkSync(join(ROOT, 'node_modules', name), join(packages, name));
  }
  for (const name of ['contract', 'server', 'web']) {
    symlinkSync(join(copy, name), join(packages, '@footbridge', name));
  }
}

/** What is said about the new noun's files; what else is in the tree is not this test's matter. */
async function saidBy(program: string): Promise<string[]> {
  const { output } = await runProgram(PROGRAMS[program] ?? [], copy);
  return output
    .split('\n')
    .filter((line) => /features\/pebbles\/|src\/pebbles\.ts|en\/pebbles\.ts/.test(line));
}

describe('a new feature, made in a copy of the tree', () => {
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'footbridge-feature-'));
    for (const name of COPIED) {
      cpSync(join(ROOT, name), join(copy, name), {
        recursive: true,
        filter: (path) => !SKIPPED.has(path.split('/').at(-1) ?? ''),
      });
    }
    linkPackages();
    made = newFeature(copy, 'pebbles');
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  it('has its place in every tree, under its own noun', () => {
    expect(made).toEqual(
      expect.arrayContaining([
        'contract/src/pebbles.ts',
        'contract/src/text/en/pebbles.ts',
        'server/src/features/pebbles/access.ts',
        'server/src/features/pebbles/rules.test.ts',
        'web/src/features/pebbles/PebbleList.tsx',
        'web/src/features/pebbles/pebbles.css',
      ]),
    );
    for (const path of made) expect(readFileSync(join(copy, path), 'utf8')).not.toMatch(/example/i);
  });

  it('takes the next number for its migration', () => {
    const numbers = readdirSync(join(ROOT, 'server/migrations')).map((name) => Number(name.slice(0, 4)));
    const next = String(Math.max(...numbers) + 1).padStart(4, '0');
    expect(made).toContain(`server/migrations/${next}_pebbles.sql`);
  });

  it('is registered with the server and the words', () => {
    const app = readFileSync(join(copy, 'server/src/app.ts'), 'utf8');
    expect(app).toMatch(/const ROUTES[^;]*\bpebblesRoutes,?\s*\];/);
    expect(app).toMatch(/const LIVE[^;]*\bpebblesLive,?\s*\];/);
    expect(readFileSync(join(copy, 'contract/src/text/en.ts'), 'utf8')).toMatch(
      /\.\.\.pebblesText,?\s*\} as const/,
    );
  });

  it('obeys structure and directions', () => {
    const files = readSources(copy);
    const problems = [...checkStructure(files), ...checkDirections(files)];
    expect(problems.filter((problem) => `${problem.path} ${problem.message}`.includes('pebble'))).toEqual([]);
  });

  it.each(['types: contract', 'types: server', 'types: web', 'lint', 'format'])(
    'gives %s nothing to say',
    async (program) => {
      expect(await saidBy(program)).toEqual([]);
    },
  );

  it('is not made twice', () => {
    expect(() => newFeature(copy, 'pebbles')).toThrow('is there already; nothing was made');
  });

  it.each(['pebble', 'Pebbles', 'pebble-s', '../pebbles', ''])('is not made for "%s"', (noun) => {
    expect(() => newFeature(copy, noun)).toThrow('is no noun for a feature');
  });

  it.each([
    ['galleries', 'web/src/features/galleries/GalleryList.tsx'],
    ['branches', 'web/src/features/branches/BranchList.tsx'],
    ['addresses', 'web/src/features/addresses/AddressList.tsx'],
  ])('%s finds its singular', (noun, path) => {
    newFeature(copy, noun);
    expect(existsSync(join(copy, path))).toBe(true);
  });
});
