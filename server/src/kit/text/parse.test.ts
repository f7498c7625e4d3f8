import { personMentionSource, spaceMentionSource } from '@footbridge/contract/kit/mentionSource.ts';
import { plainText } from '@footbridge/contract/kit/plainText.ts';
import { type Block, type Inline, MAX_SOURCE_BYTES } from '@footbridge/contract/kit/richtext.ts';
import { describe, expect, it } from 'vitest';
import { type MentionResolver, TextTooLong, parseMarkdown } from './parse.ts';

const AMINA = '0190a0a0-0000-7000-8000-000000000001';
const STRANGER = '0190a0a0-0000-7000-8000-000000000009';
const WARMTH = '0190a0a0-0000-7000-8000-000000000002';
const cast: MentionResolver = {
  person: (id) => (id === AMINA ? { id, name: 'Amina Yusuf' } : undefined),
  space: (id) => (id === WARMTH ? { id, name: 'Winter warmth' } : undefined),
};
const amina = personMentionSource(AMINA, 'Amina Yusuf');

const parse = (source: string) => parseMarkdown(source, cast);
const blocks = (source: string): Block[] => parse(source).body.blocks;
const text = (words: string): Inline => ({ type: 'text', text: words });
/** The inline nodes of a source that is one paragraph. */
function inlines(source: string): Inline[] {
  const [only, ...more] = blocks(source);
  expect(more).toEqual([]);
  return only?.type === 'paragraph' ? only.children : [];
}

describe('mentions', () => {
  it('takes the id from the source and the name from the resolver', () => {
    const { body, mentions } = parse(
      `Ask @[The Mayor](person:${AMINA}) in ${spaceMentionSource(WARMTH, 'x')}.`,
    );
    expect(body.blocks).toEqual([
      {
        type: 'paragraph',
        children: [
          text('Ask '),
          { type: 'person', personId: AMINA, name: 'Amina Yusuf' },
          text(' in '),
          { type: 'space', spaceId: WARMTH, name: 'Winter warmth' },
          text('.'),
        ],
      },
    ]);
    expect(mentions).toEqual({ personIds: [AMINA], spaceIds: [WARMTH], everyone: false });
  });

  it('counts each once, wherever it stands', () => {
    const { mentions } = parse(
      `# ${amina}\n\n- [ ] **${amina}**\n\n| a |\n|---|\n| ${amina} |\n\n> @everyone`,
    );
    expect(mentions).toEqual({ personIds: [AMINA], spaceIds: [], everyone: true });
  });

  it('leaves a person who is not found as text, and mentions nobody', () => {
    const { body, mentions } = parse(`Ask @[Sam \\[bot\\]](person:${STRANGER}).`);
    expect(body.blocks).toEqual([{ type: 'paragraph', children: [text('Ask @Sam [bot].')] }]);
    expect(mentions.personIds).toEqual([]);
  });

  it.each([
    ['code', `\`${amina} @everyone\``],
    ['a code block', `\`\`\`\n${amina} @everyone\n\`\`\``],
    ['a link', `[${amina} @everyone](https://example.org)`],
    ["an image's label", `![${amina} @everyone](https://example.org/a.png)`],
    ['escaped source', `\\${amina} \\@everyone`],
  ])('does not mention in %s', (_where, source) => {
    expect(parse(source).mentions).toEqual({ personIds: [], spaceIds: [], everyone: false });
  });

  it.each(['@everyone', 'Hi @everyone!', '(@everyone)', '@everyone: tea', '**@everyone**', 'tea @everyone.'])(
    'calls everyone with %j',
    (source) => {
      expect(parse(source).mentions.everyone).toBe(true);
    },
  );

  it.each([
    'ask@everyone.org',
    '@everyones',
    'x@everyone',
    '@everyone.org',
    '@Everyone',
    'é@everyone',
    '@everyone_else',
  ])('calls nobody with %j', (source) => {
    expect(parse(source).mentions.everyone).toBe(false);
    expect(plainText(parse(source).body)).toBe(source);
  });
});

describe('emoji', () => {
  it('turns known names into characters and keeps others as names of custom emoji', () => {
    expect(inlines(':tada::wave::skin-tone-3: (:partyr:)')).toEqual([
      { type: 'emoji', name: 'tada', char: '🎉' },
      { type: 'emoji', name: 'wave::skin-tone-3', char: '👋🏼' },
      text(' ('),
      { type: 'emoji', name: 'partyr' },
      text(')'),
    ]);
  });

  it.each([
    '10:30:45',
    'std::map::find',
    'a:tada:',
    ':tada:s',
    ':TADA:',
    ': tada :',
    '`:tada:`',
    '12:100:30',
    '::',
  ])('sees none in %j', (source) => {
    expect(inlines(source).map((inline) => inline.type)).not.toContain('emoji');
  });
});

