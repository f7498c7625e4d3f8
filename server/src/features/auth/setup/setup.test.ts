import { getWelcome, setUp } from '@footbridge/contract/auth.ts';
import { getMe } from '@footbridge/contract/people.ts';
import { expect, test } from 'vitest';
import { change } from '../../../kit/activity/activity.ts';
import { createClient } from '../../../../test/client.ts';
import { startTestServer } from '../../../../test/server.ts';
import { createSetupLink } from './changes.ts';

const server = await startTestServer();
const nobody = createClient(server.url);
const makeLink = () => change(server.context, createSetupLink);

const body = (secret: string) => ({
  secret,
  name: 'Amina Yusuf',
  email: 'amina@example.org',
  password: 'a bridge has two ends',
  timeZone: 'Europe/London',
  organisation: { name: 'Northbrook Council', shortName: 'NC', hue: 200 },
});

test('a new server says that it waits for its administrator', async () => {
  expect(await nobody.call(getWelcome)).toEqual({ needsSetup: true, mailLeavesHost: false, signedIn: false });
});

test('nobody sets the server up without the newest link', async () => {
  const older = await makeLink();
  await makeLink();
  expect(await nobody.refused(setUp, { body: body('A'.repeat(43)) })).toMatchObject({
    status: 410,
    code: 'linkSpent',
  });
  expect((await nobody.refused(setUp, { body: body(older) })).status).toBe(410);
  expect(await nobody.call(getWelcome)).toMatchObject({ needsSetup: true });
});

test('a time zone that nobody knows is refused, and the link stays good', async () => {
  const secret = await makeLink();
  const refused = await nobody.refused(setUp, { body: { ...body(secret), timeZone: 'Mars/Olympus' } });
  expect(refused).toMatchObject({ status: 422, field: 'body.timeZone' });
});

test('of all who open the link at once one becomes administrator and first steward, and no link works after that', async () => {
  const secret = await makeLink();
  const tries = Array.from({ length: 4 }, () => nobody.request('POST', '/api/setup', { body: body(secret) }));
  const answers = await Promise.all(tries);
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 410, 410, 410]);
  const cookie = answers.find((answer) => answer.status === 200)?.secret ?? '';
  const me = await createClient(server.url, { secret: cookie }).call(getMe);
  expect(me).toMatchObject({ administrator: true, hasPassword: true, email: 'amina@example.org' });
  expect(me.affiliations).toMatchObject([
    { role: 'steward', organisation: { name: 'Northbrook Council', hue: 200 } },
  ]);
  expect((await nobody.refused(setUp, { body: body(await makeLink()) })).status).toBe(410);
  expect(await nobody.call(getWelcome)).toMatchObject({ needsSetup: false });
});
