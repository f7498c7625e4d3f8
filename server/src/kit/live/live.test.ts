import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as auth from '@footbridge/contract/auth.ts';
import * as chat from '@footbridge/contract/chat.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import { WebSocket } from 'ws';
import { createCast } from '../../../test/cast.ts';
import { credentialOf } from '../../../test/client.ts';
import { activityOf } from '../../../test/live.ts';
import { startTestServer } from '../../../test/server.ts';
import { openSpace, say } from '../../../test/spaces.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, rhys, tomasz, grace } = cast;

const kindsOf = (frames: { kind?: string }[]) => frames.map((frame) => frame.kind);

describe('following', () => {
  test('what is missing comes first and in order, then what happens, without hole or double', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    for (let at = 0; at < 5; at += 1) await say(cast, amina, space.id, `before ${at}`);
    const live = await cast.live(tomasz);
    const following = live.follow([space.id, 0]);
    const during = Promise.all(
      Array.from({ length: 20 }, (_, at) => say(cast, amina, space.id, `during ${at}`)),
    );
    await following;
    const last = (await during).reduce((highest, { seq }) => Math.max(highest, seq), 0);
    await live.next((frame) => frame.seq === last);
    const places = activityOf(live.frames, space.id).map((frame) => frame.seq);
    expect(places).toEqual(Array.from({ length: last }, (_, at) => at + 1));
    await live.close();
  });

  test('a space that is not mine answers as one that does not exist, and nothing of it is heard', async () => {
    const space = await openSpace(cast, amina, [tomasz]);
    const live = await cast.live(grace);
    await live.follow([space.id, 0], [randomUUID(), 0], [amina.id, 0]);
    expect(live.frames.filter((frame) => frame.type === 'reset').map((frame) => frame['reason'])).toEqual([
      'gone',
      'gone',
      'gone',
    ]);
    await say(cast, amina, space.id, 'not for you');
    expect(await live.during(150)).toEqual([]);
    await live.close();
  });

  test('a gap longer than catching up allows is answered by a reset', async () => {
    const space = await openSpace(cast, amina, []);
    await server.context.pool.query('update feeds set last_seq = last_seq + 2001 where id = $1', [space.id]);
    const live = await cast.live(amina);
    await live.follow([space.id, 0]);
    expect(live.frames.find((frame) => frame.type === 'reset')?.['reason']).toBe('gapTooLong');
    await live.close();
  });

  test("with 'since joining', an edit of an older message is only a place, not its text", async () => {
    const space = await openSpace(cast, amina, [], { historyRule: 'sinceJoining' });
    const old = await say(cast, amina, space.id, 'canary-old');
    await cast.bringIn(space.id, tomasz);
    const live = await cast.live(tomasz);
    await live.follow([space.id, 0]);
    await cast
      .as(amina)
      .call(chat.editMessage, { params: { messageId: old.id }, body: { source: 'canary-old edited' } });
    await cast.as(amina).call(chat.addReaction, { params: { messageId: old.id, emoji: '👍' } });
    const fresh = await say(cast, amina, space.id, 'new');
    await live.next((frame) => frame.seq === fresh.seq);
    expect(JSON.stringify(live.frames)).not.toContain('canary-old');
    expect(
      kindsOf(activityOf(live.frames, space.id)).filter(
        (kind) => kind === 'messageEdited' || kind === 'reactionsChanged',
      ),
    ).toEqual([]);
    await live.close();
  });
});

describe('losing the right to hear', () => {
  test('a removed member hears nothing said later, even while many are writing', async () => {
    const space = await openSpace(cast, amina, [tomasz, rhys]);
    const live = await cast.live(tomasz);
    await live.follow([space.id, 0], [tomasz.id, 0]);
    const writing = Promise.all(
      Array.from({ length: 60 }, (_, at) => say(cast, rhys, space.id, `busy ${at}`)),
    );
    await cast.as(amina).call(spaces.removeMember, { params: { spaceId: space.id, personId: tomasz.id } });
    await writing;
    await live.next('spaceLost');
    await live.during(150);
    const heard = activityOf(live.frames, space.id).map((frame) => frame.seq);
    const left = await server.context.db
      .selectFrom('memberships')
      .select('to_seq')
      .where('space_id', '=', space.id)
      .where('person_id', '=', tomasz.id)
      .executeTakeFirstOrThrow();
    expect(Math.max(...heard)).toBeLessThan(left.to_seq ?? 0);
    await live.close();
  });

  test('signing out everywhere closes the socket at once, and another session of another person stays', async () => {
    const mine = await cast.live(rhys);
    const other = await cast.live(grace);
    const started = performance.now();
    await cast.as(rhys).call(auth.signOut, { body: { everywhere: true } });
    await mine.closed;
    expect(performance.now() - started).toBeLessThan(1000);
    expect(mine.frames.at(-1)).toMatchObject({ type: 'goodbye', again: false });
    expect(await other.during(50)).toEqual([]);
    await other.close();
  });

  test('a session ended by another process is noticed', async () => {
    const token = await cast.as(grace).call(auth.createToken, { body: { name: 'a program' } });
    const live = await cast.live({ token: token.secret });
    await server.context.pool.query('update tokens set revoked_at = now() where id = $1', [token.id]);
    server.sockets.revalidatePerson(grace.id);
    await live.closed;
  });
});

