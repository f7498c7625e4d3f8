import {
  askForSignInLink,
  changePassword,
  signInWithLink,
  signInWithPassword,
} from '@footbridge/contract/auth.ts';
import { getMe } from '@footbridge/contract/people.ts';
import { expect, test } from 'vitest';
import { emailOf } from '../../../seeds/cast.ts';
import { createCast } from '../../../test/cast.ts';
import { secretIn } from '../../../test/mailbox.ts';
import { startTestServer } from '../../../test/server.ts';

const server = await startTestServer();
const cast = await createCast(server);
const PASSWORD = 'a bridge has two ends';
const nobody = cast.as();

const tryPassword = (email: string, password: string) =>
  nobody.request('POST', '/api/sign-in/with-password', { body: { email, password } });

async function mailedSecret(name: 'rhys' | 'megan' | 'ana' | 'tomasz'): Promise<string> {
  await nobody.call(askForSignInLink, { body: { email: emailOf(name) } });
  return secretIn(await server.mailbox.next(emailOf(name)));
}

test('e-mail and password sign in, whatever the case and form they are typed in', async () => {
  await cast.as(cast.amina).call(changePassword, { body: { password: `${PASSWORD} \u00e9` } });
  const answer = await tryPassword('  AMINA@example.org ', `${PASSWORD} e\u0301`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Lax/);
  const me = await cast.as({ secret: answer.secret ?? '' }).call(getMe);
  expect(me).toMatchObject({ id: cast.amina.id, hasPassword: true });
});

test('a wrong password, an unknown address and an account without a password get the same answer', async () => {
  const answers = await Promise.all([
    tryPassword(emailOf('amina'), 'not the password'),
    tryPassword('stranger@example.org', 'not the password'),
    tryPassword(emailOf('grace'), 'not the password'),
  ]);
  const [first] = answers;
  expect(first.status).toBe(403);
  for (const answer of answers) {
    expect(answer.text).toBe(first.text);
    expect([...answer.headers.keys()]).toEqual([...first.headers.keys()]);
  }
});

test('after ten wrong passwords an account waits, known or not, even for many attempts at once', async () => {
  for (const email of [emailOf('sunil'), 'stranger2@example.org']) {
    const answers = await Promise.all(Array.from({ length: 14 }, () => tryPassword(email, 'guess')));
    expect(answers.filter((answer) => answer.status === 403)).toHaveLength(10);
    const waiting = answers.filter((answer) => answer.status === 429);
    expect(waiting).toHaveLength(4);
    expect(JSON.parse(waiting[0]?.text ?? '')).toMatchObject({ code: 'tooManyAttempts', limit: 10 });
    expect(Number(waiting[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  }
});

test('right passwords are not held against anybody', async () => {
  for (let time = 0; time < 12; time += 1) {
    expect((await tryPassword(emailOf('amina'), `${PASSWORD} \u00e9`)).status).toBe(200);
  }
});

test('a mailed link signs in once', async () => {
  const secret = await mailedSecret('rhys');
  const used = await nobody.request('POST', '/api/sign-in/with-link', { body: { secret } });
  expect(await cast.as({ secret: used.secret ?? '' }).call(getMe)).toMatchObject({ id: cast.rhys.id });
  expect(await nobody.refused(signInWithLink, { body: { secret } })).toMatchObject({
    status: 410,
    code: 'linkSpent',
  });
});

test('of two that use a link at once, one is signed in', async () => {
  const secret = await mailedSecret('megan');
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => nobody.request('POST', '/api/sign-in/with-link', { body: { secret } })),
  );
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([
    200, 410, 410, 410, 410, 410,
  ]);
});

test('a link stops working after a quarter of an hour, and when the password is changed', async () => {
  const late = await mailedSecret('ana');
  server.clock.advance(16 * 60_000);
  expect((await nobody.refused(signInWithLink, { body: { secret: late } })).status).toBe(410);
  const overtaken = await mailedSecret('tomasz');
  await cast.as(cast.tomasz).call(changePassword, { body: { password: PASSWORD } });
  expect((await nobody.refused(signInWithLink, { body: { secret: overtaken } })).status).toBe(410);
});

test('an unknown address gets the same answer, and no mail goes anywhere', async () => {
  const ask = (email: string) => nobody.request('POST', '/api/sign-in/links', { body: { email } });
  const before = server.mailbox.mails.length;
  const [known, unknown] = [await ask(emailOf('lena')), await ask('stranger@example.org')];
  expect(unknown.text).toBe(known.text);
  expect(unknown.status).toBe(known.status);
  await server.mailbox.next(emailOf('lena'));
  expect(server.mailbox.mails.slice(before).map((mail) => mail.to)).toEqual([emailOf('lena')]);
});

test('five links in a quarter of an hour are enough for one address', async () => {
  const ask = () => nobody.request('POST', '/api/sign-in/links', { body: { email: 'flood@example.org' } });
  const answers = await Promise.all(Array.from({ length: 7 }, ask));
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(2);
  server.clock.advance(16 * 60_000);
  expect((await ask()).status).toBe(200);
});

test('one address does not have mails sent to everybody', async () => {
  const ask = (email: string) => nobody.request('POST', '/api/sign-in/links', { body: { email } });
  server.clock.advance(16 * 60_000);
  const answers = await Promise.all(Array.from({ length: 53 }, (_, at) => ask(`somebody${at}@example.org`)));
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(3);
});

test('no other page signs anybody in or out', async () => {
  const headers = { origin: 'https://elsewhere.example' };
  const body = { email: emailOf('amina'), password: `${PASSWORD} \u00e9` };
  const answer = await nobody.request('POST', '/api/sign-in/with-password', { body, headers });
  expect(answer.status).toBe(403);
  expect(answer.secret).toBeUndefined();
});

test('what is no text where text is expected is refused, not looked up', async () => {
  for (const email of [{ $ne: '' }, ['a@example.org'], null, 7]) {
    const answer = await nobody.request('POST', '/api/sign-in/with-password', {
      body: { email, password: PASSWORD },
    });
    expect(answer.status).toBe(422);
  }
  expect(
    await nobody.refused(signInWithPassword, {
      body: { email: emailOf('amina'), password: 'x'.repeat(201) },
    }),
  ).toMatchObject({ status: 422 });
});
