import { describe, expect, it } from 'vitest';
import { checkDirections } from './check-directions.ts';
import { sourcesOf } from './check-source.ts';

/** What is said about one import: `from` imports `specifier`, and the file it means exists. */
function imports(from: string, specifier: string, how = 'import { x } from'): string {
  const target = specifier.startsWith('.') ? new URL(specifier, `file:///${from}`).pathname.slice(1) : null;
  const files = sourcesOf({ [from]: `${how} '${specifier}';`, ...(target && { [target]: '' }) });
  return checkDirections(files)
    .map((problem) => problem.message)
    .join('\n');
}
const SERVER = 'server/src/features';
const WEB = 'web/src/features';

describe('the direction check', () => {
  it('keeps server and web apart, also in tests', () => {
    expect(imports('server/src/app.ts', '../../web/src/routes.tsx')).toContain('never web/');
    expect(imports(`${WEB}/chat/api.ts`, '../../../../server/src/kit/clock.ts')).toContain('never server/');
    expect(imports(`${WEB}/chat/rules.test.ts`, '../../../../server/src/app.ts')).toContain(
      'never see each other',
    );
  });

  it('keeps the contract to itself and the schema library', () => {
    expect(imports('contract/src/chat.ts', '../../server/src/kit/clock.ts')).toContain('schema library');
    expect(imports('contract/src/chat.ts', 'kysely')).toContain('schema library');
    expect(imports('contract/src/chat.ts', 'node:fs')).toContain('schema library');
    expect(imports('contract/src/chat.ts', 'zod/mini')).toBe('');
  });

  it('keeps product code away from tests and tools', () => {
    expect(imports('server/src/app.ts', '../../tools/bench/load.ts')).toContain('never tools/');
    expect(imports('server/src/app.ts', '../test/database.ts')).toContain('does not import tests');
    expect(imports(`${SERVER}/chat/changes.ts`, './changes.test.ts')).toContain('does not import tests');
  });

  it('lets kit know no feature and no app', () => {
    expect(imports('server/src/kit/live/socket.ts', '../../features/chat/queries.ts')).toContain(
      'kit knows nothing',
    );
    expect(imports('server/src/kit/http/server.ts', '../../app.ts')).toContain('kit knows nothing');
    expect(imports('web/src/kit/ui/Button.tsx', '../../features/chat/Composer.tsx')).toContain(
      'kit knows nothing',
    );
  });

  it('lets no feature look up to the app or a page', () => {
    expect(imports(`${SERVER}/chat/changes.ts`, '../../app.ts')).toContain('may import kit');
    expect(imports(`${WEB}/chat/Composer.tsx`, '../../pages/SpacePage.tsx')).toContain('may import kit');
  });

  it('lets features look downwards only', () => {
    expect(imports(`${SERVER}/spaces/access.ts`, '../chat/queries.ts')).toContain('downwards');
    expect(imports(`${SERVER}/people/queries.ts`, '../spaces/queries.ts')).toContain('downwards');
    expect(imports(`${SERVER}/chat/access.ts`, '../search/queries.ts')).toContain('downwards');
    expect(imports(`${WEB}/spaces/SpaceList.tsx`, '../chat/Composer.tsx')).toContain('downwards');
    expect(imports(`${SERVER}/chat/access.ts`, '../spaces/access.ts')).toBe('');
    expect(imports(`${SERVER}/search/queries.ts`, '../chat/queries.ts')).toBe('');
  });

  it('lets siblings of the third tier not see each other, not even their types', () => {
    expect(imports(`${SERVER}/steps/changes.ts`, '../chat/changes.ts')).toContain('siblings');
    expect(imports(`${SERVER}/steps/changes.ts`, '../chat/changes.ts', 'import type { X } from')).toContain(
      'siblings',
    );
  });

  it('lets only access, queries and changes of another feature be seen', () => {
    expect(imports(`${SERVER}/chat/changes.ts`, '../spaces/rules.ts')).toContain('of other features');
    expect(imports(`${SERVER}/chat/routes.ts`, '../spaces/live.ts')).toContain('of other features');
    expect(imports(`${WEB}/chat/Composer.tsx`, '../people/api.ts')).toContain('of other features');
    expect(imports(`${WEB}/chat/Composer.tsx`, '../people/PersonName.tsx')).toBe('');
  });

  it.each([
    ['rules', '../../kit/db/pool.ts', 'nothing of kit'],
    ['rules', './queries.ts', 'may import rules'],
    ['rules', 'node:fs', 'pure'],
    ['parse', 'yauzl', 'pure'],
    ['queries', './changes.ts', 'may import queries'],
    ['queries', '../../kit/activity/record.ts', 'not kit/activity'],
    ['access', './changes.ts', 'may import access'],
    ['changes', '../../kit/http/server.ts', 'not kit/http'],
    ['jobs', './external.ts', 'may import changes'],
    ['external', '../../kit/db/pool.ts', 'not kit/db'],
    ['routes', '../../kit/mail/send.ts', 'not kit/mail/send'],
    ['access', '../../kit/http/server.ts', 'not kit/http/server'],
  ])('lets %s.ts of the server not import %s', (kind, specifier, said) => {
    expect(imports(`${SERVER}/chat/${kind}.ts`, specifier)).toContain(said);
  });

  it('keeps the view logic and the store of the client pure', () => {
    expect(imports(`${WEB}/chat/rules.ts`, 'react')).toContain('pure');
    expect(imports(`${WEB}/chat/store.ts`, 'react')).toContain('pure');
    expect(imports(`${WEB}/chat/api.ts`, './Composer.tsx')).toContain('not component');
  });

  it('lets the app register and the commands use, no more', () => {
    expect(imports('server/src/app.ts', './features/chat/queries.ts')).toContain('app may import');
    expect(imports('server/src/commands/import.ts', '../features/imports/load.ts')).toContain(
      'commands may import',
    );
    expect(imports('server/src/app.ts', './features/chat/routes.ts')).toBe('');
  });

  it('sees re-exports, dynamic imports and type imports as well', () => {
    const from = 'server/src/kit/live/socket.ts';
    for (const how of ['export * from', 'export { x } from', 'import type { X } from']) {
      expect(imports(from, '../../app.ts', how)).toContain('kit knows nothing');
    }
    const files = sourcesOf({ [from]: "await import('../../app.ts');", 'server/src/app.ts': '' });
    expect(checkDirections(files)).toHaveLength(1);
  });

  it('lets a type of the own feature be named in any file of it', () => {
    expect(imports(`${SERVER}/chat/queries.ts`, './access.ts', 'import type { X } from')).toBe('');
  });

  it('finds an import of a file that is not there', () => {
    const files = sourcesOf({ 'server/src/app.ts': "import { x } from './kit/gone.ts';" });
    expect(checkDirections(files)[0]?.message).toContain('does not exist');
  });
});
