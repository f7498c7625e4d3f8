import { AGREEMENT_LINES, type Agreement, type AgreementText } from '@footbridge/contract/agreements.ts';
import { expect, test } from 'vitest';
import { hasOpenDraft, markSeen, noticeOf } from './rules.ts';

const text = (words: string): AgreementText =>
  Object.fromEntries(AGREEMENT_LINES.map((line) => [line, words])) as AgreementText;
const person = {
  id: '',
  name: '',
  kind: 'person' as const,
  organisation: { id: '', name: '', shortName: '', hue: 0 },
};
const agreement = (
  words: string | null,
  versions: string[],
  signed: number | null,
  toSign = false,
): Agreement => ({
  id: 'one',
  subject: 'space',
  title: '',
  draft: words === null ? null : { text: text(words), revision: 1, savedBy: person, savedAt: '' },
  versions: versions.map((version, at) => ({
    version: versions.length - at,
    text: text(version),
    material: true,
    publishedBy: person,
    publishedAt: '',
  })),
  signatures: [],
  mine: { signed, toSign, mayChange: true, mayPublish: true },
});
const storage = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
};

test('a saved text is open until a version says the same', () => {
  expect(hasOpenDraft(agreement(null, [], null))).toBe(false);
  expect(hasOpenDraft(agreement('a', [], null))).toBe(true);
  expect(hasOpenDraft(agreement('b', ['a'], null))).toBe(true);
  expect(hasOpenDraft(agreement('a', ['a'], null))).toBe(false);
});

test('a signature is asked for until it is given; a small change is told until it was looked at', () => {
  const device = storage();
  expect(noticeOf(device, agreement('b', ['b', 'a'], 1, true))).toBe('sign');
  const small = agreement('b', ['b', 'a'], 1);
  expect(noticeOf(device, small)).toBe('minor');
  markSeen(device, small);
  expect(noticeOf(device, small)).toBeNull();
  expect(noticeOf(device, agreement('c', ['c', 'b', 'a'], 1))).toBe('minor');
  expect(noticeOf(device, agreement('a', ['a'], 1))).toBeNull();
});
