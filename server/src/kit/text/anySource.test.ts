import { existsSync, readFileSync } from 'node:fs';
import { plainText } from '@footbridge/contract/kit/plainText.ts';
import { MAX_DEPTH, RichText } from '@footbridge/contract/kit/richtext.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBlocks } from './blocks.ts';
import { createGrammar } from './grammar.ts';
import { parseMarkdown } from './parse.ts';
import { readPlain } from './plainSource.ts';
import { startReading } from './reading.ts';

const ID = '0190a0a0-0000-7000-8000-000000000001';
const cast = {
  person: (id: string) => ({ id, name: 'Amina Yusuf' }),
  space: (id: string) => ({ id, name: 'Winter warmth' }),
};
const body = (source: string) => parseMarkdown(source, cast).body;

function depthOf(node: unknown): number {
  if (Array.isArray(node)) return Math.max(0, ...node.map(depthOf));
  if (typeof node !== 'object' || node === null) return 0;
  return 1 + Math.max(0, ...Object.values(node).map(depthOf));
}

const WHITE = [' ', ' ', '\n', '\n', '\n\n', '\t', '\r', '    ', '\u2028', '\u00a0'];
const ODD = [
  '\0',
  '\ud800',
  '[a]: /x\n',
  '- [ ] ',
  '\n> ',
  '\n- ',
  '| a | b |\n|---|---|\n',
  `@[A](person:${ID})`,
];
const MARKS =
  `a B 1 é 🎉 0. 12) * ** _ ~~ \` \`\`\` [ ] ( ) ](/x) ![ < > & &amp; \\ | |-| # - + = === --- : :tada: @ @everyone
  https://a.org www. mailto:a@b.c`.split(/\s+/);
const markup = fc.string({ unit: fc.constantFrom(...WHITE, ...ODD, ...MARKS), maxLength: 60 });

describe('any source', () => {
  it('becomes a valid, bounded tree of well-formed text that JSON keeps', () => {
    fc.assert(
      fc.property(fc.oneof(markup, fc.string({ unit: 'binary' })), (source) => {
        const tree = body(source);
        RichText.parse(tree);
        expect(depthOf(tree.blocks)).toBeLessThanOrEqual(MAX_DEPTH);
        expect(typeof plainText(tree)).toBe('string');
        const json = JSON.stringify(tree);
        expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        expect(JSON.parse(json)).toEqual(tree);
      }),
      { numRuns: 2000 },
    );
  });

  it('is read the same by the fast path and by the grammar, where the fast path answers', () => {
    const grammar = createGrammar(() => true);
    const words = fc.string({
      unit: fc.constantFrom(...'a B1 : . , ! # - + = 1. ( ) @ $'.split(' '), ' ', ' ', '\n', '\n\n'),
      maxLength: 40,
    });
    let answered = 0;
    fc.assert(
      fc.property(fc.oneof(words, markup, fc.string({ unit: 'grapheme' })), (source) => {
        const plain = readPlain(source.toWellFormed());
        if (!plain) return;
        answered++;
        const reading = startReading(cast, () => true);
        const tokens = grammar.parse(source.toWellFormed(), {});
        expect(plain.blocks).toEqual(readBlocks({ tokens, at: 0 }, 1, reading));
      }),
      { numRuns: 4000 },
    );
    expect(answered).toBeGreaterThan(1000);
  });
});

const SHARED = new URL('../../../../../shared/data/text/', import.meta.url);

describe.skipIf(!existsSync(SHARED))('text of the world (shared data, when it is there)', () => {
  const escaped = (text: string) => text.replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);

  it('keeps every naughty string, as code and with its marks escaped', () => {
    const file = readFileSync(new URL('naughty-strings.base64.json', SHARED), 'utf8');
    const strings = (JSON.parse(file) as string[]).map((base64) => Buffer.from(base64, 'base64').toString());
    expect(strings.length).toBeGreaterThan(400);
    for (const string of strings) {
      const line = string
        .replaceAll(/[\r\n]+/g, ' ')
        .trim()
        .replaceAll('\0', '\uFFFD');
      expect(body(`\`\`\`\`\`\`\n${line}\n\`\`\`\`\`\``).blocks).toEqual([
        { type: 'codeBlock', text: `${line}\n` },
      ]);
      expect(plainText(body(`a ${escaped(line)} z`))).toBe(`a ${line} z`);
      expect(JSON.parse(JSON.stringify(body(string)))).toEqual(body(string));
    }
  });

  it('keeps every emoji of Unicode', () => {
    const file = readFileSync(new URL('emoji-test.txt', SHARED), 'utf8');
    const emoji = [...file.matchAll(/^([0-9A-F ]+?) *;/gm)].map(([, codes = '']) =>
      String.fromCodePoint(...codes.split(' ').map((code) => Number.parseInt(code, 16))),
    );
    expect(emoji.length).toBeGreaterThan(3600);
    for (const one of emoji) {
      expect(plainText(body(one))).toBe(one);
      expect(plainText(body(`*so* **${one}** and ${one}`))).toBe(`so ${one} and ${one}`);
    }
  });
});
