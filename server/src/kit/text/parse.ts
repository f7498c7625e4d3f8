import {
  MAX_NODES,
  MAX_SOURCE_BYTES,
  type RichText,
  isAllowedHref,
} from '@footbridge/contract/kit/richtext.ts';
import { readBlocks } from './blocks.ts';
import { createGrammar } from './grammar.ts';
import { readPlain, readVerbatim } from './plainSource.ts';
import { type MentionResolver, startReading } from './reading.ts';

export type { MentionResolver };

export interface ParsedText {
  body: RichText;
  /** Each once, in order of appearance; only those that the resolver knows and that stand in the tree. */
  mentions: { personIds: string[]; spaceIds: string[]; everyone: boolean };
  /** Addresses of links and images, each once, as in the tree. */
  links: string[];
}

/** The source has more than `limit` bytes of UTF-8. */
export class TextTooLong extends Error {
  readonly limit = MAX_SOURCE_BYTES;
  constructor() {
    super(`The text is longer than ${MAX_SOURCE_BYTES / 1024} kB.`);
  }
}

/**
 * Reads Markdown source into the tree that everything works on. Throws only `TextTooLong`. Half surrogates
 * and NUL, which no database takes, become U+FFFD.
 */
export const parseMarkdown = createParser(isAllowedHref);

/** A parser with its own policy of which addresses may be links. */
export function createParser(linkAllowed: (href: string) => boolean) {
  const grammar = createGrammar(linkAllowed);
  return (source: string, resolve: MentionResolver): ParsedText => {
    requireShort(source);
    const text = source.toWellFormed();
    const plain = readPlain(text);
    if (plain) return withoutMentions(hasTooManyNodes(plain, text) ? readVerbatim(text) : plain);
    const reading = startReading(resolve, linkAllowed);
    const body = { blocks: readBlocks({ tokens: grammar.parse(text, {}), at: 0 }, 1, reading) };
    // Definitions of link addresses alone leave nothing to show; somebody wrote them to be read.
    const nothingToShow = body.blocks.length === 0 && text.trim() !== '';
    if (nothingToShow || hasTooManyNodes(body, text)) return withoutMentions(readVerbatim(text));
    const { personIds, spaceIds, everyone, links } = reading;
    return {
      body,
      mentions: { personIds: [...personIds], spaceIds: [...spaceIds], everyone },
      links: [...links],
    };
  };
}

function withoutMentions(body: RichText): ParsedText {
  return { body, mentions: { personIds: [], spaceIds: [], everyone: false }, links: [] };
}

function hasTooManyNodes(body: RichText, source: string): boolean {
  // No node comes from less than half a character, so that only long sources need a count.
  return source.length * 2 > MAX_NODES && countNodes(body.blocks) > MAX_NODES;
}

function countNodes(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inside = Object.values(value).reduce<number>((sum, child) => sum + countNodes(child), 0);
  return Array.isArray(value) ? inside : inside + 1;
}

function requireShort(source: string): void {
  // A character is three bytes at most: most sources need no count.
  if (source.length * 3 <= MAX_SOURCE_BYTES) return;
  if (Buffer.byteLength(source) > MAX_SOURCE_BYTES) throw new TextTooLong();
}
