import { describe, expect, it } from 'vitest';
import { checkDependencies } from './check-dependencies.ts';
import { sourcesOf } from './check-source.ts';

const messages = (manifest: object, reasons: string): string[] =>
  checkDependencies(
    sourcesOf({ 'server/package.json': JSON.stringify(manifest), 'docs/dependencies.md': reasons }),
  ).map((problem) => problem.message);
const REASON = '- `pg`: the driver of PostgreSQL';

describe('the dependency check', () => {
  it('is content with an exact version and a reason', () => {
    expect(messages({ dependencies: { pg: '8.23.1' } }, REASON)).toEqual([]);
    expect(messages({ dependencies: { pg: '8.23.1' } }, '| `pg` | the driver of PostgreSQL |')).toEqual([]);
    expect(messages({ dependencies: { '@footbridge/contract': '*' } }, '')).toEqual([]);
  });

  it.each(['^8.23.1', '~8.23.1', '8', '*', 'latest', '>=8.23.1'])(
    'refuses the open version %s',
    (version) => {
      expect(messages({ devDependencies: { pg: version } }, REASON)[0]).toContain('pin one exact version');
    },
  );

  it.each(['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'])(
    'misses the reason of one of the %s',
    (group) => {
      expect(messages({ [group]: { pg: '8.23.1' } }, '')).toEqual(['pg has no line of reason']);
      expect(messages({ [group]: { pg: '8.23.1' } }, '- `pg`: needed')).toEqual(['pg has no line of reason']);
    },
  );

  it('finds a reason that outlived its dependency', () => {
    expect(messages({}, REASON)).toEqual(['pg is explained but no package.json depends on it']);
  });
});
