import createMarkdownIt, { type MarkdownIt } from 'markdown-it';
import { linkBareAddresses } from './bareAddress.ts';
import { MAX_BLOCK_DEPTH, tooDeep, tooManyCells } from './boundRules.ts';
import { emojiRule } from './emojiRule.ts';
import { everyoneRule, mentionRule } from './mentionRules.ts';

/**
 * A markdown-it that reads our dialect into tokens. HTML in the source is text. Addresses that `linkAllowed`
 * refuses make no link: the source of the link is then shown as typed.
 */
export function createGrammar(linkAllowed: (href: string) => boolean): MarkdownIt {
  // Its depth also bounds how often a line of brackets is read. It must stay above ours, or what is inside
  // gets lost.
  const maxNesting = MAX_BLOCK_DEPTH + 4;
  const grammar = createMarkdownIt({ html: false, linkify: true, typographer: false, maxNesting });
  grammar.block.ruler.before('table', 'tooDeep', tooDeep);
  grammar.block.ruler.before('table', 'tooManyCells', tooManyCells);
  grammar.inline.ruler.before('linkify', 'mention', mentionRule);
  grammar.inline.ruler.before('linkify', 'everyone', everyoneRule);
  grammar.inline.ruler.before('linkify', 'emoji', emojiRule);
  grammar.validateLink = linkAllowed;
  // Shown as typed: decoded, `%E2%80%AE` would turn the rest of an address around and `xn--…` could look like
  // another host.
  grammar.normalizeLinkText = (text) => text;
  linkBareAddresses(grammar);
  return grammar;
}
