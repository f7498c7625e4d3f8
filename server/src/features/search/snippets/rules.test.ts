import type { RichText } from '@footbridge/contract/kit/richtext.ts';
import { describe, expect, it } from 'vitest';
import { readQuestion } from '../rules.ts';
import { cutSnippet, isFoundBy } from './rules.ts';

const sought = (text: string) =>
  readQuestion(text).terms.map((term) => ({ ...term, others: [], mended: false }));
const message = (text: string, more: { title?: string; fileNames?: string[]; href?: string } = {}) => {
  const words = { type: 'text' as const, text };
  const children =
    more.href === undefined ? [words] : [{ type: 'link' as const, href: more.href, children: [words] }];
  const body: RichText = { blocks: [{ type: 'paragraph', children }] };
  return { title: more.title ?? null, body, fileNames: more.fileNames ?? [] };
};
/** Hits in brackets. */
const marked = (question: string, text: string, more = {}) =>
  cutSnippet(sought(question), message(text, more))
    .map((part) => (part.hit ? `[${part.text}]` : part.text))
    .join('');

describe('a snippet', () => {
  it('marks what was found whatever its case and accents', () => {
    expect(marked('zielinski CAFE', 'Zieliński opens the café')).toBe('[Zieliński] opens the [café]');
  });

  it('marks a whole phrase, and its words alone not', () => {
    expect(marked('"winter warmth"', 'warmth in winter: Winter warmth')).toBe(
      'warmth in winter: [Winter] [warmth]',
    );
  });

  it('marks the word that was begun, and none that is excluded', () => {
    expect(marked('-cold heat', 'heating, not cold')).toBe('[heating], not cold');
  });

  it('is cut between words round the first hit, and says where it was cut', () => {
    const long = `${'before '.repeat(40)}needle ${'after '.repeat(40)}`;
    const snippet = marked('needle', long);
    expect(snippet).toMatch(/^…(before )+\[needle\]( after)+…$/);
    expect(snippet.length).toBeLessThan(175);
  });

  it('does not cut a character in two', () => {
    expect(marked('needle', `${'🎉'.repeat(200)} needle ${'🎉'.repeat(200)}`).isWellFormed()).toBe(true);
    expect(marked('x', '🎉'.repeat(300)).isWellFormed()).toBe(true);
  });

  it('shows the address or the file name only where the hit is there', () => {
    expect(marked('budget', 'the budget', { href: 'https://example.org/x' })).toBe('the [budget]');
    expect(marked('example.org', 'the budget', { href: 'https://example.org/x' })).toBe(
      'the budget (https://[example].[org]/x)',
    );
    expect(marked('minutes', 'see here', { fileNames: ['Minutes_May.pdf'] })).toBe('[Minutes]_May.pdf');
    expect(marked('title', 'begins here', { title: 'A title' })).toBe('begins here');
  });
});

describe('a message', () => {
  it('is found by words in any part of it, but by no phrase across parts', () => {
    const both = message('warmth for all', { title: 'Winter' });
    expect(isFoundBy(sought('warmth winter'), both)).toBe(true);
    expect(isFoundBy(sought('"winter warmth"'), both)).toBe(false);
  });

  it('is not found by what it does not hold, or holds and must not', () => {
    expect(isFoundBy(sought('winter cold'), message('winter'))).toBe(false);
    expect(isFoundBy(sought('winter -cold'), message('cold winter'))).toBe(false);
  });
});
