import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROGRAMS, runProgram, type Run } from './check-programs.ts';
import { ROOT } from './check-source.ts';

const SETTINGS = [
  '.oxlintrc.json',
  '.oxfmtrc.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'knip.json',
  'package.json',
];
const TREES = ['contract', 'server', 'web', 'tools', 'e2e'];
let copy: string;

const plant = (path: string, text: string): void => {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text);
};
const check = (name: string): Promise<Run> => runProgram(PROGRAMS[name] ?? [], copy);

describe('the programs of the check, in a copy with our settings', () => {
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'footbridge-check-'));
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    for (const file of SETTINGS) cpSync(join(ROOT, file), join(copy, file));
    for (const tree of TREES) {
      mkdirSync(join(copy, tree));
      cpSync(join(ROOT, tree, 'tsconfig.json'), join(copy, tree, 'tsconfig.json'));
    }
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  it.each([
    ['contract', 'contract/src/a.ts'],
    ['server', 'server/src/a.ts'],
    ['web', 'web/src/a.tsx'],
    ['e2e', 'e2e/a.ts'],
    ['tools', 'tools/a.ts'],
    ['scripts', 'scripts/a.ts'],
  ])('the compiler refuses a wrong type in %s', async (project, path) => {
    plant(path, 'export const at = (list: string[]): string => list[0];\n');
    const { ok, output } = await check(`types: ${project}`);
    expect(output).toContain('TS2322');
    expect(ok).toBe(false);
    plant(path, "export const at = (list: string[]): string => list[0] ?? '';\n");
    expect(await check(`types: ${project}`)).toEqual({ ok: true, output: '' });
  });

  it('the compiler refuses what would need a build', async () => {
    plant('server/src/a.ts', 'export enum Kind { One }\n');
    expect((await check('types: server')).output).toContain('TS1294');
  });

  it.each([
    ['no-floating-promises', 'server/src/a.ts', "import { rm } from 'node:fs/promises';\nrm('x');\n"],
    ['no-explicit-any', 'server/src/a.ts', 'export const a: any = 1;\n'],
    ['eqeqeq', 'server/src/a.ts', 'export const a = (b: number): boolean => b == 1;\n'],
    ['no-unused-vars', 'server/src/a.ts', 'const a = 1;\nexport {};\n'],
    [
      'rules-of-hooks',
      'web/src/A.tsx',
      "import { useState } from 'react';\nexport const A = (p: { on: boolean }) => {\n  if (p.on) useState(1);\n  return null;\n};\n",
    ],
    ['alt-text', 'web/src/A.tsx', 'export const A = () => <img src="/a.png" />;\n'],
  ])('lint refuses %s', async (rule, path, text) => {
    plant(path, text);
    const { ok, output } = await check('lint');
    expect(output).toContain(`(${rule})`);
    expect(ok).toBe(false);
  });

  it('the formatter refuses another format', async () => {
    plant('server/src/a.ts', 'export const a = "x"\n');
    const { ok, output } = await check('format');
    expect(output).toContain('server/src/a.ts');
    expect(ok).toBe(false);
  });

  it('knip refuses a file nobody imports and an export nobody uses', async () => {
    plant('package.json', JSON.stringify({ name: 'planted', scripts: { start: 'node scripts/start.mjs' } }));
    plant('scripts/start.mjs', "import { used } from './parts.mjs';\nused();\n");
    plant('scripts/parts.mjs', 'export const used = () => {};\nexport const unused = () => {};\n');
    plant('scripts/lonely.mjs', 'export const lonely = () => {};\n');
    const { ok, output } = await check('unused code');
    expect(output).toContain('scripts/lonely.mjs');
    expect(output).toMatch(/unused\s.*scripts\/parts\.mjs/);
    expect(ok).toBe(false);
  });

  it('a program that is missing is a failure, not a pass', async () => {
    expect((await runProgram(['no-such-program'], copy)).ok).toBe(false);
  });
});
