import type { Space } from '@footbridge/contract/spaces.ts';
import { useEffect, useId, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { t } from '../../../kit/text/t.ts';
import { useAnnouncer } from '../../../kit/ui/Announcer.tsx';
import { useSpaces } from '../../spaces/SpacesContext.tsx';
import { answered, askingAt, type Chosen } from './rules.ts';
import { SuggestionList, useSuggestions, type Suggestion } from './Suggestions.tsx';

export interface WritingBoxHandle {
  focus: () => void;
  /** Puts words where the caret is, with a space before them where one is missing, and lets writing go on. */
  insert: (words: string) => void;
}

interface WritingBoxProps {
  space: Space;
  myId: string;
  label: string;
  text: string;
  onChange: (text: string) => void;
  onChoose: (chosen: Chosen) => void;
  onSend: () => void;
  /** A key that the suggestions did not take. */
  onKey?: ((event: KeyboardEvent<HTMLTextAreaElement>) => void) | undefined;
  ref?: Ref<WritingBoxHandle>;
}

/** On a phone Enter begins a new line, as its keyboard says; Send is a press away. */
const isPhone = (): boolean => matchMedia('(pointer: coarse)').matches;

const sends = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' &&
  !event.shiftKey &&
  !event.nativeEvent.isComposing &&
  (event.ctrlKey || event.metaKey || !isPhone());

/** A plain text area that grows, asks `@`, `#` and `:` for suggestions, and knows what Enter means. */
export function WritingBox({
  space,
  myId,
  label,
  text,
  onChange,
  onChoose,
  onSend,
  onKey,
  ref,
}: WritingBoxProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const spaces = useSpaces();
  const { announce } = useAnnouncer();
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [focused, setFocused] = useState(false);
  const found = focused ? askingAt(text, Math.min(caret, text.length)) : null;
  const asking = found?.from === dismissed ? null : found;
  const suggestions = useSuggestions(asking, space, myId);
  const isOpen = asking !== null && suggestions.length > 0;
  const chosenAt = Math.min(at, suggestions.length - 1);

  useEffect(() => {
    if (isOpen) announce(t('chat.suggestions', { count: suggestions.length }));
  }, [isOpen, suggestions.length, announce]);

  const put = (next: string, nextCaret: number): void => {
    onChange(next);
    setCaret(nextCaret);
    // The browser would leave the caret at the end: React writes the value before the next frame.
    requestAnimationFrame(() => area.current?.setSelectionRange(nextCaret, nextCaret));
  };
  const take = (one: Suggestion): void => {
    if (!asking) return;
    const next = answered(text, asking, caret, one.text);
    if (one.chosen) onChoose(one.chosen);
    put(next.text, next.caret);
    setAt(0);
  };

  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus(),
    insert(words) {
      const from = area.current?.selectionStart ?? text.length;
      const gap = from > 0 && !/\s/.test(text[from - 1] ?? ' ') ? ' ' : '';
      area.current?.focus();
      put(
        text.slice(0, from) + gap + words + text.slice(area.current?.selectionEnd ?? from),
        from + gap.length + words.length,
      );
    },
  }));

  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const one = suggestions[chosenAt];
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (isOpen && step !== 0) setAt((chosenAt + step + suggestions.length) % suggestions.length);
    else if (isOpen && one && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) take(one);
    else if (isOpen && event.key === 'Escape') setDismissed(asking.from);
    else if (sends(event)) onSend();
    else return onKey?.(event);
    return event.preventDefault();
  };

  return (
    <>
      {isOpen && <SuggestionList id={listId} suggestions={suggestions} at={chosenAt} onTake={take} />}
      <textarea
        ref={area}
        className="writing-box"
        data-region-start
        rows={Math.min(12, text.split('\n').length)}
        value={text}
        placeholder={label}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}${chosenAt}` : undefined}
        enterKeyHint={isPhone() ? 'enter' : 'send'}
        onChange={(event) => {
          setDismissed(null);
          setAt(0);
          onChange(event.target.value);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onFocus={() => {
          setFocused(true);
          if (!spaces.store.get().members[space.id]) void spaces.loadMembers(space.id).catch(() => undefined);
        }}
        onBlur={() => setFocused(false)}
        onKeyDown={press}
      />
    </>
  );
}
