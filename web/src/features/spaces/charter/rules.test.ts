import { expect, test } from 'vitest';
import { charterFrom, keptInWords } from './rules.ts';

const filled = (values: Record<string, string>) => charterFrom((name) => values[name] ?? '');

test('a term is a number of days, a typed number goes before it, and open is no number', () => {
  expect(filled({ kept: '730' }).keptDays).toBe(730);
  expect(filled({ kept: 'days', keptDays: '45' }).keptDays).toBe(45);
  expect(filled({ kept: 'open', keptDays: '45' }).keptDays).toBeNull();
});

test('a charter keeps what was written, without the space around it', () => {
  expect(
    filled({
      kept: 'open',
      purpose: ' Warm homes\n',
      norms: 'One\n\nTwo',
      channels: ' Call ',
      disclosable: 'on',
    }),
  ).toEqual({
    purpose: 'Warm homes',
    norms: 'One\n\nTwo',
    channels: 'Call',
    answerTimes: '',
    conflicts: '',
    keptDays: null,
    disclosable: true,
  });
});

test('how long messages are kept is said in the largest unit', () => {
  expect(keptInWords(730)).toBe('2 years, then they are deleted');
  expect(keptInWords(null)).toBe('Until somebody decides otherwise');
});