describe('the socket', () => {
  const refusal = (headers: Record<string, string>, path = '/live') =>
    new Promise<number>((resolve) => {
      const ws = new WebSocket(`${server.url.replace(/^http/, 'ws')}${path}`, { headers });
      ws.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      ws.on('open', () => resolve(200));
      ws.on('error', () => undefined);
    });

  test('needs a session from our own page, or a token; never one in the address', async () => {
    const own = credentialOf(amina, server.url);
    expect(await refusal({})).toBe(401);
    expect(await refusal({ ...own, origin: 'https://evil.example' })).toBe(403);
    expect(await refusal({ cookie: own['cookie'] ?? '' })).toBe(403);
    expect(await refusal({ origin: own['origin'] ?? '' }, `/live?token=${amina.secret}`)).toBe(404);
    expect(await refusal(own)).toBe(200);
  });

  test.each([
    ['not json'],
    ['[]'],
    ['{"type":"nothing"}'],
    ['{"type":"follow","feeds":[["x",1]]}'],
    ['{"type":"follow","feeds":[],"extra":1}'],
  ])('closes on a frame that has not its form: %s', async (text) => {
    const ws = new WebSocket(`${server.url.replace(/^http/, 'ws')}/live`, {
      headers: credentialOf(amina, server.url),
    });
    const frames: string[] = [];
    ws.on('message', (data) => frames.push((data as Buffer).toString('utf8')));
    await new Promise((resolve) => ws.on('open', resolve));
    ws.send(text);
    await new Promise((resolve) => ws.on('close', resolve));
    expect(frames.at(-1)).toContain('badFrame');
  });

  test('a frame over the limit closes the socket and the server goes on', async () => {
    const ws = new WebSocket(`${server.url.replace(/^http/, 'ws')}/live`, {
      headers: credentialOf(amina, server.url),
    });
    await new Promise((resolve) => ws.on('open', resolve));
    ws.send('x'.repeat(70_000));
    await new Promise((resolve) => ws.on('close', resolve));
    await (await cast.live(amina)).close();
  });
});

test('typing is heard by others in the space, not by its writer and not outside', async () => {
  const space = await openSpace(cast, amina, [tomasz]);
  const [writer, reader, outsider] = await Promise.all([
    cast.live(amina),
    cast.live(tomasz),
    cast.live(grace),
  ]);
  await Promise.all([writer.follow([space.id, 0]), reader.follow([space.id, 0])]);
  writer.say({ type: 'typing', spaceId: space.id });
  expect(await reader.next('typing')).toMatchObject({ feed: space.id, person: { name: 'Amina Yusuf' } });
  outsider.say({ type: 'typing', spaceId: space.id });
  expect(await reader.during(100, 'typing')).toEqual([]);
  expect(writer.frames.some((frame) => frame.type === 'typing')).toBe(false);
  await Promise.all([writer.close(), reader.close(), outsider.close()]);
});

test('what another process commits is delivered too', async () => {
  const space = await openSpace(cast, amina, [tomasz]);
  const live = await cast.live(tomasz);
  await live.follow([space.id, 0]);
  await server.context.pool.query(
    `with place as (update feeds set last_seq = last_seq + 1 where id = $1 returning last_seq)
     insert into activity (feed_id, seq, kind, subject_id, at) select $1, last_seq, 'spaceRenamed', $1, now() from place`,
    [space.id],
  );
  expect(await live.next('spaceRenamed')).toMatchObject({ feed: space.id });
  await live.close();
});

test('a stopping server tells its sockets to come back, and they catch up with the next one', async () => {
  const space = await openSpace(cast, amina, [grace]);
  const live = await cast.live(grace);
  await live.follow([space.id, 0]);
  await server.stop();
  await live.closed;
  expect(live.frames.at(-1)).toMatchObject({ type: 'goodbye', again: true, reason: 'stopping' });
  await server.again();
});
