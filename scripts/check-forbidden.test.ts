import { describe, expect, it } from 'vitest';
import { checkForbidden } from './check-forbidden.ts';
import { sourcesOf } from './check-source.ts';

const found = (path: string, text: string): string[] =>
  checkForbidden(sourcesOf({ [path]: text })).map((problem) => problem.message);
/** A word that the check would find in this very file. */
const split = (...parts: string[]): string => parts.join('');
const FEATURE = 'server/src/features/chat/changes.ts';

describe('the check of forbidden things', () => {
  it.each(['fetch(url)', 'globalThis.fetch(url)', 'http.request(url)', 'https.get(url)'])(
    'refuses %s in the server, except where the guard is and in tests',
    (call) => {
      expect(found('server/src/kit/mail/send.ts', `await ${call};`)).toHaveLength(1);
      expect(found('server/src/kit/fetch.ts', `await ${call};`)).toEqual([]);
      expect(found('server/src/kit/mail/send.test.ts', `await ${call};`)).toEqual([]);
      expect(found('tools/bench/load.ts', `await ${call};`)).toEqual([]);
    },
  );

  it('takes no other method named like it for a request', () => {
    expect(found('server/src/kit/mail/send.ts', 'repository.fetch(1); request.get(2);')).toEqual([]);
  });

  it.each(['new Date()', 'Date.now()', 'Temporal.Now.instant()'])(
    'refuses %s in a feature of the server',
    (call) => {
      expect(found(FEATURE, `const at = ${call};`)[0]).toContain('kit/clock.ts');
      expect(found('server/src/kit/clock.ts', `const at = ${call};`)).toEqual([]);
    },
  );

  it('lets a feature read a given date', () => {
    expect(found(FEATURE, 'const at = new Date(row.at);')).toEqual([]);
  });

  it.each([
    'node.innerHTML = text;',
    'node["innerHTML"] = text;',
    'node.insertAdjacentHTML("beforeend", text);',
    'const props = { dangerouslySetInnerHTML: { __html: text } };',
    'const a = <p dangerouslySetInnerHTML={{ __html: text }} />;',
  ])('refuses raw markup: %s', (text) => {
    expect(found('web/src/features/chat/Message.tsx', text).join()).toContain('lets markup in');
  });

  it.each([
    'it.only("x", f)',
    'describe.only("x", f)',
    'test.skip("x", f)',
    'it.todo("x")',
    'it.only.each([1])("x", f)',
    'test.describe.skip("x", f)',
  ])('refuses a test that is switched off: %s', (call) => {
    expect(found('server/src/kit/clock.test.ts', `${call};`)[0]).toContain('switches tests off');
  });

  it('wants the reason of a skipIf', () => {
    const test = 'describe.skipIf(!existsSync(ARCHIVE))("the archive", () => {});';
    expect(found('server/src/kit/clock.test.ts', test)).toEqual([
      'skipIf needs its reason: a comment above it, or in brackets in the title',
    ]);
    expect(
      found('server/src/kit/clock.test.ts', `// The archive is not part of the repository.\n${test}`),
    ).toEqual([]);
    const titled = 'describe.skipIf(!there)("the archive (only where it was downloaded)", () => {});';
    expect(found('server/src/kit/clock.test.ts', titled)).toEqual([]);
  });

  it.each([
    '@ts-ignore',
    '@ts-nocheck',
    '@ts-expect-error because of the library',
    'oxlint-disable',
    'oxlint-disable-next-line no-var',
    'oxfmt-ignore',
    `${split('TO', 'DO')}: later`,
  ])('refuses the comment "%s"', (comment) => {
    expect(found(FEATURE, `// ${comment}\nx();`)).toHaveLength(1);
  });

  it('lets one line break one rule for a reason', () => {
    expect(found(FEATURE, '// oxlint-disable-next-line no-var -- the protocol names it so\nx();')).toEqual(
      [],
    );
  });

  it.each([
    ['a path of one machine', `cd /${split('wo', 'rk')}/main`],
    ['the address of a package registry', `https://${split('regis', 'try')}.npmjs.org/pg`],
    ['the number of an issue', `see ${split('iss', 'ue')} 12`],
    ['a tool of the workplace', `written by a ${split('sub', 'agent')}`],
  ])('refuses %s in any text', (what, text) => {
    expect(found('docs/operating.md', text)[0]).toContain(what);
  });

  it('lets an address of a site have such a part in its path', () => {
    expect(found('docs/operating.md', `https://example.org/${split('wo', 'rk')}/hours`)).toEqual([]);
  });
});
