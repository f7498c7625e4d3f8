import type { Member, Space } from '@footbridge/contract/spaces.ts';
import { useEffect, useState, type ReactNode } from 'react';
import type { EmojiEntry } from '../../../kit/text/commonEmoji.ts';
import { t } from '../../../kit/text/t.ts';
import { Face } from '../../../kit/ui/Face.tsx';
import { PersonName } from '../../people/PersonName.tsx';
import { SpaceMark } from '../../spaces/SpaceMark.tsx';
import { useMembers, useNamedSpaces } from '../../spaces/SpacesContext.tsx';
import { bestFits, fit, shownAs, type Asking, type Chosen } from './rules.ts';

export interface Suggestion {
  key: string;
  /** What stands in the box when it is taken. */
  text: string;
  chosen: Chosen | null;
  shown: ReactNode;
}

const MOST = 8;

function peopleFor(words: string, members: readonly Member[], people: number, myId: string): Suggestion[] {
  const others = members.filter(({ person }) => person.id !== myId);
  const found = bestFits(others, ({ person }) => person.name, words, MOST).map(({ person }) => {
    const chosen: Chosen = { kind: 'person', id: person.id, name: person.name };
    const shown = (
      <>
        <Face name={person.name} hue={person.organisation.hue} size="tiny" />
        <PersonName person={person} />
      </>
    );
    return { key: person.id, text: shownAs(chosen), chosen, shown };
  });
  if (fit(t('chat.everyone'), words) < 2) return found;
  const shown = (
    <span>
      <b>@everyone</b> <span className="soft small">{t('chat.everyoneMeans', { people })}</span>
    </span>
  );
  return [...found.slice(0, MOST - 1), { key: 'everyone', text: '@everyone', chosen: null, shown }];
}

function spacesFor(words: string, spaces: readonly Space[]): Suggestion[] {
  return bestFits(spaces, ({ name }) => name, words, MOST).map(({ id, name, kind }) => {
    const chosen: Chosen = { kind: 'space', id, name };
    const shown = (
      <>
        <SpaceMark kind={kind} />
        <b>{name}</b>
      </>
    );
    return { key: id, text: shownAs(chosen), chosen, shown };
  });
}

function emojiFor(words: string, all: readonly EmojiEntry[]): Suggestion[] {
  return bestFits(all, ({ names }) => names, words.replaceAll('_', ' '), MOST, 2).map(({ char, names }) => ({
    key: char,
    text: char,
    chosen: null,
    shown: (
      <>
        <span className="emoji-sign">{char}</span> {names.split(' ')[0]}
      </>
    ),
  }));
}

/** The common emoji, loaded when the first is asked for. */
function useEmoji(wanted: boolean): readonly EmojiEntry[] {
  const [emoji, setEmoji] = useState<readonly EmojiEntry[]>([]);
  useEffect(() => {
    if (wanted) void import('../../../kit/text/commonEmoji.ts').then((file) => setEmoji(file.commonEmoji));
  }, [wanted]);
  return emoji;
}

/** What fits the question before the caret: people of this space, my spaces, emoji. */
export function useSuggestions(asking: Asking | null, space: Space, myId: string): Suggestion[] {
  const members = useMembers(space.id);
  const spaces = useNamedSpaces();
  const emoji = useEmoji(asking?.sign === ':');
  if (!asking) return [];
  if (asking.sign === '@') return peopleFor(asking.words, members ?? [], space.audience.people, myId);
  return asking.sign === '#' ? spacesFor(asking.words, spaces) : emojiFor(asking.words, emoji);
}

interface SuggestionListProps {
  id: string;
  suggestions: readonly Suggestion[];
  at: number;
  onTake: (suggestion: Suggestion) => void;
}

export function SuggestionList({ id, suggestions, at, onTake }: SuggestionListProps) {
  return (
    <div className="suggestions" id={id} role="listbox" aria-label={t('chat.suggestionList')}>
      {suggestions.map((one, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the box keeps the focus, its keys choose
        <div
          key={one.key}
          id={`${id}${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className="suggestion"
          // The box must not lose the focus to the list.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(one)}
        >
          {one.shown}
        </div>
      ))}
    </div>
  );
}
