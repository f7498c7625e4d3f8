import { expect, test } from 'vitest';
import { aroundChanges, differenceOf, type Piece } from './difference.ts';

const marked = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `[+${text}]` : `[-${text}]`))
    .join('');
const without = (pieces: readonly Piece[], kind: Piece['kind']): string =>
  pieces.flatMap((piece) => (piece.kind === kind ? [] : [piece.text])).join('');

test('a changed word reads as that word', () => {
  expect(marked(differenceOf('Say it over tea.\nThen decide.', 'Say it over coffee.\nThen decide.'))).toBe(
    'Say it over [-tea.][+coffee.]\nThen decide.',
  );
  expect(marked(differenceOf('Each decides alone', 'Each of us decides alone'))).toBe(
    'Each [+of us ]decides alone',
  );
});

test('words that were replaced one after the other read as one change', () => {
  expect(marked(differenceOf('We meet on Monday morning here', 'We meet every second week here'))).toBe(
    'We meet [-on Monday morning][+every second week] here',
  );
});

test('a new line is new and an old one gone, without touching their neighbours', () => {
  expect(marked(differenceOf('one\nthree\n', 'one\ntwo\nthree\n'))).toBe('one\n[+two\n]three\n');
  expect(marked(differenceOf('one\ntwo\nthree\n', 'one\nthree\n'))).toBe('one\n[-two\n]three\n');
});

test('nothing changed is nothing changed, and from nothing everything is new', () => {
  expect(differenceOf('the same', 'the same')).toEqual([{ kind: 'same', text: 'the same' }]);
  expect(differenceOf('', 'all new')).toEqual([{ kind: 'added', text: 'all new' }]);
  expect(differenceOf('', '')).toEqual([]);
});

test('both texts can be read from the pieces, whatever they are', () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const words = ['a', 'b', 'c', ' ', ' ', '\n', 'é', '👍', '  '];
  const any = () => Array.from({ length: random(40) }, () => words[random(words.length)]).join('');
  for (let round = 0; round < 500; round += 1) {
    const [before, after] = [any(), any()];
    const pieces = differenceOf(before, after);
    expect(without(pieces, 'added')).toBe(before);
    expect(without(pieces, 'removed')).toBe(after);
  }
});

test('the longest texts are compared at once', () => {
  const long = (word: string) => Array.from({ length: 4000 }, (_, at) => `${word}${at % 97} `).join('');
  const began = performance.now();
  differenceOf(long('one'), long('two'));
  expect(performance.now() - began).toBeLessThan(1000);
});

test('long unchanged stretches are cut to what stands beside a change', () => {
  const filler = 'word '.repeat(200);
  const shown = aroundChanges(differenceOf(`${filler}old ${filler}`, `${filler}new ${filler}`));
  expect(marked(shown)).toMatch(/^… word .* \[-old\]\[\+new\] word .* ?… $/);
  expect(marked(shown).length).toBeLessThan(400);
});
