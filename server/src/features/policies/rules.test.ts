import { expect, test } from 'vitest';
import { remindableAt } from './rules.ts';

test('people are not reminded twice within the pause, and may be the moment it is over', () => {
  expect(remindableAt(null, '2026-11-24T10:00:00.000Z', 3)).toBeNull();
  expect(remindableAt('2026-11-24T10:00:00.000Z', '2026-11-26T10:00:00.000Z', 3)).toBe(
    '2026-11-27T10:00:00.000Z',
  );
  expect(remindableAt('2026-11-24T10:00:00.000Z', '2026-11-27T10:00:00.000Z', 3)).toBeNull();
});
