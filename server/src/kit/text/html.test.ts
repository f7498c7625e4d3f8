import { existsSync, readFileSync } from 'node:fs';
import type { Inline, RichText } from '@footbridge/contract/kit/richtext.ts';
import { describe, expect, it } from 'vitest';
import { toHtml } from './html.ts';
import { parseMarkdown } from './parse.ts';
import { ADDRESS_ATTEMPTS, HTML_ATTEMPTS } from './scriptAttempts.ts';

const ID = '0190a0a0-0000-7000-8000-000000000001';
const BASE = 'https://bridge.example.org';
const HOSTILE_NAME = '"><img src=x onerror=alert(1)>';
const cast = {
  person: (id: string) => ({ id, name: HOSTILE_NAME }),
  space: (id: string) => ({ id, name: HOSTILE_NAME }),
};
const html = (source: string) => toHtml(parseMarkdown(source, cast).body, BASE);

// All that may stand between `<` and `>`. A browser reads such HTML in one way only, so no browser is needed
// to judge it.
const BARE = 'p h1 h2 h3 h4 h5 h6 blockquote ul li pre strong em del hr br table thead tbody tr'.split(' ');
const ATTRIBUTES: Record<string, RegExp> = {
  ...Object.fromEntries(BARE.map((tag) => [tag, /^$/])),
  ol: /^(?: start="\d+")?$/,
  code: /^(?: class="language-[^"<>]*")?$/,
  th: /^(?: align="(?:left|center|right)")?$/,
  td: /^(?: align="(?:left|center|right)")?$/,
  a: /^ href="[^"<>]*"(?: title="[^"<>]*")?(?: rel="noopener noreferrer nofollow")?$/,
};
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

function hrefProblem(attributes: string): string | undefined {
  const href = /href="([^"]*)"/
    .exec(attributes)?.[1]
    ?.replaceAll(/&\w+;/g, (entity) => ENTITIES[entity] ?? '\0');
  if (href === undefined) return undefined;
  if (/[\s\p{Cc}\\]/u.test(href)) return `odd character in ${href}`;
  const { protocol, host } = new URL(href, 'relative:///');
  const isOutside = !href.startsWith(`${BASE}/`);
  if (!['http:', 'https:', 'mailto:'].includes(protocol)) return `scheme of ${href}`;
  if (isOutside && !attributes.includes('rel=')) return `no rel on ${href}`;
  return protocol === 'mailto:' || host !== '' ? undefined : `no host in ${href}`;
}

/** Everything in some HTML that we do not mean to write. */
function problemsOf(source: string): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  for (const [token, closing, tag = '', attributes = '', isVoid] of source.matchAll(
    /[^<>]+|<(\/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)( \/)?>|[<>]/g,
  )) {
    if (token === '<' || token === '>') problems.push(`bare ${token}`);
    if (tag === '') continue;
    if (closing) {
      if (attributes !== '' || open.pop() !== tag) problems.push(`closing ${token}`);
      continue;
    }
    if (!ATTRIBUTES[tag]?.test(attributes)) problems.push(`not allowed ${token}`);
    const problem = hrefProblem(attributes);
    if (problem !== undefined) problems.push(problem);
    if (!isVoid) open.push(tag);
  }
  return open.length === 0 ? problems : [...problems, `left open ${open.join(' ')}`];
}

describe('the judge of HTML', () => {
  it.each([
    '<script>alert(1)</script>',
    '<p onclick="x">a</p>',
    '<img src="x" />',
    '<a href="javascript:alert(1)" rel="noopener noreferrer nofollow">x</a>',
    '<a href="//evil.example" rel="noopener noreferrer nofollow">x</a>',
    '<a href="https://evil.example">no rel</a>',
    '<a href="java\tscript:x">x</a>',
    '<p>a > b</p>',
    '<p>a < b</p>',
    '<p>never closed',
    '<p><strong>crossed</p></strong>',
    '<code class="x">y</code>',
    "<p title='x'>single</p>",
  ])('refuses %j', (source) => {
    expect(problemsOf(source)).not.toEqual([]);
  });
});

