import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emojiFromName, emojiWithTone } from './emoji.ts';
import names from './emojiNames.json' with { type: 'json' };

const UNICODE_LIST = new URL('../../../../../shared/data/text/emoji-test.txt', import.meta.url);

function listedEmoji(): Set<string> {
  const lines = readFileSync(UNICODE_LIST, 'utf8').matchAll(/^([0-9A-F ]+?) *; fully-qualified/gm);
  return new Set(
    [...lines].map(([, codes = '']) =>
      String.fromCodePoint(...codes.split(' ').map((code) => Number.parseInt(code, 16))),
    ),
  );
}

describe('emoji names', () => {
  it.each([
    ['+1', '👍'],
    ['thumbsup', '👍'],
    ['tada', '🎉'],
    ['simple_smile', '🙂'],
    ['heart', '❤️'],
    ['flag-gb', '🇬🇧'],
    ['gb', '🇬🇧'],
    ['white_check_mark', '✅'],
    ['man-shrugging', '🤷‍♂️'],
    ['thinking_face', '🤔'],
    ['thinking', '🤔'],
  ])('knows :%s: as %s', (name, emoji) => {
    expect(emojiFromName(name)).toBe(emoji);
  });

  it.each(['partyparrot', '', 'constructor', '__proto__', 'toString'])('knows no :%s:', (name) => {
    expect(emojiFromName(name)).toBeUndefined();
    expect(emojiWithTone(name, 3)).toBeUndefined();
  });

  it('gives the skin tone to each person and to nothing else', () => {
    expect(emojiWithTone('wave', 2)).toBe('👋🏻');
    expect(emojiWithTone('wave', 6)).toBe('👋🏿');
    expect(emojiWithTone('v', 4)).toBe('✌🏽');
    expect(emojiWithTone('male-technologist', 3)).toBe('👨🏼‍💻');
    expect(emojiWithTone('people_holding_hands', 5)).toBe('🧑🏾‍🤝‍🧑🏾');
    expect(emojiWithTone('handshake', 5)).toBe('🤝🏾');
    expect(emojiWithTone('family_man_woman_boy', 5)).toBe('👨‍👩‍👦');
    expect(emojiWithTone('tada', 4)).toBe('🎉');
  });

  it('takes no tone outside 2 to 6', () => {
    for (const tone of [0, 1, 7, Number.NaN]) expect(emojiWithTone('wave', tone)).toBe('👋');
  });

  describe.skipIf(!existsSync(UNICODE_LIST))(
    'against the list of Unicode 15 (shared data, when it is there)',
    () => {
      it('has a name for every emoji without skin tone', () => {
        const named = new Set<string>(Object.values(names));
        const missing = [...listedEmoji()].filter(
          (emoji) => !/[\u{1F3FB}-\u{1F3FF}]/u.test(emoji) && !named.has(emoji),
        );
        expect(missing).toEqual([]);
      });

      it('makes only toned emoji that Unicode lists', () => {
        const listed = listedEmoji();
        // Dancers, wrestlers and 'facing right' got their tones after version 15.
        const newer = /\u{1F46F}|\u{1F93C}|\u{27A1}/u;
        const unlisted = Object.keys(names)
          .map((name) => ({ plain: emojiFromName(name), toned: emojiWithTone(name, 4) }))
          .filter(
            ({ plain, toned }) => plain !== toned && !newer.test(toned ?? '') && !listed.has(toned ?? ''),
          );
        expect(unlisted).toEqual([]);
      });
    },
  );
});
