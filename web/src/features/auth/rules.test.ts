import { expect, test } from 'vitest';
import { secretOf } from './rules.ts';

const secret = 'a'.repeat(21) + '_' + 'Z'.repeat(20) + '-';

test('the secret of a link stands behind its #', () => {
  expect(secretOf(`#${secret}`)).toBe(secret);
});

test.each(['', '#', `#${secret.slice(1)}`, `#${secret}x`, `#${secret}\n`, `#${secret.slice(1)}=`])(
  'a link that lost a part or gained one (%j) has no secret',
  (hash) => {
    expect(secretOf(hash)).toBeNull();
  },
);
