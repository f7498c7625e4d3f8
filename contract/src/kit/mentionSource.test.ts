import { describe, expect, it } from 'vitest';
import {
  mentionedInSource,
  personMentionSource,
  sourceMentionAt,
  spaceMentionSource,
} from './mentionSource.ts';

const AMINA = '0190a0a0-0000-7000-8000-000000000001';
const WARMTH = '0190a0a0-0000-7000-8000-000000000002';

describe('mention source', () => {
  it.each([
    'Amina Yusuf',
    'O’Neill [Bob] \\ (Dev)',
    `x](person:${WARMTH})`,
    '名前 🎉',
    'a'.repeat(500),
    ']'.repeat(500),
  ])('reads back the name %j', (name) => {
    const source = personMentionSource(AMINA, name);
    expect(sourceMentionAt(`${source} tail`, 0)).toEqual({
      kind: 'person',
      id: AMINA,
      name: name.slice(0, 200),
      end: source.length,
    });
    expect(mentionedInSource(`a ${source} b`)).toEqual({ personIds: [AMINA], spaceIds: [] });
  });

  it('finds each person and space once, in any case of the id', () => {
    const source = `@[A](person:${AMINA}) #[W](space:${WARMTH.toUpperCase()}) \`@[A](person:${AMINA})\``;
    expect(mentionedInSource(source)).toEqual({ personIds: [AMINA], spaceIds: [WARMTH] });
  });

  it.each([
    '@Amina',
    `@[](person:${AMINA})`,
    `@[A](space:${AMINA})`,
    `#[A](person:${AMINA})`,
    `@[A] (person:${AMINA})`,
    '@[A](person:12)',
    `@[A\nB](person:${AMINA})`,
    `@[A](person:${AMINA}`,
  ])('reads no mention in %j', (source) => {
    expect(sourceMentionAt(source, 0)).toBeUndefined();
    expect(mentionedInSource(source)).toEqual({ personIds: [], spaceIds: [] });
  });

  it('keeps the mention on one line', () => {
    expect(spaceMentionSource(WARMTH, 'Winter\n\n# warmth\u0000')).toBe(
      `#[Winter # warmth](space:${WARMTH})`,
    );
  });
});
