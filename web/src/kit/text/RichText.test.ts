import type { Block, Inline } from '@footbridge/contract/kit/richtext.ts';
import fc from 'fast-check';
import { type ComponentType, type ReactNode, createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Router } from 'wouter';
import { RichText } from './RichText.tsx';

const AMINA = '0190a0a0-0000-7000-8000-000000000001';
const WARMTH = '0190a0a0-0000-7000-8000-000000000002';

// Its own type asks for the children among the properties, where a test without JSX does not put them.
const Place = Router as ComponentType<{ ssrPath: string; children?: ReactNode }>;

function markup(blocks: unknown, given: { meId?: string; topHeading?: number } = {}): string {
  const body = { blocks: blocks as Block[] };
  const text = createElement(RichText, { body, ...given });
  return renderToStaticMarkup(createElement(Place, { ssrPath: '/' }, text));
}
const paragraph = (...children: Inline[]): Block => ({ type: 'paragraph', children });
const text = (words: string): Inline => ({ type: 'text', text: words });
const inside = (html: string) => html.replace(/^<div class="text">(.*)<\/div>$/s, '$1');
const inline = (...children: Inline[]) =>
  inside(markup([paragraph(...children)])).replace(/^<p>(.*)<\/p>$/s, '$1');
const withoutIcons = (html: string) => html.replaceAll(/<svg.*?<\/svg>/gs, '');

