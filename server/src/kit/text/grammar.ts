import createMarkdownIt, { type MarkdownIt, type StateBlock } from 'markdown-it';
import { isAllowedHref } from '@footbridge/contract/kit/richtext.ts';
import { emojiRule } from './emojiRule.ts';
import { everyoneRule, mentionRule } from './mentionRules.ts';

/** Quotes and lists nest this deep (a list counts twice, itself and its item); the rest of what is inside is one paragraph. */
export const MAX_BLOCK_DEPTH = 24;

/** What a bare address or an address without a scheme may begin with, to be seen as a link. */
const MAYBE_LINK = /:\/\/|mailto:|www\./i;

/**
 * A markdown-it that reads our dialect into tokens. HTML in the source is text. Addresses that `linkAllowed` refuses make no link:
 * the source of the link is then shown as typed.
 */
export function createGrammar(linkAllowed: (href: string) => boolean = isAllowedHref): MarkdownIt {
  const grammar = createMarkdownIt('default', { html: false, linkify: true, typographer: false });
  grammar.block.ruler.before('table', 'tooDeep', tooDeep);
  grammar.inline.ruler.before('linkify', 'mention', mentionRule);
  grammar.inline.ruler.before('linkify', 'everyone', everyoneRule);
  grammar.inline.ruler.before('linkify', 'emoji', emojiRule);
  grammar.validateLink = linkAllowed;
  linkBareAddresses(grammar);
  return grammar;
}

/**
 * Links `https://…`, `mailto:…` and `www.…` where they stand in text. Names without any of these are left alone: `README.md` and
 * `main.py` look like names of hosts too.
 */
function linkBareAddresses(grammar: MarkdownIt): void {
  const { linkify } = grammar;
  linkify.set({ fuzzyEmail: false, fuzzyLink: false, maxLength: 2048 });
  linkify.add('ftp:', null).add('//', null);
  linkify.add('www.', {
    validate(text, position, self) {
      const host = self.re.get_relative_proto_validator();
      host.lastIndex = position;
      return host.exec(text)?.[0].length ?? 0;
    },
    // The address stays as long as its text, which the rule for `://` counts on; the scheme is added below.
    normalize() {},
  });
  const { test } = linkify;
  linkify.test = (text) => MAYBE_LINK.test(text) && test.call(linkify, text);
  const { normalizeLink } = grammar;
  grammar.normalizeLink = (href) =>
    normalizeLink.call(grammar, /^www\./i.test(href) ? `https://${href}` : href);
}

/** Past its own limit markdown-it drops what is inside. Nothing that somebody wrote may be dropped, so it becomes a paragraph. */
function tooDeep(state: StateBlock, startLine: number, endLine: number): boolean {
  if (state.level < MAX_BLOCK_DEPTH) return false;
  let end = startLine + 1;
  while (end < endLine && (state.isEmpty(end) || (state.sCount[end] ?? 0) >= state.blkIndent)) end++;
  state.line = end;
  state.push('paragraph_open', 'p', 1);
  const inline = state.push('inline', '', 0);
  inline.content = state.getLines(startLine, end, state.blkIndent, false).trim();
  inline.children = [];
  state.push('paragraph_close', 'p', -1);
  return true;
}
