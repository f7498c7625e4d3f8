import { writeFileSync } from 'node:fs';
import emojis from 'emojibase-data/en/data.json' with { type: 'json' };
import github from 'emojibase-data/en/shortcodes/github.json' with { type: 'json' };
import slack from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };

// Writes server/src/kit/text/emojiNames.json: every short name that Slack and GitHub know, with its emoji as
// Unicode calls it fully qualified. Run it after each new version of emojibase-data: `npm run emoji-names`.

// Only these two: a name that neither knows is free for a custom emoji, as it was where it comes from. Where
// they give one name to two emoji, the first one wins: imported Slack reactions must stay what they were.
const sources: Record<string, string | string[]>[] = [slack, github];

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