describe('rich text', () => {
  it('shows words with their marks and line breaks as typed', () => {
    expect(
      inline(
        text('a\n  b <b>'),
        { type: 'strong', children: [text('s'), { type: 'emphasis', children: [text('e')] }] },
        { type: 'strike', children: [text('d')] },
        { type: 'code', text: 'x < y' },
        { type: 'break' },
        { type: 'emoji', name: 'tada', char: '🎉' },
        { type: 'emoji', name: 'partyr' },
      ),
    ).toBe(
      'a\n  b &lt;b&gt;<strong>s<em>e</em></strong><del>d</del><code>x &lt; y</code><br/>' +
        '<span title=":tada:">🎉</span><span title=":partyr:">:partyr:</span>',
    );
  });

  it('opens other sites in a tab that learns nothing, and our pages here', () => {
    expect(inline({ type: 'link', href: 'https://example.org/a', children: [text('x')] })).toBe(
      '<a href="https://example.org/a" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
    expect(inline({ type: 'link', href: '/spaces/1', children: [text('x')] })).toBe(
      '<a href="/spaces/1">x</a>',
    );
  });

  it('names the host when the words of a link name another one', () => {
    const link: Inline = {
      type: 'link',
      href: 'https://evil.example',
      children: [text('https://bank.example')],
    };
    expect(inline(link)).toContain('<span class="text-host"> (evil.example)</span>');
  });

  it('offers an image as a link and never loads it', () => {
    const html = inline({ type: 'image', href: 'https://example.org/a.png', alt: 'the hall' });
    expect(withoutIcons(html)).toBe(
      '<a href="https://example.org/a.png" title="Image on example.org" class="text-image" target="_blank" ' +
        'rel="noopener noreferrer nofollow">the hall</a>',
    );
    expect(html).not.toMatch(/<img|src=/);
  });

  it('leads from a mention to the person or space, and marks my own', () => {
    const mention: Inline = { type: 'person', personId: AMINA, name: 'Amina Yusuf' };
    expect(inline(mention)).toBe(`<a href="/people/${AMINA}" class="text-mention">@Amina Yusuf</a>`);
    expect(markup([paragraph(mention)], { meId: AMINA })).toContain('data-me="true"');
    expect(inline({ type: 'space', spaceId: WARMTH, name: 'Winter warmth' })).toBe(
      `<a href="/spaces/${WARMTH}" class="text-mention">#Winter warmth</a>`,
    );
  });

  it('puts no link into a link', () => {
    const html = inline({
      type: 'link',
      href: '/a',
      children: [
        { type: 'link', href: '/b', children: [text('b')] },
        { type: 'person', personId: AMINA, name: 'Amina' },
        { type: 'image', href: 'https://example.org/a.png', alt: 'pic' },
      ],
    });
    expect(html).toBe('<a href="/a">b@Aminapic</a>');
  });

  it('makes headings of the page only where it is told their level', () => {
    const headings = [1, 2, 6].map((level) => ({ type: 'heading', level, children: [text('H')] }));
    expect(inside(markup(headings))).toMatch(/^(?:<p class="text-heading" data-level="[126]">H<\/p>){3}$/);
    expect(markup(headings, { topHeading: 3 }).match(/<h\d/g)).toEqual(['<h3', '<h4', '<h6']);
  });

  it('shows quotes, code and rules', () => {
    const html = markup([
      { type: 'quote', children: [paragraph(text('q'))] },
      { type: 'codeBlock', language: 'ts', text: 'a = 1\n' },
      { type: 'rule' },
    ]);
    expect(html).toContain('<blockquote><p>q</p></blockquote>');
    expect(html).toContain('<pre tabindex="0"><code data-language="ts">a = 1\n</code></pre>');
    expect(html).toContain('aria-label="Copy"');
    expect(html).toContain('<hr/>');
  });

  it('shows lists, tasks and tables', () => {
    const list = {
      type: 'list',
      ordered: true,
      start: 3,
      tight: true,
      items: [{ children: [paragraph(text('x'))] }],
    };
    expect(inside(markup([list]))).toBe('<ol start="3"><li>x</li></ol>');
    expect(inside(markup([{ ...list, tight: false }]))).toBe(
      '<ol data-loose="" start="3"><li><p>x</p></li></ol>',
    );
    const tasks = { ...list, ordered: false, items: [{ checked: true, children: [paragraph(text('x'))] }] };
    expect(withoutIcons(inside(markup([tasks])))).toBe(
      '<ul class="text-tasks"><li class="text-task"><span class="unseen">Done: </span>x</li></ul>',
    );
    const table = {
      type: 'table',
      align: [null, 'right'],
      head: [[text('a')], [text('b')]],
      rows: [[[text('1')]]],
    };
    expect(markup([table])).toContain('<tr><th>a</th><th data-align="right">b</th></tr></thead>');
    expect(markup([table])).toContain('<tbody><tr><td>1</td><td data-align="right"></td></tr></tbody>');
  });
});

const ATTEMPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
const TAGS =
  /^(?:div|p|h[1-6]|blockquote|ul|ol|li|pre|code|strong|em|del|br|hr|a|span|table|thead|tbody|tr|th|td|svg|path|rect|circle|button)$/;

function problemsOf(html: string): string[] {
  const tags = [...html.matchAll(/<\/?([a-z0-9]+)((?: [a-zA-Z-]+="[^"<>]*")*)\/?>|[<>]/g)];
  return tags.flatMap(([token, tag = '', attributes = '']) => {
    const names = [...attributes.matchAll(/ ([a-zA-Z-]+)="/g)].map(([, name = '']) => name);
    const href = / href="([^"]*)"/.exec(attributes)?.[1];
    const fine =
      TAGS.test(tag) &&
      !names.some((name) => /^(?:on|src|style|action|formaction|srcdoc|id$|name$)/i.test(name)) &&
      (href === undefined || /^(?:https?:\/\/[^/]|mailto:|\/(?!\/))/i.test(href));
    return fine ? [] : [token];
  });
}

const TYPES =
  `paragraph heading quote list codeBlock table rule text strong emphasis strike code link break image person space everyone
  emoji later constructor`.split(/\s+/);
const FIELDS =
  `text children href title alt personId spaceId name char level ordered start tight items checked language align head
  rows`.split(/\s+/);
const anyTree = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      ATTEMPT,
      'words',
      '',
      'javascript:alert(1)',
      '//evil.example',
      'https://example.org/"',
      '/x',
      AMINA,
    ),
    fc.constantFrom<unknown>(null, undefined, true, 0, -1, 7, Number.NaN, 1e300),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('node'),
    tie('node'),
  ),
  node: fc
    .tuple(
      fc.constantFrom(...TYPES),
      fc.array(fc.tuple(fc.constantFrom(...FIELDS, 'children', 'children'), tie('value')), { maxLength: 4 }),
    )
    .map(([type, fields]) => ({ ...Object.fromEntries(fields), type })),
}));

describe('rich text of a tree that no parser made', () => {
  it('shows the words of a node that a newer version made', () => {
    expect(inside(markup([{ type: 'fold', children: [paragraph(text('kept'))] }]))).toBe('<p>kept</p>');
    expect(inline({ type: 'underline', children: [text('kept')] } as unknown as Inline)).toBe('kept');
  });

  it.each([
    undefined,
    null,
    7,
    'words',
    {},
    [null],
    [[]],
    [{ type: 'paragraph' }],
    [{ type: 'list', items: [null] }],
  ])('survives %j', (blocks) => {
    expect(problemsOf(markup(blocks))).toEqual([]);
  });

  it('survives anything, and writes only what is harmless', () => {
    fc.assert(
      fc.property(fc.array(anyTree.node, { maxLength: 5 }), (blocks) => {
        expect(problemsOf(markup(blocks))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '<script>',
    '<p onclick="x">',
    '<a href="javascript:x">',
    '<img src="x">',
    '<p title="a>b">',
    'a < b',
  ])('is judged by what refuses %j', (html) => {
    expect(problemsOf(html)).not.toEqual([]);
  });
});
