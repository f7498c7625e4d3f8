import type { StepSummary } from '@footbridge/contract/steps.ts';
import { expect, test } from 'vitest';
import { levelInWords, readStart, stagesOf, standingOf } from './rules.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const organisation = { id: 'o', name: 'Harbour Care', shortName: 'HC', hue: 40 };
const person = (id: string, accepted: boolean) => ({
  person: { id, name: id, kind: 'person' as const, organisation },
  accepted,
  benefit: '',
  atStake: '',
});

const proposed: StepSummary = {
  id: 's',
  title: 'Sit in on one morning',
  state: 'proposed',
  people: [person('amina', true), person('tomasz', false)],
  proposedBy: 'amina',
  proposedAt: '2026-11-20T10:00:00Z',
  lapsesAt: '2026-12-04T10:00:00Z',
  timeBox: 'twoWeeks',
  startsAt: null,
  agreedAt: null,
  halfAt: null,
  dueAt: null,
  ending: null,
  spaceId: null,
};
const underWay: StepSummary = {
  ...proposed,
  state: 'underWay',
  agreedAt: '2026-11-21T10:00:00Z',
  dueAt: '2026-12-05T10:00:00Z',
};

test('a proposal waits for the one who has not answered, and is sent for the one who has', () => {
  expect(standingOf(proposed, 'tomasz', NOW)).toBe('toAnswer');
  expect(standingOf(proposed, 'amina', NOW)).toBe('sent');
  expect(standingOf({ ...proposed, lapsesAt: '2026-11-24T09:00:00Z' }, 'tomasz', NOW)).toBe('lapsed');
});

test('a step goes on until its time is over, and then asks how it ended', () => {
  expect(standingOf(underWay, 'amina', NOW)).toBe('underWay');
  expect(standingOf({ ...underWay, dueAt: '2026-11-24T10:00:00Z' }, 'amina', NOW)).toBe('timeOver');
  expect(standingOf({ ...underWay, state: 'ended' }, 'amina', NOW)).toBe('ended');
});

test('the line of stages is at one place at a time', () => {
  expect(stagesOf(proposed).map(({ here }) => here)).toEqual([true, false, false, false]);
  expect(stagesOf(underWay).map(({ reached }) => reached)).toEqual([true, true, true, false]);
});

test('an address says with whom and from what; one that says nothing is a beginning too', () => {
  expect(readStart(new URLSearchParams('with=a,b&from=offer:o&what=Tea'))).toEqual({
    withIds: ['a', 'b'],
    from: { kind: 'offer', id: 'o' },
    what: 'Tea',
  });
  expect(readStart(new URLSearchParams(''))).toEqual({ withIds: [], from: null, what: '' });
});

test("'none' is said of money in other words than of data", () => {
  expect(levelInWords('money', 'none')).toBe('None');
  expect(levelInWords('data', 'none')).toBe('Nothing leaves the room');
});
