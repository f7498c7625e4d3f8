import {
  STAKE_LEVELS,
  type Stakes,
  isNothingBig,
  oneNotchUp,
  timeStakeOf,
} from '@footbridge/contract/steps/stakes.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Finished, type SuggestingFrom, suggestSteps } from './rules.ts';

const AT = '2026-11-24T10:00:00.000Z';
const daysAgo = (days: number) => new Date(Date.parse(AT) - days * 86_400_000).toISOString();
const SMALL: Stakes = { time: 'hour', money: 'none', reputation: 'betweenUs', data: 'none' };

const done = (stepId: string, personId: string, more: Partial<Finished> = {}): Finished => ({
  stepId,
  outcome: 'done',
  endedAt: daysAgo(3),
  stakes: SMALL,
  others: [{ personId, elsewhere: true }],
  ...more,
});
const suggest = (finished: Finished[], more: Partial<SuggestingFrom> = {}) =>
  suggestSteps({ finished, busyWith: new Set(), notNow: new Map(), at: AT, ...more }).map(
    ({ kind, personId, because, besideId }) => [kind, personId, because, besideId],
  );

test('a notch up moves exactly one axis by exactly one level, the lowest one', () => {
  const stakes = fc.record({
    time: fc.constantFrom(...STAKE_LEVELS.time),
    money: fc.constantFrom(...STAKE_LEVELS.money),
    reputation: fc.constantFrom(...STAKE_LEVELS.reputation),
    data: fc.constantFrom(...STAKE_LEVELS.data),
  });
  const level = (one: Stakes, axis: keyof Stakes) =>
    (STAKE_LEVELS[axis] as readonly string[]).indexOf(one[axis]);
  fc.assert(
    fc.property(stakes, (before) => {
      const up = oneNotchUp(before);
      if (up === undefined) return;
      const moved = (Object.keys(STAKE_LEVELS) as (keyof Stakes)[]).filter(
        (axis) => before[axis] !== up.stakes[axis],
      );
      expect(moved).toEqual([up.axis]);
      expect(level(up.stakes, up.axis)).toBe(level(before, up.axis) + 1);
      expect(up.stakes.data).not.toBe(before.data === 'personal' ? '' : 'personal');
    }),
  );
});

test('nothing big is at stake up to the second level, and hours make the level of time', () => {
  expect(isNothingBig({ ...SMALL, time: 'halfDay', money: 'smallChange' })).toBe(true);
  expect(isNothingBig({ ...SMALL, data: 'internal' })).toBe(false);
  expect([1, 4, 5, 25].map(timeStakeOf)).toEqual(['hour', 'halfDay', 'days', 'weeks']);
});

test('done suggests a notch up, changed the same again, stopped nothing', () => {
  expect(suggest([done('s', 'ana')])).toEqual([['notchUp', 'ana', 's', undefined]]);
  expect(suggest([done('s', 'ana', { outcome: 'changed' })])).toEqual([['again', 'ana', 's', undefined]]);
  expect(suggest([done('s', 'ana', { outcome: 'stopped' })])).toEqual([]);
});

test('the latest step with somebody counts, and a year ago is too long', () => {
  const older = done('old', 'ana', { endedAt: daysAgo(30) });
  expect(suggest([older, done('new', 'ana', { outcome: 'stopped' })])).toEqual([]);
  expect(suggest([done('s', 'ana', { endedAt: daysAgo(366) })])).toEqual([]);
});

test('every second time it goes sideways, with a third whom I have worked with too', () => {
  const twice = [done('a', 'ana'), done('b', 'ana', { endedAt: daysAgo(9) })];
  expect(suggest([...twice, done('c', 'bo')])).toContainEqual(['thirdPerson', 'bo', 'a', 'ana']);
  expect(suggest(twice)).toEqual([['notchUp', 'ana', 'a', undefined]]);
});

test("'not now' is kept ninety days; nothing is suggested with whom a step is open", () => {
  const finished = [done('s', 'ana')];
  expect(suggest(finished, { notNow: new Map([['ana', daysAgo(89)]]) })).toEqual([]);
  expect(suggest(finished, { notNow: new Map([['ana', daysAgo(90)]]) })).toHaveLength(1);
  expect(suggest(finished, { busyWith: new Set(['ana']) })).toEqual([]);
});

test('people of other organisations come first', () => {
  const near = done('n', 'near', { others: [{ personId: 'near', elsewhere: false }] });
  expect(suggest([near, done('f', 'far', { endedAt: daysAgo(20) })]).map(([, personId]) => personId)).toEqual(
    ['far', 'near'],
  );
});