describe('HTML for mail and export', () => {
  const places: Record<string, (attempt: string) => string> = {
    'on its own': (attempt) => attempt,
    'in a paragraph': (attempt) => `so *${attempt}* it`,
    'in a code span': (attempt) => `\`\` ${attempt} \`\``,
    'in a code block': (attempt) => `\`\`\`${attempt}\n${attempt}\n\`\`\``,
    'in a heading': (attempt) => `# ${attempt}`,
    'in a quoted list': (attempt) => `> - [x] ${attempt}`,
    'in a table': (attempt) => `| ${attempt} | b |\n|---|---|\n| ${attempt} | ${attempt} |`,
    "as a link's words": (attempt) => `[${attempt}](https://example.org)`,
    "as a link's title": (attempt) => `[x](https://example.org '${attempt}') ![x](/y "${attempt}")`,
    "as an image's label": (attempt) => `![${attempt}](https://example.org/a.png)`,
    'as the name in a mention': (attempt) => `@[${attempt}](person:${ID}) #[${attempt}](space:${ID})`,
    'as a definition': (attempt) => `[a]: /x "${attempt}"\n\n[a] ![a]`,
    'as an address': (attempt) => `[x](${attempt}) [x](<${attempt}>) ![x](${attempt})`,
    'as an autolink': (attempt) => `<${attempt}> ${attempt}`,
    'as a defined address': (attempt) => `[a]: ${attempt}\n[b]: <${attempt}>\n\n[a] ![a] [b]`,
    'inside an address': (attempt) => `https://example.org/${attempt} www.example.org/${attempt}`,
    'as an emoji name': (attempt) => `:${attempt}: :tada${attempt}:`,
  };
  const attempts = [...new Set([...HTML_ATTEMPTS, ...ADDRESS_ATTEMPTS])];

  it('is tried with more than 100 ways to run a script', () => {
    expect(attempts.length).toBeGreaterThan(140);
  });

  it.each(Object.entries(places))('runs nothing that stands %s', (_place, source) => {
    for (const attempt of attempts) expect(problemsOf(html(source(attempt))), attempt).toEqual([]);
  });

  it('escapes names and unknown nodes of a tree, and follows no address that a tree should not hold', () => {
    const children = [
      { type: 'link', href: 'javascript:alert(1)', children: [{ type: 'text', text: '<words>' }] },
      { type: 'image', href: 'data:text/html,x', alt: '<alt>' },
      { type: 'person', personId: '"><script>', name: HOSTILE_NAME },
      { type: 'emoji', name: '<script>' },
      { type: 'later', text: '<script>alert(1)</script>' },
    ] as Inline[];
    const tree: RichText = { blocks: [{ type: 'paragraph', children }] };
    const written = toHtml(tree, BASE);
    expect(problemsOf(written)).toEqual([]);
    expect(written).toContain('&lt;words&gt;');
    expect(written).toContain('&lt;script&gt;alert(1)');
    expect(written).not.toContain('javascript:');
  });

  it('writes what was meant', () => {
    expect(html('*Hi* & <b>\nthere  \n[x](/spaces/1) :tada: ~~no~~\n\n- [x] done')).toBe(
      '<p><em>Hi</em> &amp; &lt;b&gt;<br />\nthere<br />\n<a href="https://bridge.example.org/spaces/1">x</a> 🎉 ' +
        '<del>no</del></p>\n<ul>\n<li>☑ done</li>\n</ul>\n',
    );
    expect(html('![a map](https://example.org/map.png)')).toBe(
      '<p><a href="https://example.org/map.png" rel="noopener noreferrer nofollow">a map</a></p>\n',
    );
  });
});

const NAUGHTY = new URL('../../../../../shared/data/text/naughty-strings.base64.json', import.meta.url);

describe.skipIf(!existsSync(NAUGHTY))('HTML of the naughty strings (shared data, when it is there)', () => {
  it('runs nothing', () => {
    const strings = JSON.parse(readFileSync(NAUGHTY, 'utf8')) as string[];
    for (const string of strings.map((base64) => Buffer.from(base64, 'base64').toString())) {
      expect(problemsOf(html(string)), string).toEqual([]);
    }
  });
});
