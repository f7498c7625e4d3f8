import { plainText } from '@footbridge/contract/kit/plainText.ts';
import type { Block } from '@footbridge/contract/kit/richtext.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MentionResolver, parseMarkdown } from '../../../kit/text/parse.ts';
import { type Names, plainWords } from '../words/rules.ts';
import { toMarkdown } from './rules.ts';

const AMINA = { id: '0190a0a0-0000-7000-8000-000000000001', name: 'Amina Yusuf' };
const WARMTH = { id: '0190a0a0-0000-7000-8000-000000000002', name: 'winter-warmth' };
const names: Names = {
  person: (id) => (id === 'U1' ? AMINA : undefined),
  space: (id) => (id === 'C1' ? WARMTH : undefined),
};
const cast: MentionResolver = {
  person: (id) => (id === AMINA.id ? AMINA : undefined),
  space: (id) => (id === WARMTH.id ? WARMTH : undefined),
};

const source = (slack: string) => toMarkdown(slack, names);
const parsed = (slack: string) => parseMarkdown(source(slack), cast);
const shown = (slack: string) => plainText(parsed(slack).body);
const blocks = (slack: string): Block[] => parsed(slack).body.blocks;

describe('what Slack marks', () => {
  it.each([
    ['<@U1> and <@U1|amina>', `@[Amina Yusuf](person:${AMINA.id}) and @[Amina Yusuf](person:${AMINA.id})`],
    [
      'see <#C1|winter> or <#C1>',
      `see #[winter-warmth](space:${WARMTH.id}) or #[winter-warmth](space:${WARMTH.id})`,
    ],
    ['<#C9|gone> <#C9|>', '#gone #private space'],
    ['<@U9|sam> <@U9>', '@sam @U9'],
    ['<!here> <!channel|channel> <!everyone>', String.raw`@here @channel \@everyone`],
    ['<!subteam^S1|@housing> <!date^1392734382^{date}|18 Feb>', '@housing 18 Feb'],
    ['<https://example.org/a_b*c?x=1&amp;y=2>', '<https://example.org/a_b*c?x=1&y=2>'],
    ['<https://example.org|the *rota*>', String.raw`[the \*rota\*](<https://example.org>)`],
    ['<http://example.org|example.org>', '[example.org](<http://example.org>)'],
    ['<https://example.org/?a=1&amp;copy;=2|x>', String.raw`[x](<https://example.org/?a=1\&copy;=2>)`],
    ['<mailto:a@example.org|a@example.org>', '<a@example.org>'],
    ['<mailto:a@example.org|write to me>', '[write to me](<mailto:a@example.org>)'],
    ['<javascript:alert(1)|click> <slack://open>', 'click slack://open'],
    ['*bold* _italic_ ~gone~ `code`', '**bold** _italic_ ~~gone~~ `code`'],
    ['*_both_* and *<@U1>*', `**_both_** and **@[Amina Yusuf](person:${AMINA.id})**`],
    ['`a &lt;b&gt; <https://example.org|x>`', '`a <b> x`'],
    ['`if (a<b && c>d)`', '`if (a<b && c>d)`'],
    ['```  indented\n    more```', '```\n  indented\n    more\n```'],
    ['```let a = `1`;\n*x* &amp;&amp; <@U1|amina>```', '```\nlet a = `1`;\n*x* && @amina\n```'],
    ['before ```code``` after', 'before\n\n```\ncode\n```\n\nafter'],
    ['&gt; quoted\nnot quoted', '> quoted\n\nnot quoted'],
    ['&gt;&gt;&gt; all\nof it', '> all\n> of it'],
    ['• one\n    ◦ two\n• three\nafter', '- one\n    - two\n- three\n\nafter'],
    ['1. one\n2. two', '1. one\n2. two'],
    [':tada: <https://example.org|:link: here>', ':tada: [:link: here](<https://example.org>)'],
  ])('%j becomes %j', (slack, markdown) => {
    expect(source(slack)).toBe(markdown);
  });

  it('tells people and spaces from their names in the tree', () => {
    const { mentions, body } = parsed('<@U1> in <#C1|w> <!everyone> :wave::skin-tone-3:');
    expect(mentions).toEqual({ personIds: [AMINA.id], spaceIds: [WARMTH.id], everyone: false });
    expect(plainText(body)).toBe('@Amina Yusuf in #winter-warmth @everyone 👋🏼');
  });

  it('nests lists and keeps quotes, lists and code apart', () => {
    expect(blocks('• one\n    ◦ two\n&gt; said\n```x```\n1. a\n2. b').map((block) => block.type)).toEqual([
      'list',
      'quote',
      'codeBlock',
      'list',
    ]);
  });

  it('never indents into a code block', () => {
    expect(blocks('        ▪ deep first\n    and on').map((block) => block.type)).toEqual([
      'list',
      'paragraph',
    ]);
  });
});

