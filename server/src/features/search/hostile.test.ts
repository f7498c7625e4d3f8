import { existsSync, readFileSync } from 'node:fs';
import { SEARCH_TEXT_MAX } from '@footbridge/contract/search.ts';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createCast } from '../../../test/cast.ts';
import { createSearching } from '../../../test/searching.ts';
import { startTestServer } from '../../../test/server.ts';
import { openSpace, say } from '../../../test/spaces.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { settled, find, ids } = createSearching(server, cast);
const { rhys } = cast;
const space = await openSpace(cast, rhys, []);
const plain = (await say(cast, rhys, space.id, 'a plain message about backslashes')).id;
await settled();

const NAUGHTY = new URL('../../../../../shared/data/text/naughty-strings.base64.json', import.meta.url);

it.each([
  "'; drop table messages; --",
  "plain' | 'x",
  'plain & !x',
  'plain <-> x',
  'plain:*A',
  'plain:AB',
  "\\'plain",
  'C:\\plain\\x',
  '"plain',
  'plain"',
  '"""',
  "''''",
  '""',
  '!',
  '!!plain',
  '()',
  '(plain',
  'a|b&c!d<->e',
  ':*',
  '*',
  '**',
  '-',
  '--',
  '- -',
  'from:',
  'from:"',
  "from:'x",
  'from:%',
  'from:_',
  'from:.*',
  'from:(((',
  'from:[a',
  'from:\\',
  'in:"',
  'in:%',
  'in:.*',
  'has:',
  "has:'",
  'before:',
  'before:0000-00-00',
  'before:99999999',
  "after:'2026",
  'after:-1',
  'from:from:from:',
  '-from:-from:',
  '%',
  '_',
  '%%%',
  'pl%in',
  'pl_in',
  '~link',
  '~202611',
  "'~link'",
  '~file plain',
  '\u0000',
  'pl\u0000ain',
  '\ufffd',
  '\u202eplain',
  'ﷺ',
  '½',
  '🎉',
  '👩‍👩‍👧',
  'é'.repeat(300),
  'a '.repeat(150),
  'a* '.repeat(100),
  '"a" '.repeat(75),
  '-a '.repeat(100),
  '('.repeat(300),
  '"'.repeat(300),
  'x'.repeat(300),
  '9'.repeat(300),
  '{"text":1}',
  '__proto__',
  'constructor',
  '${7*7}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '=1+1',
])('takes %j for what it says and nothing else', async (text) => {
  const reply = await find(rhys, text);
  for (const { messageId } of reply.messages) expect(messageId).toBe(plain);
});

it('finds backslashes and quotes harmless in what is said, too', async () => {
  const id = (await say(cast, rhys, space.id, `it's C:\\temp "quoted" 'single' a:b:c | & ! <-> ~link`)).id;
  await settled();
  for (const text of ["it's", 'C:\\temp', '"quoted single"', 'a:b:c', '~link']) {
    expect(await ids(rhys, text)).toEqual([id]);
  }
});

it('refuses what is longer than may be asked, and pages that never were', async () => {
  expect(
    await cast.as(rhys).request('GET', `/api/search?text=${'a'.repeat(SEARCH_TEXT_MAX + 1)}`),
  ).toMatchObject({ status: 422 });
  for (const next of [
    'x',
    "0_2026-01-01T00:00:00.000000Z_'; drop",
    '0_9999-99-99T00:00:00.000000Z_0190a0a0-0000-7000-8000-000000000001',
  ]) {
    expect(
      await cast.as(rhys).request('GET', `/api/search?text=a&next=${encodeURIComponent(next)}`),
    ).toMatchObject({ status: 422 });
  }
  for (const query of ['', 'text=a&text=b', 'text[x]=a', 'text=a&limit=1000000']) {
    expect((await cast.as(rhys).request('GET', `/api/search?${query}`)).status).toBe(422);
  }
});

describe('strings that break things', () => {
  it.skipIf(!existsSync(NAUGHTY))(
    'are answered, and said without harm (needs ../shared/data beside the project)',
    { timeout: 120_000 },
    async () => {
      const strings = (JSON.parse(readFileSync(NAUGHTY, 'utf8')) as string[]).map((text) =>
        Buffer.from(text, 'base64').toString('utf8'),
      );
      for (let at = 0; at < strings.length; at += 16) {
        const some = strings.slice(at, at + 16);
        await Promise.all(some.map((text) => find(rhys, text.slice(0, SEARCH_TEXT_MAX))));
        await say(cast, rhys, space.id, some.join('\n\n'));
      }
      await settled();
      expect(await ids(rhys, 'plain backslashes')).toEqual([plain]);
    },
  );
});

it('is stopped with advice when it takes too long, and others go on', async () => {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  await client.query('begin; lock table search_entries in access exclusive mode');
  const answer = await cast.as(rhys).request('GET', '/api/search?text=plain');
  expect([answer.status, (JSON.parse(answer.text) as { code: string }).code]).toEqual([
    503,
    'searchTooBroad',
  ]);
  await client.query('rollback');
  await client.end();
  expect(await ids(rhys, 'plain backslashes')).toEqual([plain]);
});
