import { stagesAfter } from '@footbridge/contract/cases.ts';
import { expect, test } from 'vitest';
import { fitHelpers } from './rules.ts';

const parties = [
  { personId: 'rhys', organisationId: 'council' },
  { personId: 'ana', organisationId: 'care' },
];
const helper = (personId: string, ...organisationIds: string[]) => ({ personId, organisationIds });
const naming = (kind: Parameters<typeof fitHelpers>[0]['kind'], ...helpers: ReturnType<typeof helper>[]) =>
  fitHelpers({ kind, helpers, parties, formerIds: ['grace'] });

test('the path goes one stage on at a time, and an appeal comes only by appealing', () => {
  expect(stagesAfter('facilitator')).toEqual(['facilitator', 'onePersonEach']);
  expect(stagesAfter('onePersonEach')).toEqual(['onePersonEach', 'mediator']);
  expect(stagesAfter('mediator')).toEqual(['mediator']);
  expect(stagesAfter('appeal')).toEqual(['appeal']);
});

test('nobody helps in their own case', () => {
  expect(naming('facilitator', helper('ana', 'care'))).toBe('partyHelps');
  expect(naming('appeal', helper('rhys', 'council'))).toBe('partyHelps');
});

test('one person of each organisation means just that', () => {
  expect(naming('onePersonEach', helper('amina', 'council'))).toBe('oneOfEachNeeded');
  expect(naming('onePersonEach', helper('amina', 'council'), helper('megan', 'council'))).toBe(
    'oneOfEachNeeded',
  );
  expect(naming('onePersonEach', helper('both', 'council', 'care'), helper('megan', 'council'))).toEqual(
    new Map([
      ['both', 'care'],
      ['megan', 'council'],
    ]),
  );
});

test('a mediator is from outside, and an appeal goes to people who did not help before', () => {
  expect(naming('mediator', helper('both', 'energy', 'care'))).toBe('outsiderNeeded');
  expect(naming('mediator', helper('lena', 'energy'))).toEqual(new Map([['lena', 'energy']]));
  expect(naming('appeal', helper('grace', 'energy'))).toBe('othersNeeded');
  expect(naming('appeal', helper('lena', 'energy'))).toEqual(new Map([['lena', 'energy']]));
});
