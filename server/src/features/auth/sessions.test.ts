import {
  changePassword,
  createToken,
  endSession,
  listSessions,
  listTokens,
  revokeToken,
  signOut,
} from '@footbridge/contract/auth.ts';
import { getMe } from '@footbridge/contract/people.ts';
import { expect, test } from 'vitest';
import { change, record } from '../../kit/activity/activity.ts';
import { type CastPerson, createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { openSession } from './changes.ts';

const server = await startTestServer();
const cast = await createCast(server);

/** Signs somebody in once more, as on another device. */
async function signInAgain(person: CastPerson) {
  const session = await change(server.context, async (tx) => {
    const opened = await openSession(tx, person.id, '');
    await record(tx, opened.activities);
    return opened;
  });
  return { secret: session.secret, sessionId: session.sessionId };
}

test('signing out ends the session and its socket at once, and clears the cookie', async () => {
  const live = await cast.live(cast.rhys);
  const answer = await cast.as(cast.rhys).request('POST', '/api/sign-out', { body: { everywhere: false } });
  expect(answer.headers.get('set-cookie')).toMatch(/footbridge_session=;.*Max-Age=0/);
  expect(await live.next('goodbye')).toMatchObject({ again: false, reason: 'signedOut' });
  await live.closed;
  expect(await cast.as(cast.rhys).refused(getMe)).toMatchObject({ status: 401, code: 'signInNeeded' });
});

test('the list names the device, and a session of somebody else is not there to be ended', async () => {
  const { sessions } = await cast.as(cast.megan).call(listSessions);
  expect(sessions).toMatchObject([{ id: cast.megan.sessionId, current: true, device: 'Firefox on Linux' }]);
  const foreign = await cast.as(cast.megan).request('DELETE', `/api/me/sessions/${cast.ana.sessionId}`);
  const unknown = await cast.as(cast.megan).request('DELETE', `/api/me/sessions/${crypto.randomUUID()}`);
  expect(foreign).toMatchObject({ status: 404, text: unknown.text });
  await cast.as(cast.ana).call(getMe);
});

test('ending another session of mine closes its socket and leaves mine open', async () => {
  const other = await signInAgain(cast.megan);
  const [mine, theirs] = [await cast.live(cast.megan), await cast.live(other)];
  const me = await cast.as(cast.megan).call(getMe);
  await mine.follow([cast.megan.id, me.feedSeq]);
  await cast.as(cast.megan).call(endSession, { params: { sessionId: other.sessionId } });
  await theirs.closed;
  await mine.next('credentialsChanged');
  expect(await cast.as(cast.megan).call(listSessions)).toMatchObject({
    sessions: [{ id: cast.megan.sessionId }],
  });
  await mine.close();
});

test('signing out everywhere ends every session, but not tokens', async () => {
  const { secret: token } = await cast.as(cast.tomasz).call(createToken, { body: { name: 'Report' } });
  const other = await signInAgain(cast.tomasz);
  const sockets = [await cast.live(cast.tomasz), await cast.live(other), await cast.live({ token })];
  await cast.as(other).call(signOut, { body: { everywhere: true } });
  await Promise.all([sockets[0]?.closed, sockets[1]?.closed]);
  for (const session of [cast.tomasz, other]) {
    expect((await cast.as(session).refused(getMe)).status).toBe(401);
  }
  expect(await cast.as({ token }).call(getMe)).toMatchObject({ id: cast.tomasz.id });
  await sockets[2]?.close();
});

test('changing the password asks for the one before, and ends every other session', async () => {
  await cast.as(cast.grace).call(changePassword, { body: { password: 'the first password' } });
  const other = await signInAgain(cast.grace);
  const wrong = { current: 'not the first', password: 'the second password' };
  expect(await cast.as(cast.grace).refused(changePassword, { body: wrong })).toMatchObject({
    status: 422,
    field: 'body.current',
  });
  expect(
    await cast.as(cast.grace).refused(changePassword, { body: { password: 'the second password' } }),
  ).toMatchObject({ status: 422 });
  await cast.as(other).call(getMe);
  await cast
    .as(cast.grace)
    .call(changePassword, { body: { current: 'the first password', password: 'the second password' } });
  expect((await cast.as(other).refused(getMe)).status).toBe(401);
  await cast.as(cast.grace).call(getMe);
});

test('a token acts for its person until it is revoked; then its socket closes', async () => {
  const { id, secret: token } = await cast.as(cast.sunil).call(createToken, { body: { name: 'Report' } });
  expect(token).toMatch(/^fbt_/);
  expect(await cast.as({ token }).call(getMe)).toMatchObject({ id: cast.sunil.id });
  const live = await cast.live({ token });
  expect((await cast.as(cast.lena).refused(revokeToken, { params: { tokenId: id } })).status).toBe(404);
  expect((await cast.as(cast.sunil).call(listTokens)).tokens).toMatchObject([{ id, name: 'Report' }]);
  await cast.as(cast.sunil).call(revokeToken, { params: { tokenId: id } });
  await live.closed;
  expect((await cast.as({ token }).refused(getMe)).status).toBe(401);
  expect((await cast.as(cast.sunil).call(listTokens)).tokens).toEqual([]);
});

test('a token makes no further credentials', async () => {
  const { secret: token } = await cast.as(cast.lena).call(createToken, { body: { name: 'Report' } });
  expect((await cast.as({ token }).refused(createToken, { body: { name: 'Another' } })).status).toBe(403);
  expect(
    (await cast.as({ token }).refused(changePassword, { body: { password: 'long enough now' } })).status,
  ).toBe(403);
});

test('only the hash of a secret is stored', async () => {
  const { rows } = await server.context.pool.query<{ stored: string }>(
    `select to_jsonb(s)::text as stored from sessions s union all select to_jsonb(t)::text from tokens t`,
  );
  expect(rows.length).toBeGreaterThan(5);
  for (const { stored } of rows) expect(stored).not.toContain(cast.amina.secret);
});

test('a session ends thirty days after its last use, and use moves that on', async () => {
  const aged = (days: number) =>
    server.context.pool.query(
      `update sessions set last_used_at = now() - $1::int * interval '1 day', expires_at = now() + (30 - $1::int) * interval '1 day' where id = $2`,
      [days, cast.bea.sessionId],
    );
  await aged(29);
  await cast.as(cast.bea).call(getMe);
  await expect
    .poll(async () => (await cast.as(cast.bea).call(listSessions)).sessions[0]?.lastUsedAt)
    .toMatch(new RegExp(`^${new Date().toISOString().slice(0, 10)}`));
  await aged(31);
  expect((await cast.as(cast.bea).refused(getMe)).status).toBe(401);
});
