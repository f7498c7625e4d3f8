import type { RoundAnswer } from '@footbridge/contract/rounds.ts';
import { expect, test } from 'vitest';
import { addressesIn, dateAfter, endOfDay, roundInCsv, roundInMarkdown, stepAddress } from './rules.ts';

const ID = '0198c0de-0000-7000-8000-000000000001';

const answerOf = (more: Partial<RoundAnswer>): RoundAnswer => ({
  id: ID,
  author: {
    id: ID,
    name: 'Dilys Hughes',
    kind: 'person',
    organisation: { id: ID, name: 'Fairfield College', shortName: 'FC', hue: 220 },
    account: false,
  },
  mine: false,
  brings: 'A kitchen',
  bettersMe: '',
  easyBecause: 'it is empty\non Mondays',
  answeredAt: '2026-11-24T10:00:00.000Z',
  changedAt: null,
  yesByMe: false,
  yesBy: [],
  outcome: { kind: 'stillOpen', line: 'In spring', at: '2026-11-24T10:00:00.000Z' },
  becameStep: null,
  ...more,
});

test('a round as a document names each person with what they answered, and what somebody wrote is no markup', () => {
  expect(roundInMarkdown('What can I *bring*?', [answerOf({ brings: '# A <b>kitchen</b>' })])).toBe(
    [
      String.raw`# What can I \*bring\*?`,
      '',
      '## Dilys Hughes, Fairfield College (without account)',
      '',
      String.raw`- **What I can bring:** \# A \<b\>kitchen\</b\>`,
      '- **It is easy because:** it is empty on Mondays',
      '- **Still open:** In spring',
      '',
    ].join('\n'),
  );
});

test.each(['=1+1', '+1', '-1', '@sum', '\tx'])(
  'a table takes %j for text and not for a formula',
  (brings) => {
    expect(roundInCsv([answerOf({ brings })])).toContain(`"'${brings}"`);
  },
);

test('a table keeps quotes and line breaks within their cell', () => {
  const [, row] = roundInCsv([answerOf({ brings: 'A "large" kitchen', outcome: null })]).split('\r\n');
  expect(row).toBe(
    '"Dilys Hughes","Fairfield College","without","A ""large"" kitchen","","it is empty\non Mondays","",""',
  );
});

test('addresses stand one a line or with commas between', () => {
  expect(addressesIn(' a@x.org\nb@x.org, c@x.org;\n')).toEqual(['a@x.org', 'b@x.org', 'c@x.org']);
  expect(addressesIn('  ')).toEqual([]);
});

test('a round ends with its last day', () => {
  const now = new Date(2026, 10, 24, 10);
  expect(dateAfter(now, 14)).toBe('2026-12-08');
  expect(new Date(endOfDay('2026-12-08')).getHours()).toBe(23);
});

test('a step from an answer begins with whom, from where and what', () => {
  expect(stepAddress(['p'], 'a', 'A kitchen & more')).toBe(
    '/steps/new?with=p&from=answer%3Aa&what=A+kitchen+%26+more',
  );
});
