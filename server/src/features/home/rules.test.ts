import type { Suggestion, Waiting } from '@footbridge/contract/home.ts';
import { expect, test } from 'vitest';
import { chooseSuggestion, inOrder } from './rules.ts';

const waits = (subjectId: string, since: string, dueAt: string | null = null): Waiting => ({
  kind: 'stepProposed',
  subjectId,
  title: '',
  from: null,
  href: '/steps',
  since,
  dueAt,
});

test('what has a date comes first, the nearest before the others, and the rest as long as it waits', () => {
  const waiting = [
    waits('young', '2026-11-20T10:00:00Z'),
    waits('old', '2026-11-02T10:00:00Z'),
    waits('late', '2026-11-01T10:00:00Z', '2026-12-24T10:00:00Z'),
    waits('near', '2026-11-23T10:00:00Z', '2026-11-24T10:00:00Z'),
  ];
  expect(inOrder(waiting).map(({ subjectId }) => subjectId)).toEqual(['near', 'late', 'old', 'young']);
});

const withSomebodyOf = (organisationId: string): Suggestion => ({
  id: organisationId,
  kind: 'again',
  with: {
    id: organisationId,
    name: 'Somebody',
    kind: 'person',
    organisation: { id: organisationId, name: organisationId, shortName: 'SO', hue: 0 },
  },
  because: null,
  href: '/steps/new',
});

test('a step with another organisation is suggested before one within my own, also where that would come first', () => {
  const own = new Set(['north']);
  const suggestions = [withSomebodyOf('north'), withSomebodyOf('harbour'), withSomebodyOf('meridian')];
  expect(chooseSuggestion(suggestions, own)?.id).toBe('harbour');
  expect(chooseSuggestion([withSomebodyOf('north')], own)?.id).toBe('north');
  expect(chooseSuggestion([], own)).toBeUndefined();
});
