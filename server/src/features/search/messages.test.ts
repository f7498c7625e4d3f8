import { editMessage, removeMessage } from '@footbridge/contract/chat.ts';
import { expect, test } from 'vitest';
import { createCast } from '../../../test/cast.ts';
import { createSearching } from '../../../test/searching.ts';
import { startTestServer } from '../../../test/server.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { open, say, settled, find, ids } = createSearching(server, cast);
const { rhys, megan } = cast;
const warmth = await open(rhys, 'Winter warmth', [megan]);

test('smoke', async () => {
  const id = await say(rhys, warmth, 'The **heating** grant for Zieliński is ready: https://example.org/grants/2026');
  await settled();
  expect(await ids(megan, 'heating')).toEqual([id]);
  console.log(JSON.stringify(await find(megan, 'zielinski grant'), null, 1));
  console.log(JSON.stringify(await find(megan, 'haeting'), null, 1));
  for (const t of ['hea', '"grant for"', 'eating', 'from:rhys', 'in:winter has:link', '-has:link', 'before:2020', 'after:2020 grant', 'example.org', 'example.org/grants/2026', 'wrath', 'rhys', 'grant -heating'])
    console.log(t, (await ids(megan, t)).length);
  await cast.as(rhys).call(editMessage, { params: { messageId: id }, body: { source: 'nothing here' } });
  expect(await ids(megan, 'heating')).toEqual([]);
  await cast.as(rhys).call(removeMessage, { params: { messageId: id } });
  expect(await ids(megan, 'nothing')).toEqual([]);
});
