import { plainText } from '@footbridge/contract/kit/plainText.ts';
import { MAX_DEPTH, MAX_NODES, MAX_SOURCE_BYTES, RichText } from '@footbridge/contract/kit/richtext.ts';
import { describe, expect, it } from 'vitest';
import { toHtml } from './html.ts';
import { parseMarkdown } from './parse.ts';

const ID = '0190a0a0-0000-7000-8000-000000000001';
const cast = {
  person: (id: string) => ({ id, name: 'Amina Yusuf' }),
  space: (id: string) => ({ id, name: 'Winter warmth' }),
};
const body = (source: string) => parseMarkdown(source, cast).body;

/** `head`, then `part` as often as 16 kB hold. */
const filled = (part: string, head = '') =>
  head + part.repeat(Math.floor((MAX_SOURCE_BYTES - head.length) / Buffer.byteLength(part)));
const halves = (open: string, close: string) =>
  filled(open).slice(0, MAX_SOURCE_BYTES / 2) + filled(close).slice(0, MAX_SOURCE_BYTES / 2);
const stairs = (line: (step: number) => string) =>
  Array.from({ length: 175 }, (_, step) => line(step))
    .join('\n')
    .slice(0, MAX_SOURCE_BYTES);

const HOSTILE: Record<string, string> = {
  'emphasis that never closes': filled('*a_b'),
  'emphasis 4,000 deep': halves('*a **b ', 'c** d* '),
  'closers without openers': filled('a**b c* '),
  'open brackets': filled('['),
  'brackets inside brackets': halves('[', ']'),
  'links inside links': halves('[', '](/x)'),
  'images inside images': halves('![a', '](/x)'),
  'images in links': filled('[![a'),
  'quotes 16,000 deep': filled('>'),
  'quotes in stairs': stairs((step) => `${'>'.repeat(step)}a`),
  'lists in stairs': stairs((step) => `${' '.repeat(step)}- a`),
  'lists on one line': filled('- '),
  'lists and quotes in turn': filled('> - '),
  'lists of lists': filled('- - - - - a\n'),
  'lazy quotes': filled('a\n', `${'> '.repeat(20)}a\n`),
  'code spans of growing length': stairs((step) => '`'.repeat(step)),
  'fences that never close': filled('```\n'),
  'open tags': filled('<a '),
  'open comments': filled('<!--'),
  entities: filled('&CounterClockwiseContourIntegral'),
  backslashes: filled('\\'),
  'definitions of references': stairs((step) => `[a${step}]: /${step} "title ${step}"`),
  'one long address used often': filled('[a]', `[a]: /${'x'.repeat(8000)}\n\n`),
  'definitions that never end': filled('[a]: <\n'),
  'titles that never end': filled('[a]: b "\n'),
  'addresses without hosts': filled('http://'),
  'one address of brackets': filled('([{', 'http://a.b/'),
  'many addresses': filled('http://a.b '),
  'www without end': filled('www.'),
  'mail addresses': filled('mailto:a@b.c '),
  'a table 4,000 columns wide': `|${'a|'.repeat(4000)}\n|${'-|'.repeat(4000)}`,
  'a wide table of short rows': filled('|\n', `|${'a|'.repeat(1500)}\n|${'-|'.repeat(1500)}\n`),
  'a middling table of short rows': filled('|a\n', `|${'a|'.repeat(256)}\n|${'-|'.repeat(256)}\n`),
  'many tables': filled('a|b\n-|-\n\n'),
  'emoji names without end': filled(':a'),
  mentions: filled(`@[A](person:${ID}) `),
  'mentions that never close': filled('@[\\'),
  headings: filled('# a\n'),
  'underlined headings': filled('a\n=\n'),
  rules: filled('* * *\n'),
  'empty lines': filled('\n'),
  'short paragraphs': filled('a\n\n'),
  spaces: filled(' '),
  NULs: filled('\0'),
  'half surrogates': '\ud800'.repeat(MAX_SOURCE_BYTES / 3),
};

function depthOf(node: unknown): number {
  if (Array.isArray(node)) return Math.max(0, ...node.map(depthOf));
  if (typeof node !== 'object' || node === null) return 0;
  return 1 + Math.max(0, ...Object.values(node).map(depthOf));
}

function countNodes(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0;
  const inside = Object.values(node).reduce<number>((sum, child) => sum + countNodes(child), 0);
  return Array.isArray(node) ? inside : inside + 1;
}

/** Milliseconds that this thread computed, the least of five: what else the machine does at the time must not count. */
function computingMs(run: () => void): number {
  const times = [1, 2, 3, 4, 5].map(() => {
    const before = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

describe('a hostile source of 16 kB', () => {
  it.each(Object.entries(HOSTILE))(
    '%s: read within 100 ms into a small and shallow tree',
    (_name, source) => {
      expect(computingMs(() => body(source))).toBeLessThan(100);
      const tree = body(source);
      expect(RichText.safeParse(tree).success).toBe(true);
      expect(depthOf(tree.blocks)).toBeLessThanOrEqual(MAX_DEPTH);
      expect(countNodes(tree.blocks)).toBeLessThanOrEqual(MAX_NODES);
      expect(JSON.stringify(tree).length).toBeLessThan(20 * MAX_SOURCE_BYTES);
      expect(toHtml(tree, '').length).toBeLessThan(10 * MAX_SOURCE_BYTES);
    },
  );

  it.each(['> ', '- ', '1. ', '> - ', '> 1) - '])('keeps what stands %j deep', (marker) => {
    const words = plainText(body(`${marker.repeat(60)}the words\n\nafter`));
    expect(words).toContain('the words');
    expect(words).toContain('after');
  });
});
