import { describe, expect, it } from 'vitest';
import { LIMITS, checkSizes, describeFigures, measure } from './check-sizes.ts';
import { sourcesOf } from './check-source.ts';

const lines = (count: number, text = 'x();'): string => `${text}\n`.repeat(count);
const messages = (texts: Record<string, string>): string[] =>
  checkSizes(sourcesOf(texts)).map((problem) => problem.message);

describe('the size check', () => {
  it('refuses a file of one line more than the limit', () => {
    expect(messages({ 'server/src/kit/log.ts': lines(LIMITS.file) })).toEqual([]);
    expect(messages({ 'server/src/kit/log.ts': lines(LIMITS.file + 1) })).toEqual(['301 lines, at most 300']);
    expect(messages({ 'web/src/styles/base.css': lines(LIMITS.file + 1, 'a {}') })).toHaveLength(1);
  });

  it('keeps the style page short', () => {
    expect(messages({ 'STYLE.md': lines(200) })).toEqual([]);
    expect(messages({ 'STYLE.md': lines(201) })[0]).toContain('at most 200');
  });

  it('leaves tests, migrations, the schema dump and the story alone', () => {
    const long = lines(2000);
    expect(
      messages({
        'server/src/features/chat/changes.test.ts': long,
        'server/migrations/0001_people.sql': long,
        'server/schema.sql': long,
        'server/seeds/story.ts': long,
        'server/test/client.ts': long,
        'e2e/chat.e2e.ts': long,
      }),
    ).toEqual([]);
  });

  it.each([
    ['function declaration', `function tooLong() {\n${lines(59)}}`],
    ['arrow function', `const tooLong = () => {\n${lines(59)}};`],
    ['function expression', `const tooLong = function () {\n${lines(59)}};`],
    ['method', `const o = { tooLong() {\n${lines(59)}} };`],
  ])('refuses a long %s on the server', (_kind, text) => {
    expect(messages({ 'server/src/kit/log.ts': text })[0]).toMatch(
      /the function (tooLong|a function) has 61 lines, at most 60/,
    );
  });

  it('allows a component twice as much, and not a line more', () => {
    const component = (count: number): string => `export function Composer() {\n${lines(count - 2)}}`;
    expect(messages({ 'web/src/features/chat/Composer.tsx': component(120) })).toEqual([]);
    expect(messages({ 'web/src/features/chat/Composer.tsx': component(121) })[0]).toContain(
      'the component Composer has 121',
    );
  });

  it('refuses a folder with too many entries and does not count its tests', () => {
    const many = (count: number, name: (n: number) => string): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [name(n), '']));
    const folder = 'server/src/kit/live';
    expect(messages(many(26, (n) => `${folder}/part${n}.ts`))).toEqual([
      '26 entries, at most 25 (tests not counted)',
    ]);
    expect(
      messages({
        ...many(25, (n) => `${folder}/part${n}.ts`),
        ...many(25, (n) => `${folder}/part${n}.test.ts`),
      }),
    ).toEqual([]);
    expect(messages(many(40, (n) => `server/migrations/${n}_x.sql`))).toEqual([]);
  });

  it('prints what is beside the aims', () => {
    const figures = measure(
      sourcesOf({ 'server/src/kit/log.ts': '// why\nexport const a = (): void => {\n  x();\n};\n' }),
    );
    expect(figures).toMatchObject({ files: [4], serverFunctions: [3], commentsPer100Lines: 25 });
    expect(describeFigures(figures)[0]).toContain('median 4, p90 4, max 4');
  });
});