describe('links', () => {
  const hrefs = (source: string) => parse(source).links;

  it.each([
    ['see https://example.org/a_b_(c).', 'https://example.org/a_b_(c)'],
    ['(https://example.org)', 'https://example.org'],
    ['www.example.org/x, too', 'https://www.example.org/x'],
    ['[rota](www.example.org)', 'https://www.example.org'],
    ['HTTP://EXAMPLE.ORG', 'HTTP://EXAMPLE.ORG'],
    ['mailto:a.b@example.org.', 'mailto:a.b@example.org'],
    ['<a.b@example.org>', 'mailto:a.b@example.org'],
    ['*https://example.org/a*', 'https://example.org/a'],
    ['https://example.org/?a=1&b=2#c', 'https://example.org/?a=1&b=2#c'],
    ['https://食べ物.example.org/寿司。', 'https://xn--59j689q5dya.example.org/%E5%AF%BF%E5%8F%B8'],
    ['http://localhost:3000/a', 'http://localhost:3000/a'],
    ['[ours](/spaces/1?m=2)', '/spaces/1?m=2'],
    ['[ours](/\\example.org)', '/%5Cexample.org'],
    ['![pic](https://example.org/a.png "t")', 'https://example.org/a.png'],
  ])('links %j to %j', (source, href) => {
    expect(hrefs(source)).toEqual([href]);
  });

  it.each([
    'README.md',
    'main.py',
    'example.org',
    'a@example.org',
    'ftp://example.org',
    '//example.org/x',
    'https://',
    'www.example',
    '[a](javascript:alert(1))',
    '[a](data:text/html,x)',
    '[a](//example.org)',
    '[a](other/page)',
    '[a](file:///etc/passwd)',
    '[a]( javascript:alert(1))',
    '[a](javascript&colon;alert(1))',
    '[a]: javascript:alert(1)\n\n[a]',
    '<javascript:alert(1)>',
    '![a](mailto:a@example.org)',
    '`https://example.org`',
  ])('makes no link of %j', (source) => {
    expect(hrefs(source)).toEqual([]);
  });

  it('shows an address as typed', () => {
    expect(plainText(parse('https://example.org/%E2%80%AEgro.knab//:sptth xn--80ak6aa92e.com').body)).toBe(
      'https://example.org/%E2%80%AEgro.knab//:sptth xn--80ak6aa92e.com',
    );
  });

  it('shows HTML as text', () => {
    expect(inlines('<b onclick="x">bold</b>')).toEqual([text('<b onclick="x">bold</b>')]);
  });

  it('holds no link inside a link', () => {
    const [link] = inlines('[a <https://example.org> www.example.org](https://example.com)');
    expect(link).toMatchObject({ type: 'link', href: 'https://example.com' });
    expect(JSON.stringify(link).match(/"type":"link"/g)).toHaveLength(1);
  });
});

describe('blocks', () => {
  it('reads tasks', () => {
    const [list] = blocks('- [ ] open\n- [x] **done**\n- [X] done\n- [y] no\n- [ ]\n- a [ ] b');
    const items = list?.type === 'list' ? list.items : [];
    expect(items.map(({ checked }) => checked)).toEqual([false, true, true, undefined, undefined, undefined]);
    expect(items[0]?.children).toEqual([{ type: 'paragraph', children: [text('open')] }]);
  });

  it('reads tables, with short rows left short', () => {
    expect(blocks('| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 |  | **3** |\n| 1 | 2 | 3 | 4 | 5 |')).toEqual([
      {
        type: 'table',
        align: [null, 'left', 'center', 'right'],
        head: [[text('a')], [text('b')], [text('c')], [text('d')]],
        rows: [
          [[text('1')], [], [{ type: 'strong', children: [text('3')] }]],
          [[text('1')], [text('2')], [text('3')], [text('4')]],
        ],
      },
    ]);
  });

  it('keeps line breaks inside a paragraph, in and out of the fast path', () => {
    expect(blocks('one\ntwo\n\nthree')).toEqual([
      { type: 'paragraph', children: [text('one\ntwo')] },
      { type: 'paragraph', children: [text('three')] },
    ]);
    expect(blocks('*one*\ntwo')).toEqual([
      { type: 'paragraph', children: [{ type: 'emphasis', children: [text('one')] }, text('\ntwo')] },
    ]);
  });

  it('reads the language of a code block and numbers of lists', () => {
    expect(blocks('```C&#43;+ x\na\n```')).toEqual([{ type: 'codeBlock', language: 'C++', text: 'a\n' }]);
    expect(blocks('3. a\n\n4. b')).toMatchObject([{ type: 'list', ordered: true, start: 3, tight: false }]);
    expect(blocks('- a\n- b')).toMatchObject([{ type: 'list', ordered: false, tight: true }]);
  });

  it('shows what would leave nothing to show as it was typed', () => {
    expect(blocks('[rota]: https://example.org/rota')).toEqual([
      { type: 'paragraph', children: [text('[rota]: https://example.org/rota')] },
    ]);
  });

  it('gives no blocks for nothing', () => {
    for (const source of ['', ' ', '\n\n', '\t\n \r\n']) expect(blocks(source)).toEqual([]);
  });
});

describe('the limit', () => {
  it('takes 16 kB of UTF-8 and refuses one byte more, with the limit named', () => {
    expect(() => parse('é'.repeat(MAX_SOURCE_BYTES / 2))).not.toThrow();
    expect(() => parse(`${'é'.repeat(MAX_SOURCE_BYTES / 2)}a`)).toThrow(TextTooLong);
    expect(() => parse('a'.repeat(MAX_SOURCE_BYTES + 1))).toThrow(/16 kB/);
    expect(new TextTooLong().limit).toBe(16_384);
  });
});
