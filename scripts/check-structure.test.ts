import { describe, expect, it } from 'vitest';
import { sourcesOf } from './check-source.ts';
import { checkStructure } from './check-structure.ts';

const STEPS = {
  'contract/src/steps.ts': '',
  'server/src/features/steps/routes.ts': '',
  'server/src/features/steps/changes.ts': '',
  'server/src/features/steps/changes.test.ts': '',
  'server/src/features/steps/acceptance/rules.ts': '',
  'server/migrations/0001_people.sql': '',
  'server/migrations/0002_steps.sql': '',
  'web/src/features/steps/api.ts': '',
  'web/src/features/steps/StepCard.tsx': '',
  'web/src/features/steps/steps.css': '',
};

/** The paths and messages after one file was added to a tree in order. */
const after = (path: string): string =>
  checkStructure(sourcesOf({ ...STEPS, [path]: '' }))
    .map((problem) => `${problem.path}: ${problem.message}`)
    .join('\n');
const without = (prefix: string): string =>
  checkStructure(sourcesOf(STEPS).filter((file) => !file.path.startsWith(prefix)))
    .map((problem) => problem.message)
    .join('\n');

describe('the structure check', () => {
  it('is content with a noun at its place in every tree', () => {
    expect(checkStructure(sourcesOf(STEPS))).toEqual([]);
  });

  it.each([
    'server/src/features/steps/handlers.ts',
    'server/src/features/steps/Routes.ts',
    'server/src/features/steps/component.ts',
    'server/src/features/loose.ts',
    'web/src/features/steps/hooks.ts',
    'web/src/features/steps/card.css',
    'web/src/features/steps/stepCard.tsx',
  ])('refuses %s, which is outside the vocabulary of a feature', (path) => {
    expect(after(path)).toContain('vocabulary');
  });

  it.each([
    'server/src/kit/utils.ts',
    'server/src/kit/dateHelpers.ts',
    'web/src/kit/common/Button.tsx',
    'web/src/kit/ui/index.ts',
    'contract/src/kit/types.ts',
    'tools/bench/misc.ts',
    'server/src/kit/jobs/jobManager.ts',
    'scripts/mail-service.mjs',
  ])('refuses the name of %s', (path) => {
    expect(after(path)).toContain('says nothing about its content');
  });

  it('lets index.html and a service worker be', () => {
    expect(after('web/index.html')).toBe('');
    expect(after('web/src/kit/live/serviceWorker.ts')).toBe('');
  });

  it.each([
    'server/src/services.sql',
    'server/lib/thing.ts',
    'web/src/hooks/useThing.ts',
    'contract/src/deep/er/thing.ts',
  ])('knows no place for %s', (path) => {
    expect(after(path)).toContain('no such place');
  });

  it('refuses a second level of subfolders in a feature', () => {
    expect(after('server/src/features/steps/acceptance/deep/rules.ts')).toContain('one level');
  });

  it('misses the contract of a feature with routes', () => {
    expect(without('contract/')).toContain('no contract/src/steps.ts');
  });

  it('misses the screens of a feature with routes', () => {
    expect(without('web/')).toContain('no web/src/features/steps/');
  });

  it('misses the server behind a contract', () => {
    expect(without('server/src')).toContain('no server/src/features/steps/ answers');
  });

  it('needs neither contract nor screens for a feature without routes', () => {
    expect(after('server/src/features/retention/jobs.ts')).toBe('');
  });

  it('finds a migration with a number twice and one after a gap', () => {
    expect(after('server/migrations/0002_rounds.sql')).toContain('without gap');
    expect(after('server/migrations/0009_rounds.sql')).toContain('expected 0003');
  });
});
