import names from './emojiNames.json' with { type: 'json' };

const emojiByName: ReadonlyMap<string, string> = new Map(Object.entries(names));

/**
 * The Unicode emoji of a Slack or GitHub short name without colons (`+1`, `tada`), or undefined where there
 * is none.
 */
export function emojiFromName(name: string): string | undefined {
  return emojiByName.get(name);
}

// A family has no skin tones in Unicode, though each of its people alone has; nor has the handshake inside
// 'people holding hands'.
const FAMILY = /\u{1F46A}|\u{200D}[\u{1F466}\u{1F467}\u{1F9D2}]/u;
const PERSON = /(?<!\u{200D}(?=\u{1F91D}))\p{Emoji_Modifier_Base}\uFE0F?/gu;

/**
 * The same with a skin tone as Slack counts them: 2 (lightest) to 6. An emoji that has no skin tones comes
 * back as it is.
 */
export function emojiWithTone(name: string, tone: number): string | undefined {
  const emoji = emojiFromName(name);
  if (emoji === undefined || FAMILY.test(emoji) || !(tone >= 2 && tone <= 6)) return emoji;
  const toned = String.fromCodePoint(0x1f3fb + tone - 2);
  return emoji.replaceAll(PERSON, (person) => person.replace('\uFE0F', '') + toned);
}
