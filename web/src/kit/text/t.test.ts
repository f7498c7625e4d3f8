import { en } from '@footbridge/contract/text/en.ts';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { LOCALE } from './locale.ts';
import { t, type TextValue, type ValuesOf } from './t.ts';

describe('a text of the catalogue', () => {
  test('comes as it is when it has no placeholder', () => {
    expect(t('kit.cancel')).toBe('Cancel');
  });

  test('is filled with its values', () => {
    expect(t('people.write', { name: 'Rhys Bevan' })).toBe('Write to Rhys Bevan');
  });

  test('counts in the words of its language', () => {
    const words = (people: number, organisations: number) => t('charter.readers', { people, organisations });
    expect(words(1, 1)).toBe('1 person of 1 organisation');
    expect(words(14, 3)).toBe('14 people of 3 organisations');
  });

  test('keeps what looks like markup as text', () => {
    expect(t('people.write', { name: '<b>{x}</b>' })).toBe('Write to <b>{x}</b>');
  });

  test('asks for exactly its values', () => {
    expectTypeOf<ValuesOf<'people.write'>>().toEqualTypeOf<{ name: TextValue }>();
    expectTypeOf<ValuesOf<'charter.readers'>>().toEqualTypeOf<{
      people: TextValue;
      organisations: TextValue;
    }>();
    expectTypeOf<ValuesOf<'auth.tokenTimes'>>().toEqualTypeOf<{ created: TextValue; used: TextValue }>();
  });
});

test.each(Object.entries<string>(en))('%s is a message that the formatter can read', (_key, text) => {
  expect(() => new IntlMessageFormat(text, LOCALE, undefined, { ignoreTag: true })).not.toThrow();
});

test('no text shouts, apologises in baby talk or blames', () => {
  const wrong = Object.entries<string>(en).filter(([, text]) =>
    /!|\boops\b|\binvalid\b|\billegal\b|please try/i.test(text),
  );
  expect(wrong).toEqual([]);
});
