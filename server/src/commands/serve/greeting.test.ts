import { getMe } from '@footbridge/contract/people.ts';
import { listSpaces } from '@footbridge/contract/spaces.ts';
import { expect, test } from 'vitest';
import { createClient } from '../../../test/client.ts';
import { startTestServer } from '../../../test/server.ts';
import { describeServer, loadDemo } from './greeting.ts';

const server = await startTestServer();

test('an empty server gives the link that sets it up, a new one at each start', async () => {
  const [first, second] = [await describeServer(server.context), await describeServer(server.context)];
  expect(first[0]).toBe(`Footbridge is at ${server.url}`);
  expect(first[1]).toMatch(new RegExp(`${server.url}/setup#[\\w-]{43}$`));
  expect(second[1]).not.toBe(first[1]);
});

test('the demo fills an empty server once, and its link signs in as the administrator of the story', async () => {
  const [said = ''] = await loadDemo(server.context);
  expect(said).toContain('Look around as Amina Yusuf');
  const secret = said.split('#')[1];
  const answer = await createClient(server.url).request('POST', '/api/sign-in/with-link', {
    body: { secret },
  });
  const amina = createClient(server.url, { secret: answer.secret ?? '' });
  expect(await amina.call(getMe)).toMatchObject({ administrator: true });
  expect((await amina.call(listSpaces)).spaces.length).toBeGreaterThan(2);
  const people = () => server.context.db.selectFrom('people').select('id').execute();
  const before = await people();
  await loadDemo(server.context);
  expect(await people()).toHaveLength(before.length);
  expect(await describeServer(server.context)).toHaveLength(1);
}, 60_000);