describe('what stands there literally', () => {
  it.each([
    '2 * 3 * 4 and snake_case_name',
    '# no heading',
    '- no item\n+ none either',
    '1984. A novel',
    '[x](https://example.org) and ![y](z)',
    '[ref]: https://example.org',
    'a | b\n--|--\n1 | 2',
    'title\n=====\nother\n---',
    '***\n___\n~~~',
    'back\\slash \\* and \\',
    '&copy; &#65; stays &amp;amp;',
    '<b>bold</b> <https: a < b > c',
    '@everyone and @[x](person:0190a0a0-0000-7000-8000-000000000001)',
    'a*b*c x_ and _y ~5 minutes~ish',
    '*not bold * nor * this',
    '\uFFFC stays \uFFFC',
    '🎉*tight*🎉',
    'e-mail me (at) a_b_@example',
  ])('shows %j as it is', (text) => {
    const literal = text === '🎉*tight*🎉' ? '🎉tight🎉' : text;
    expect(shown(escapeAsSlack(text))).toBe(literal);
  });

  /** No pairs of Slack's own marks, nothing that Slack reads as an emoji, a quote or a bullet. */
  const words = fc
    .array(
      fc.constantFrom(
        'a',
        'b',
        '1',
        '.',
        ')',
        ' ',
        '  ',
        '\n',
        '#',
        '+',
        '-',
        '=',
        '|',
        ':',
        '[',
        ']',
        '(',
        '!',
        '\\',
        '&',
        '<',
        '>',
        'x;',
        'é',
        '食',
        '🎉',
        '\u200d',
        '@everyone',
        'copy;',
        '\t',
        '"',
      ),
      { maxLength: 60 },
    )
    .chain((parts) => fc.tuple(fc.constant(parts), fc.subarray(['*', '_', '~', '`']), fc.nat(60)))
    .map(([parts, marks, at]) => [...parts.slice(0, at), ...marks, ...parts.slice(at)].join(''))
    .filter((text) => !/:[a-z0-9_+'-]+:|^\s*>|^\s*\d+\./m.test(text));

  it('stays so, whatever it is', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(shown(escapeAsSlack(text))).toBe(onItsLines(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fc.nat(0xffff), { maxLength: 300 }).map((codes) => String.fromCharCode(...codes)),
          fc
            .array(
              fc.constantFrom(
                '<',
                '>',
                '|',
                '@U1',
                '*',
                '_',
                '~',
                '`',
                '```',
                '\n',
                '&gt;',
                '•',
                ' ',
                'a',
                '1.',
                '!',
                '#C1',
                'https://a',
              ),
              { maxLength: 80 },
            )
            .map((parts) => parts.join('')),
        ),
        (text) => {
          expect(typeof shown(text)).toBe('string');
          expect(typeof plainWords(text)).toBe('string');
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    '*a ',
    '_a',
    '~a*',
    '<@U1>*',
    '`',
    '```',
    '<',
    '&gt;',
    '• a\n',
    '> \n',
    '<a|',
    '1. a\n',
    '_*~a ',
    '*a*',
    '\\',
    '[',
    '\uFFFC*',
  ])('reads 100 kB of %j in time', (part) => {
    const began = performance.now();
    toMarkdown(part.repeat(Math.ceil(100_000 / part.length)), names);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

it('shows names and purposes as plain words', () => {
  expect(
    plainWords(
      'Talk in <#C1|general> &amp; read <https://example.org|the rota>, <mailto:a@example.org> <!here>',
    ),
  ).toBe('Talk in #general & read the rota, a@example.org @here');
});

const escapeAsSlack = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** White space at the ends of lines and empty lines are not kept; blocks stand on lines of their own. */
const onItsLines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
