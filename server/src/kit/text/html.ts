import { plainText } from '@footbridge/contract/kit/plainText.ts';
import {
  type Block,
  type Image,
  type Inline,
  type List,
  type RichText,
  type Table,
  isAllowedHref,
} from '@footbridge/contract/kit/richtext.ts';

/**
 * What differs from one use of the HTML to another. Everything that is given or returned is HTML, apart from
 * `href` and `title`.
 */
export interface HtmlStyle {
  lineBreak: string;
  link(href: string, title: string | undefined, words: string): string;
  image(image: Image): string;
}

/**
 * HTML for mail and export, complete with line breaks at block ends. It holds only elements and attributes
 * named in this file, every text escaped, and no images: they would tell their host who reads. `baseUrl` goes
 * before paths of this site, as in `https://bridge.example.org`, for a mail is read elsewhere.
 */
export function toHtml(body: RichText, baseUrl: string): string {
  return writeHtml(body, siteStyle(baseUrl));
}

/** As `toHtml` in another style. */
export function writeHtml(body: RichText, style: HtmlStyle): string {
  return blocksHtml(body.blocks, style);
}

/** `"`, `<`, `>` and `&` as entities: safe as text and inside a double-quoted attribute. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function siteStyle(baseUrl: string): HtmlStyle {
  const link: HtmlStyle['link'] = (href, title, words) => {
    if (!isAllowedHref(href)) return words;
    const rel = href.startsWith('/') ? '' : ' rel="noopener noreferrer nofollow"';
    const address = href.startsWith('/') ? baseUrl + href : href;
    return `<a href="${escapeHtml(address)}"${attribute('title', title)}${rel}>${words}</a>`;
  };
  return {
    lineBreak: '<br />\n',
    link,
    image: ({ href, title, alt }) => link(href, title, escapeHtml(alt || href)),
  };
}

export const attribute = (name: string, value: string | undefined): string =>
  value === undefined ? '' : ` ${name}="${escapeHtml(value)}"`;

const blocksHtml = (blocks: readonly Block[], style: HtmlStyle): string =>
  blocks.map((block) => blockHtml(block, style)).join('');

const inlinesHtml = (inlines: readonly Inline[], style: HtmlStyle): string =>
  inlines.map((inline) => inlineHtml(inline, style)).join('');

function blockHtml(block: Block, style: HtmlStyle): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${inlinesHtml(block.children, style)}</p>\n`;
    case 'heading':
      return `<h${block.level}>${inlinesHtml(block.children, style)}</h${block.level}>\n`;
    case 'quote':
      return `<blockquote>\n${blocksHtml(block.children, style)}</blockquote>\n`;
    case 'list':
      return listHtml(block, style);
    case 'codeBlock': {
      const language = attribute('class', block.language && `language-${block.language}`);
      return `<pre><code${language}>${escapeHtml(block.text)}</code></pre>\n`;
    }
    case 'table':
      return tableHtml(block, style);
    case 'rule':
      return '<hr />\n';
    default:
      return `<p>${escapeHtml(plainText({ blocks: [block] }))}</p>\n`;
  }
}

function listHtml(list: List, style: HtmlStyle): string {
  const tag = list.ordered ? 'ol' : 'ul';
  const items = list.items.map(({ checked, children }) => {
    let html = checked === undefined ? '' : checked ? '☑ ' : '☐ ';
    for (const [position, child] of children.entries()) {
      const bare = list.tight && child.type === 'paragraph';
      // Where blocks begin on new lines is as in the CommonMark examples, so that these can be compared
      // without a parser.
      if (!html.endsWith('\n') && (position > 0 || !bare)) html += '\n';
      html += bare ? inlinesHtml(child.children, style) : blockHtml(child, style);
    }
    return `<li>${html}</li>\n`;
  });
  return `<${tag}${attribute('start', list.start?.toString())}>\n${items.join('')}</${tag}>\n`;
}

function tableHtml({ align, head, rows }: Table, style: HtmlStyle): string {
  const row = (tag: 'th' | 'td', cells: readonly Inline[][]) =>
    `<tr>\n${align
      .map((side, column) => {
        const cell = inlinesHtml(cells[column] ?? [], style);
        return `<${tag}${attribute('align', side ?? undefined)}>${cell}</${tag}>\n`;
      })
      .join('')}</tr>\n`;
  const body =
    rows.length === 0 ? '' : `<tbody>\n${rows.map((cells) => row('td', cells)).join('')}</tbody>\n`;
  return `<table>\n<thead>\n${row('th', head)}</thead>\n${body}</table>\n`;
}

function inlineHtml(inline: Inline, style: HtmlStyle): string {
  switch (inline.type) {
    case 'text':
      return escapeHtml(inline.text).replaceAll('\n', style.lineBreak);
    case 'strong':
      return `<strong>${inlinesHtml(inline.children, style)}</strong>`;
    case 'emphasis':
      return `<em>${inlinesHtml(inline.children, style)}</em>`;
    case 'strike':
      return `<del>${inlinesHtml(inline.children, style)}</del>`;
    case 'code':
      return `<code>${escapeHtml(inline.text)}</code>`;
    case 'link':
      return style.link(inline.href, inline.title, inlinesHtml(inline.children, style));
    case 'image':
      return style.image(inline);
    case 'break':
      return '<br />\n';
    case 'person':
      return style.link(`/people/${inline.personId}`, undefined, escapeHtml(`@${inline.name}`));
    case 'space':
      return style.link(`/spaces/${inline.spaceId}`, undefined, escapeHtml(`#${inline.name}`));
    default:
      return escapeHtml(plainText({ blocks: [{ type: 'paragraph', children: [inline] }] }));
  }
}
