import fc from 'fast-check';
import { MAX_SOURCE_BYTES } from '@footbridge/contract/kit/richtext.ts';
import { plainText } from '@footbridge/contract/kit/plainText.ts';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../kit/text/parse.ts';
import { allWords, anyWord, draftSource, escaped, quoted } from './rules.ts';

const WORDS = { whoTookPart: 'Who took part', whatHappened: 'What happened', whatCame: 'What came of it' };
const NOBODY = { person: () => undefined, space: () => undefined };

describe('a draft', () => {
  it('says the day once for what happened on it, in order', () => {
    const source = draftSource(
      {
        purpose: 'Warm homes',
        people: [{ name: 'Ana', organisation: 'Harbour Care' }],
        moments: [
          { at: '2026-11-05T09:00:00.000Z', text: '- Second' },
          { at: '2026-11-04T09:00:00.000Z', text: '- First' },
          { at: '2026-11-05T10:00:00.000Z', text: '- Third' },
        ],
      },
      WORDS,
    );
    expect(source).toBe(
      [
        'Warm homes',
        '## Who took part',
        '- Ana, Harbour Care',
        '## What happened',
        '### 4 November 2026',
        '- First',
        '### 5 November 2026',
        '- Second',
        '- Third',
        '## What came of it',
      ].join('\n\n'),
    );
  });

  it('fits into a text however much happened', () => {
    const moments = Array.from({ length: 200 }, (_, at) => ({
      at: new Date(at * 1e8).toISOString(),
      text: quoted('é'.repeat(2000), 'Ana'),
    }));
    const source = draftSource({ purpose: '', people: [], moments }, WORDS);
    expect(Buffer.byteLength(source)).toBeLessThan(MAX_SOURCE_BYTES);
    expect(source).toContain('What came of it');
  });

  it('shows a name as it is written, whatever signs it holds', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z][ -~]{0,30}[A-Za-z]$/), (name) => {
        const source = `- ${escaped(name)}`;
        expect(plainText(parseMarkdown(source, NOBODY).body)).toContain(
          name.replaceAll(/ +/g, ' ').slice(0, 3),
        );
        expect(parseMarkdown(source, NOBODY).links).toEqual([]);
      }),
    );
  });
});

describe('words asked for', () => {
  it('are all of them, by their beginnings, or any of the longer ones', () => {
    expect(allWords('Heat map: (2026)')).toBe('Heat:* & map:* & 2026:*');
    expect(anyWord('a map of heat')).toBe('map | heat');
    expect([allWords(' &|! '), anyWord('a of')]).toEqual([undefined, undefined]);
  });
});
