import type { Block, Inline, RichText } from './richtext.ts';

/**
 * The words of a text without its marks, for search, notices, previews and mail without HTML. Blocks stand on
 * lines of their own. `hrefs: true` writes the address of a link behind its words. A node of a kind that this
 * version does not know gives its words.
 */
export function plainText(body: RichText, options: { hrefs?: boolean } = {}): string {
  return blocksText(body.blocks, options.hrefs === true);
}

const blocksText = (blocks: readonly Block[], hrefs: boolean): string =>
  blocks.map((block) => blockText(block, hrefs)).join('\n');

const inlinesText = (inlines: readonly Inline[], hrefs: boolean): string =>
  inlines.map((inline) => inlineText(inline, hrefs)).join('');

function blockText(block: Block, hrefs: boolean): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return inlinesText(block.children, hrefs);
    case 'quote':
      return blocksText(block.children, hrefs);
    case 'codeBlock':
      return block.text.replace(/\n$/, '');
    case 'list':
      return block.items
        .map((item, position) => {
          const marker = block.ordered ? `${(block.start ?? 1) + position}. ` : '- ';
          const box = item.checked === undefined ? '' : item.checked ? '[x] ' : '[ ] ';
          return marker + box + blocksText(item.children, hrefs);
        })
        .join('\n');
    case 'table':
      return [block.head, ...block.rows]
        .map((row) => row.map((cell) => inlinesText(cell, hrefs)).join(' | '))
        .join('\n');
    case 'rule':
      return '';
    default:
      return unknownText(block);
  }
}

function inlineText(inline: Inline, hrefs: boolean): string {
  switch (inline.type) {
    case 'text':
    case 'code':
      return inline.text;
    case 'strong':
    case 'emphasis':
    case 'strike':
      return inlinesText(inline.children, hrefs);
    case 'link': {
      const words = inlinesText(inline.children, hrefs);
      return hrefs && words !== inline.href ? `${words} (${inline.href})` : words;
    }
    case 'image':
      return hrefs && inline.alt !== '' ? `${inline.alt} (${inline.href})` : inline.alt || inline.href;
    case 'break':
      return '\n';
    case 'person':
      return `@${inline.name}`;
    case 'space':
      return `#${inline.name}`;
    case 'everyone':
      return '@everyone';
    case 'emoji':
      return inline.char ?? `:${inline.name}:`;
    default:
      return unknownText(inline);
  }
}

/** The words in a node of a kind that a newer version made, in order. */
function unknownText(node: unknown): string {
  if (Array.isArray(node)) return node.map((child) => inlineText(child as Inline, false)).join('');
  if (typeof node !== 'object' || node === null) return '';
  if ('text' in node && typeof node.text === 'string') return node.text;
  const inside = Object.values(node).filter((value) => Array.isArray(value));
  if (inside.length > 0) return inside.map(unknownText).join(' ');
  return 'name' in node && typeof node.name === 'string' ? node.name : '';
}
