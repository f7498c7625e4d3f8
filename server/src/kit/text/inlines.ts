import type { Token } from 'markdown-it';
import { type Inline, MAX_DEPTH } from '@footbridge/contract/kit/richtext.ts';
import { type Reading, takeHref } from './reading.ts';

interface Open {
  children: Inline[];
  insideLink: boolean;
}

const WRAPPERS = { strong_open: 'strong', em_open: 'emphasis', s_open: 'strike' } as const;

/**
 * Inline nodes of one paragraph, heading or cell, at `depth`. Does not recurse: emphasis in a source may nest
 * 4,000 deep.
 */
export function readInlines(tokens: readonly Token[], depth: number, reading: Reading): Inline[] {
  const root: Open = { children: [], insideLink: false };
  const open: Open[] = [root];
  for (const token of tokens) {
    const inner = open.at(-1) ?? root;
    if (token.nesting === 1) open.push(enter(token, inner, depth + open.length - 1, reading));
    else if (token.nesting === -1) open.pop();
    else add(inner.children, readLeaf(token, inner.insideLink, reading));
  }
  return root.children;
}

/** Where children go next: into a new node at `depth`, or into the same one when the new node may not be. */
function enter(token: Token, inner: Open, depth: number, reading: Reading): Open {
  if (depth >= MAX_DEPTH) return inner;
  const children: Inline[] = [];
  if (token.type === 'link_open') {
    const { href, title } = address(token, 'href');
    if (inner.insideLink || !takeHref(reading, href, title)) return inner;
    inner.children.push({ type: 'link', href, ...(title !== undefined && { title }), children });
    return { children, insideLink: true };
  }
  const type = WRAPPERS[token.type as keyof typeof WRAPPERS];
  inner.children.push({ type, children });
  return { children, insideLink: inner.insideLink };
}

function add(children: Inline[], leaf: Inline | string): void {
  const last = children.at(-1);
  if (typeof leaf !== 'string') children.push(leaf);
  else if (last?.type === 'text') last.text += leaf;
  else if (leaf !== '') children.push({ type: 'text', text: leaf });
}

/** A node, or text to be joined with the text before. */
function readLeaf(token: Token, insideLink: boolean, reading: Reading): Inline | string {
  switch (token.type) {
    case 'softbreak':
      return '\n';
    case 'hardbreak':
      return { type: 'break' };
    case 'code_inline':
      return { type: 'code', text: token.content };
    case 'emoji':
      return { type: 'emoji', name: token.content, ...emojiChar(token) };
    case 'image':
      return readImage(token, reading);
    case 'person':
    case 'space':
    case 'everyone':
      return readMention(token, token.type, insideLink, reading);
    default:
      return token.content;
  }
}

function readImage(token: Token, reading: Reading): Inline | string {
  const { href, title } = address(token, 'src');
  const alt = altText(token.children ?? []);
  // `mailto:` is a link that may be followed, but nothing that can be shown.
  if (/^mailto:/i.test(href) || !takeHref(reading, href, title)) return alt;
  return { type: 'image', href, alt, ...(title !== undefined && { title }) };
}

type Mentioned = 'person' | 'space' | 'everyone';

function readMention(token: Token, kind: Mentioned, insideLink: boolean, reading: Reading): Inline | string {
  const written = kind === 'space' ? `#${token.content}` : `@${kind === 'everyone' ? kind : token.content}`;
  // A mention is a link of its own, and inside another link nobody would see where a click leads.
  if (insideLink) return written;
  if (kind === 'everyone') {
    reading.everyone = true;
    return { type: 'everyone' };
  }
  const found = reading.resolve[kind](String(token.meta?.['id']));
  if (!found) return written;
  reading[kind === 'person' ? 'personIds' : 'spaceIds'].add(found.id);
  return kind === 'person'
    ? { type: 'person', personId: found.id, name: found.name }
    : { type: 'space', spaceId: found.id, name: found.name };
}

/** An image's label as words only, which CommonMark wants for `alt`. */
function altText(tokens: readonly Token[]): string {
  const words = tokens.map((token) => {
    if (token.children) return altText(token.children);
    if (token.type === 'softbreak' || token.type === 'hardbreak') return '\n';
    return emojiChar(token).char ?? token.content;
  });
  return words.join('');
}

function emojiChar(token: Token): { char?: string } {
  const char = token.meta?.['char'];
  return typeof char === 'string' ? { char } : {};
}

function address(token: Token, attribute: 'href' | 'src'): { href: string; title: string | undefined } {
  const title = token.attrGet('title');
  return { href: String(token.attrGet(attribute) ?? ''), title: title === null ? undefined : String(title) };
}
