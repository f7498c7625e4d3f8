import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from './check-source.ts';

let copy: string;
const run = (...words: string[]) =>
  spawnSync(process.execPath, [join(copy, 'scripts', 'check.ts'), ...words], { encoding: 'utf8' });

describe('the whole check', () => {
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'footbridge-check-'));
    mkdirSync(join(copy, 'scripts'));
    for (const name of readdirSync(join(ROOT, 'scripts')).filter((one) => one.startsWith('check'))) {
      cpSync(join(ROOT, 'scripts', name), join(copy, 'scripts', name));
    }
    cpSync(join(ROOT, '.gitignore'), join(copy, '.gitignore'));
    cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  it('says what passed, prints the sizes and ends well', () => {
    const { status, stdout } = run('structure', 'directions', 'sizes');
    expect(stdout).toContain('3 checks passed, 0 failed');
    expect(stdout).toMatch(/server functions +\d+ +median/);
    expect(status).toBe(0);
  });

  it('names the file of a violation and ends with 1', () => {
    mkdirSync(join(copy, 'server/src'), { recursive: true });
    writeFileSync(join(copy, 'server/src/utils.ts'), 'export {};\n');
    const { status, stdout } = run('structure', 'directions');
    expect(stdout).toMatch(/FAILED {2}structure[^]*server\/src\/utils\.ts/);
    expect(stdout).toContain('1 checks passed, 1 failed');
    expect(status).toBe(1);
  });

  it('reads no file that git ignores', () => {
    mkdirSync(join(copy, 'web/dist'), { recursive: true });
    writeFileSync(join(copy, 'web/dist/utils.ts'), 'export {};\n');
    expect(run('structure').status).toBe(0);
  });

  it('ends with 1 when no check has the name it was given', () => {
    expect(run('strukture').status).toBe(1);
  });
});
