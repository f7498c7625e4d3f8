import type { RichText } from '@footbridge/contract/kit/richtext.ts';

/**
 * Anything in which the grammar might see more than paragraphs of words. May be wrong only in one direction.
 */
const MAYBE_MARKUP =
  /[\\`*_~[\]<>&|\r\0]|@everyone|:[a-z0-9_+'-]+:|:\/\/|mailto:|www\.|^(?:[ \t+=#-]|\d{1,9}[.)])|[ \t]$/im;

/**
 * Most of what people write has no Markdown in it: this reads it some twenty times faster. Undefined when the
 * grammar is needed.
 */
export function readPlain(source: string): RichText | undefined {
  if (MAYBE_MARKUP.test(source)) return undefined;
  const paragraphs = source.includes('\n') ? source.split(/\n{2,}/).map(withoutOuterBreaks) : [source];
  return {
    blocks: paragraphs
      .filter((text) => text !== '')
      .map((text) => ({ type: 'paragraph', children: [{ type: 'text', text }] })),
  };
}

/** The source as typed, in one paragraph. */
export function readVerbatim(source: string): RichText {
  const text = source.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD');
  return { blocks: [{ type: 'paragraph', children: [{ type: 'text', text }] }] };
}

const withoutOuterBreaks = (text: string): string => text.replaceAll(/^\n|\n$/g, '');
