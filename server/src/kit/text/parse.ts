import { MAX_SOURCE_BYTES, type RichText, isAllowedHref } from '@footbridge/contract/kit/richtext.ts';
import { readBlocks } from './blocks.ts';
import { createGrammar } from './grammar.ts';
import { readPlain } from './plainSource.ts';
import { type MentionResolver, startReading } from './reading.ts';

export interface ParsedText {
  body: RichText;
  /** Each once, in order of appearance; only those that the resolver knows. */
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
 * Reads Markdown source into the tree that everything works on. Throws only `TextTooLong`. Half surrogates and NUL, which no database
 * takes, become U+FFFD.
 */
export const parseMarkdown = createParser(isAllowedHref);

/** A parser with its own policy of which addresses may be links. */
export function createParser(linkAllowed: (href: string) => boolean) {
  const grammar = createGrammar(linkAllowed);
  return (source: string, resolve: MentionResolver): ParsedText => {
    requireShort(source);
    const text = source.toWellFormed();
    const plain = readPlain(text);
    if (plain) return { body: plain, mentions: { personIds: [], spaceIds: [], everyone: false }, links: [] };
    const reading = startReading(resolve, linkAllowed);
    const blocks = readBlocks({ tokens: grammar.parse(text, {}), at: 0 }, 1, reading);
    return {
      body: { blocks },
      mentions: {
        personIds: [...reading.personIds],
        spaceIds: [...reading.spaceIds],
        everyone: reading.everyone,
      },
      links: [...reading.links],
    };
  };
}

function requireShort(source: string): void {
  // A character is three bytes at most: most sources need no count.
  if (source.length * 3 <= MAX_SOURCE_BYTES) return;
  if (Buffer.byteLength(source) > MAX_SOURCE_BYTES) throw new TextTooLong();
}
