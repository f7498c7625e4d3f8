import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answered,
  askingAt,
  bestFits,
  bytesTooMany,
  fit,
  fromSource,
  namesEveryone,
  toSource,
  type Chosen,
} from './rules.ts';

const AMINA: Chosen = { kind: 'person', id: '01890000-0000-7000-8000-000000000001', name: 'Amina Yusuf' };
const AMINA_Y: Chosen = { kind: 'person', id: '01890000-0000-7000-8000-000000000002', name: 'Amina Y' };
const TWIN: Chosen = { kind: 'person', id: '01890000-0000-7000-8000-000000000003', name: 'Amina Yusuf' };
const WINTER: Chosen = { kind: 'space', id: '01890000-0000-7000-8000-000000000004', name: 'Winter warmth' };

const mentionOf = ({ id, name }: Chosen): string => `@[${name}](person:${id})`;

describe('what stands in the box becomes Markdown', () => {
  it('turns a chosen name into a mention and leaves the rest', () => {
    expect(toSource('Hello @Amina Yusuf, see #Winter warmth.', [AMINA, WINTER])).toBe(
      `Hello ${mentionOf(AMINA)}, see #[Winter warmth](space:${WINTER.id}).`,
    );
  });

  it('leaves a name that nobody chose', () => {
    expect(toSource('Hello @Grace', [AMINA])).toBe('Hello @Grace');
  });

  it('takes the longest of two names that begin alike', () => {
    expect(toSource('@Amina Yusuf and @Amina Y', [AMINA_Y, AMINA])).toBe(
      `${mentionOf(AMINA)} and ${mentionOf(AMINA_Y)}`,
    );
  });

  it('tells two people of one name apart by the order in which they were chosen', () => {
    expect(toSource('@Amina Yusuf @Amina Yusuf', [AMINA, TWIN])).toBe(
      `${mentionOf(AMINA)} ${mentionOf(TWIN)}`,
    );
  });

  it('does not find a name inside an address or a longer word', () => {
    expect(toSource('x@Amina Yusuf @Amina Yusufi', [AMINA])).toBe('x@Amina Yusuf @Amina Yusufi');
  });

  it('comes back as it was for changing, whatever is written round it', () => {
    const words = fc.stringMatching(/^[a-z .,!*_`~()0-9-]{0,30}$/);
    fc.assert(
      fc.property(words, words, (before, after) => {
        const source = `${before} ${mentionOf(AMINA)} ${after} #[Winter warmth](space:${WINTER.id})`;
        const { text, chosen } = fromSource(source);
        expect(text).not.toContain('person:');
        expect(toSource(text, chosen)).toBe(source);
      }),
    );
  });
});

describe('asking for suggestions', () => {
  it.each([
    ['Hello @gra', { sign: '@', words: 'gra', from: 6 }],
    ['@', { sign: '@', words: '', from: 0 }],
    ['see #win', { sign: '#', words: 'win', from: 4 }],
    ['ask @grace ok', { sign: '@', words: 'grace ok', from: 4 }],
    ['nice :tea', { sign: ':', words: 'tea', from: 5 }],
  ])('hears the question in "%s"', (text, asking) => {
    expect(askingAt(text, text.length)).toEqual(asking);
  });

  it.each(['mail me@grace', 'at 10:4', 'note: ', 'http://x', 'done :t', '@grace ok then'])(
    'hears none in "%s"',
    (text) => {
      expect(askingAt(text, text.length)).toBeNull();
    },
  );

  it('puts the answer in place of the question and the caret behind it', () => {
    const asking = askingAt('Hi @am!', 6);
    expect(asking && answered('Hi @am!', asking, 6, '@Amina Yusuf')).toEqual({
      text: 'Hi @Amina Yusuf !',
      caret: 16,
    });
  });
});

describe('finding a name', () => {
  it('prefers the beginning, then the beginning of a word, then letters in order', () => {
    const names = ['Lena Fischer', 'Amina Yusuf', 'Eamon Finn', 'Finn Berg'];
    expect(bestFits(names, (name) => name, 'fi', 10)).toEqual(['Finn Berg', 'Lena Fischer', 'Eamon Finn']);
    expect(bestFits(names, (name) => name, 'lfi', 10)).toEqual(['Lena Fischer']);
  });

  it('does not ask for accents', () => {
    expect(fit('Tomasz Zieliński', 'zielinski')).toBe(2);
  });
});

describe('what the box says before sending', () => {
  it('counts bytes, not letters', () => {
    expect(bytesTooMany('é'.repeat(8192))).toBe(0);
    expect(bytesTooMany('é'.repeat(8193))).toBe(2);
  });

  it('notices when everyone is told', () => {
    expect(
      ['@everyone look', 'hey @everyone!', 'not@everyone', '@everyones', '`@everyone`'].map(namesEveryone),
    ).toEqual([true, true, false, false, false]);
  });
});
