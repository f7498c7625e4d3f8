import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { commonEmoji, type EmojiEntry, type EmojiGroup } from '../../../kit/text/commonEmoji.ts';
import { t } from '../../../kit/text/t.ts';
import { bestFits } from '../composer/rules.ts';

const GROUPS: [
  group: EmojiGroup,
  title:
    | 'chat.emojiOften'
    | 'chat.emojiFaces'
    | 'chat.emojiHands'
    | 'chat.emojiNature'
    | 'chat.emojiThings'
    | 'chat.emojiSigns',
][] = [
  ['often', 'chat.emojiOften'],
  ['faces', 'chat.emojiFaces'],
  ['hands', 'chat.emojiHands'],
  ['nature', 'chat.emojiNature'],
  ['things', 'chat.emojiThings'],
  ['signs', 'chat.emojiSigns'],
];
const FOUND_MAX = 48;

function Cells({ entries, onChoose }: { entries: readonly EmojiEntry[]; onChoose: (emoji: string) => void }) {
  return (
    <div className="emoji-cells">
      {entries.map(({ char, names }) => (
        <button
          key={char}
          type="button"
          className="emoji-cell"
          title={names}
          aria-label={names.split(' ').join(', ')}
          onClick={() => onChoose(char)}
        >
          {char}
        </button>
      ))}
    </div>
  );
}

/** Arrow keys walk the cells by what is really beside and below on the screen: rows are as long as the window lets them. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const cells = [...event.currentTarget.querySelectorAll<HTMLElement>('.emoji-cell')];
  const here = cells.indexOf(document.activeElement as HTMLElement);
  const place = cells[here]?.getBoundingClientRect();
  if (!place) return;
  const steps: Record<string, HTMLElement | undefined> = {
    ArrowRight: cells[here + 1],
    ArrowLeft: cells[here - 1],
    ArrowDown: cells
      .slice(here)
      .find(
        (cell) =>
          cell.getBoundingClientRect().top > place.top && cell.getBoundingClientRect().left >= place.left - 4,
      ),
    ArrowUp: cells
      .slice(0, here)
      .findLast(
        (cell) =>
          cell.getBoundingClientRect().top < place.top && cell.getBoundingClientRect().left <= place.left + 4,
      ),
  };
  const next = steps[event.key];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Some 150 emoji that cover most of what people say, by group or by name. */
export function EmojiTable({ onChoose }: { onChoose: (emoji: string) => void }) {
  const [words, setWords] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const found = bestFits(commonEmoji, ({ names }) => names, words.trim(), FOUND_MAX, 2);
  useEffect(() => box.current?.focus(), []);
  return (
    <>
      <input
        ref={box}
        type="search"
        className="input"
        value={words}
        placeholder={t('chat.emojiFind')}
        aria-label={t('chat.emojiFind')}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === 'Enter' && words.trim() && first) onChoose(first.char);
        }}
      />
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- moves the focus between the buttons inside */}
      <div className="emoji-groups" onKeyDown={walk}>
        {words.trim() === '' ? (
          GROUPS.map(([group, title]) => (
            <section key={group}>
              <h3>{t(title)}</h3>
              <Cells entries={commonEmoji.filter((entry) => entry.group === group)} onChoose={onChoose} />
            </section>
          ))
        ) : (
          <Cells entries={found} onChoose={onChoose} />
        )}
        {words.trim() !== '' && found.length === 0 && <p className="soft small">{t('chat.emojiNone')}</p>}
      </div>
    </>
  );
}
