import type { Policy, PolicyVersion } from '@footbridge/contract/policies.ts';
import { expect, test } from 'vitest';
import { comparedWith } from './rules.ts';

const version = (number: number): PolicyVersion => ({
  version: number,
  title: '',
  summary: '',
  body: '',
  material: true,
  publishedBy: { id: '', name: '' },
  publishedAt: '',
});
const versions = [version(3), version(2), version(1)];
const policy = (accepted: number | null): Policy => ({
  id: '',
  organisation: null,
  title: '',
  summary: '',
  version: 3,
  publishedAt: '',
  accepted: accepted === null ? null : { version: accepted, at: '' },
  due: true,
  withdrawnAt: null,
  mine: false,
});

test('what changed is told from the version that the reader accepted, however long ago', () => {
  expect(comparedWith(policy(1), versions)?.version).toBe(1);
  expect(comparedWith(policy(2), versions)?.version).toBe(2);
});

test('to whom it is new, and who accepted the newest, there is nothing to compare', () => {
  expect(comparedWith(policy(null), versions)).toBeUndefined();
  expect(comparedWith(policy(3), versions)).toBeUndefined();
});
