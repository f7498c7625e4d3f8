import { expect, it } from 'vitest';
import { isSlipOf, isSlipOfName, slips } from './rules.ts';

it.each([
  ['heating', 'heating', 0],
  ['haeting', 'heating', 1],
  ['heting', 'heating', 1],
  ['heatingg', 'heating', 1],
  ['heatinh', 'heating', 1],
  ['recieve', 'receive', 1],
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
])('from %j to %j are %i slips', (written, word, count) => {
  expect(slips(Array.from(written), Array.from(word))).toBe(count);
});

it('forgives short words one slip, longer ones two, the shortest none', () => {
  expect(isSlipOf('budgte', 'budget')).toBe(true);
  expect(isSlipOf('comittes', 'committee')).toBe(true);
  expect(isSlipOf('rot', 'rota')).toBe(true);
  expect(isSlipOf('rota', 'note')).toBe(false);
  expect(isSlipOf('to', 'two')).toBe(false);
});

it('takes a name for meant when each word may be one of its words', () => {
  expect(isSlipOfName('garce okafro', 'Grace Okafor')).toBe(true);
  expect(isSlipOfName('grace oka', 'Grace Okafor')).toBe(true);
  expect(isSlipOfName('grace smith', 'Grace Okafor')).toBe(false);
});
