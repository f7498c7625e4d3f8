import { expect, test } from 'vitest';
import { PASSWORDS_PER_ACCOUNT, addressKey, windowStart } from './rules.ts';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8:1:2::', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
  ['fe80::1', 'fe80:0:0:0'],
])('the address %s counts as %s', (address, key) => {
  expect(addressKey(address)).toBe(key);
});

test('a window begins at a whole quarter of an hour', () => {
  const start = windowStart(PASSWORDS_PER_ACCOUNT, Date.parse('2026-11-24T10:29:59Z'));
  expect(new Date(start).toISOString()).toBe('2026-11-24T10:15:00.000Z');
});
