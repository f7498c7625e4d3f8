import { expect, test } from 'vitest';
import { type Figure, isMet, jsonLine, judged, table } from './report.ts';

const figure = (changes: Partial<Figure>): Figure => ({
  workload: 'W2',
  metric: 'posts per second / bare inserts per second',
  value: 0.42,
  must: 0.3,
  aim: 0.5,
  better: 'higher',
  subject: 420,
  floor: 1000,
  unit: 'per second',
  valid: true,
  ...changes,
});

test.each<[Partial<Figure>, string]>([
  [{}, 'must'],
  [{ value: 0.5 }, 'aim'],
  [{ value: 0.29 }, 'MISSED'],
  [{ better: 'lower', must: 4, aim: 2, value: 2 }, 'aim'],
  [{ better: 'lower', must: 4, aim: 2, value: 4.1 }, 'MISSED'],
  [{ value: 0.9, valid: false }, 'void'],
])('%o is judged as %s', (changes, judgement) => {
  expect(judged(figure(changes))).toBe(judgement);
  expect(isMet(figure(changes))).toBe(judgement === 'aim' || judgement === 'must');
});

test('a program reads the same fields of every figure, and no note', () => {
  expect(jsonLine(figure({ note: 'for people' }))).toBe(
    '{"workload":"W2","metric":"posts per second / bare inserts per second","value":0.42,"must":0.3,"aim":0.5,"better":"higher","subject":420,"floor":1000,"unit":"per second","valid":true}',
  );
});

test('the table says of each figure whether it holds', () => {
  expect(table([figure({ value: 0.2 })])).toContain('| 0.200 | ≥ 0.300 | ≥ 0.500 | MISSED | 420 | 1000 |');
});
