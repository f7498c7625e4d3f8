import { endSession, listSessions, signOut } from '@footbridge/contract/auth.ts';
import { getMe } from '@footbridge/contract/people.ts';
import { expect, test } from 'vitest';
import { createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';

const server = await startTestServer();
const cast = await createCast(server);

test('somebody signed in learns who they are', async () => {
  const me = await cast.as(cast.amina).call(getMe);
  expect(me).toMatchObject({ id: cast.amina.id, name: 'Amina Yusuf', administrator: true, hasPassword: false });
  expect(me.affiliations).toMatchObject([{ organisation: { shortName: 'NC' }, role: 'steward' }]);
});

test('signing out ends the session and its socket at once', async () => {
  const live = await cast.live(cast.rhys);
  await cast.as(cast.rhys).call(signOut, { body: { everywhere: false } });
  expect(await live.next('goodbye')).toMatchObject({ again: false, reason: 'signedOut' });
  await live.closed;
  expect(await cast.as(cast.rhys).refused(getMe)).toMatchObject({ status: 401, code: 'signInNeeded' });
});

test('the list names the device, and a session of somebody else is not there to be ended', async () => {
  const { sessions } = await cast.as(cast.megan).call(listSessions);
  expect(sessions).toMatchObject([{ id: cast.megan.sessionId, current: true, device: 'Firefox on Linux' }]);
  const refused = await cast.as(cast.megan).refused(endSession, { params: { sessionId: cast.ana.sessionId } });
  expect(refused.status).toBe(404);
  await cast.as(cast.ana).call(getMe);
});
