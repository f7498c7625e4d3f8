import { expect, test } from 'vitest';
import { fitsPassword, hashPassword } from './password.ts';

test('a password fits its own hash only, and two hashes of it differ', async () => {
  const [first, second] = await Promise.all([hashPassword('a bridge'), hashPassword('a bridge')]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(first).not.toBe(second);
  expect(await fitsPassword('a bridge', first)).toBe(true);
  expect(await fitsPassword('a bridgf', first)).toBe(false);
});

test('a hash with other parameters is checked with its own: a vector of the reference implementation', async () => {
  const made = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
  expect(await fitsPassword('password', made)).toBe(true);
  expect(await fitsPassword('differentpassword', made)).toBe(false);
});

test('no hash fits nothing', async () => {
  expect(await fitsPassword('', null)).toBe(false);
  expect(await fitsPassword('a bridge', undefined)).toBe(false);
  expect(await fitsPassword('a bridge', 'not a hash')).toBe(false);
});
