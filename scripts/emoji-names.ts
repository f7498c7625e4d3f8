import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// Writes server/src/kit/text/emojiNames.json: every short name that Slack and GitHub know, with its emoji as
// Unicode calls it fully qualified. Run it again after a new version of emojibase-data: `node
// scripts/emoji-names.ts`.

type Names = Record<string, string | string[]>;
const read = createRequire(new URL('../server/package.json', import.meta.url));
const emojis = read('emojibase-data/en/data.json') as { hexcode: string; emoji: string }[];
// Only these two: a name that neither knows is free for a custom emoji, as it was where it comes from. Where
// they give one name to two emoji, the first one wins: imported Slack reactions must stay what they were.
const sources = ['iamcal', 'github'].map(
  (source) => read(`emojibase-data/en/shortcodes/${source}.json`) as Names,
);

// A name that Slack once had and no source lists.
const names = new Map<string, string>([['simple_smile', '🙂']]);
for (const source of sources) {
  for (const { hexcode, emoji } of emojis) {
    // A character that is shown as an emoji anyway must not carry the selector, or it equals no typed emoji.
    const qualified = emoji.replaceAll(/(\p{Emoji_Presentation})\uFE0F/gu, '$1');
    for (const name of [source[hexcode] ?? []].flat()) if (!names.has(name)) names.set(name, qualified);
  }
}

const sorted = Object.fromEntries([...names].toSorted(([a], [b]) => (a < b ? -1 : 1)));
const target = new URL('../server/src/kit/text/emojiNames.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(sorted, null, 2)}\n`);
