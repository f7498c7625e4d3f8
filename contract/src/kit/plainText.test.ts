import { describe, expect, it } from 'vitest';
import { plainText } from './plainText.ts';
import type { Block, RichText } from './richtext.ts';

const text = (words: string) => ({ type: 'text', text: words }) as const;
const paragraph = (words: string): Block => ({ type: 'paragraph', children: [text(words)] });

describe('plain text', () => {
  it('gives the words of every kind of node', () => {
    const body: RichText = {
      blocks: [
        { type: 'heading', level: 2, children: [text('Rota')] },
        {
          type: 'paragraph',
          children: [
            { type: 'person', personId: '0190a0a0-0000-7000-8000-000000000001', name: 'Amina Yusuf' },
            text(' and '),
            { type: 'everyone' },
            { type: 'break' },
            { type: 'strong', children: [text('see')] },
            text(' '),
            { type: 'link', href: 'https://example.org/rota', children: [text('the rota')] },
            { type: 'emoji', name: 'tada', char: '🎉' },
            { type: 'emoji', name: 'partyparrot' },
            { type: 'space', spaceId: '0190a0a0-0000-7000-8000-000000000002', name: 'Winter warmth' },
            { type: 'image', href: 'https://example.org/a.png', alt: '' },
          ],
        },
        { type: 'quote', children: [paragraph('quoted')] },
        {
          type: 'list',
          ordered: true,
          start: 3,
          tight: true,
          items: [{ children: [paragraph('three')] }, { checked: true, children: [paragraph('four')] }],
        },
        {
          type: 'list',
          ordered: false,
          tight: true,
          items: [{ checked: false, children: [paragraph('open')] }],
        },
        { type: 'codeBlock', text: 'a = 1\n' },
        { type: 'table', align: [null, null], head: [[text('Day')], [text('Who')]], rows: [[[text('Mon')]]] },
      ],
    };
    expect(plainText(body).split('\n')).toEqual([
      'Rota',
      '@Amina Yusuf and @everyone',
      'see the rota🎉:partyparrot:#Winter warmthhttps://example.org/a.png',
      'quoted',
      '3. three',
      '4. [x] four',
      '- [ ] open',
      'a = 1',
      'Day | Who',
      'Mon',
    ]);
    expect(plainText(body, { hrefs: true })).toContain('the rota (https://example.org/rota)🎉');
  });

  it('gives the words of a node of a newer version', () => {
    const newer = {
      type: 'fold',
      title: 7,
      children: [paragraph('inside'), { type: 'underline', children: [text(' and '), text('under')] }],
    };
    expect(plainText({ blocks: [newer as unknown as Block] })).toBe('inside and under');
    expect(plainText({ blocks: [{ type: 'nothing' } as unknown as Block] })).toBe('');
  });
});
