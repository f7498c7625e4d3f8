import {
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type ReactElement,
  type Ref,
} from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { grewAtStart, type Row } from './rules.ts';

export interface ScrollerHandle {
  toEnd: () => void;
  /** Brings a row into the middle. */
  toRow: (key: string) => void;
}

/** Up and down go from message to message; what can be done with one is then a Tab away. Inside a box or a menu they are its own. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const from = event.target as HTMLElement;
  if (step === 0 || from.closest('[popover], dialog, textarea, input')) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-message]')];
  const here = all.findIndex((message) => message.contains(from));
  const next = here === -1 ? all.at(step === 1 ? 0 : -1) : all[here + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

interface ScrollerProps {
  /** What these messages are, and that arrows go through them. */
  label: string;
  rows: readonly Row[];
  children: (row: Row) => ReactElement;
  /** The row at whose place the list opens; the end when it is null. Read once: another start needs another `key`. */
  startAt: string | null;
  /** The reader comes near an edge: more should be loaded there. */
  onNearStart?: (() => void) | undefined;
  onNearEnd?: (() => void) | undefined;
  /** The last row that is wholly before the reader's eyes, and whether that is the end. */
  onSeen: (index: number, atEnd: boolean) => void;
  ref?: Ref<ScrollerHandle>;
}

const NEAR_PX = 600;
const AT_END_PX = 32;
/** Some of what was read before stays above the first new message. */
const ABOVE_START_PX = 96;

/**
 * A list of messages that only draws what is near: it opens at a row or at its end, stays at the end while the reader is there, and
 * keeps the reader's place when older messages are put before it.
 */
export function Scroller({
  label,
  rows,
  children,
  startAt,
  onNearStart,
  onNearEnd,
  onSeen,
  ref,
}: ScrollerProps) {
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const drawn = useRef(rows);
  const isAtEnd = useRef(startAt === null);
  const lastTop = useRef(0);

  const toEnd = (): void => {
    isAtEnd.current = true;
    list.current?.scrollToIndex(rows.length - 1, { align: 'end' });
    // What was measured just now is not drawn yet, and the browser scrolls no further than what is drawn.
    requestAnimationFrame(() => {
      if (isAtEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight;
    });
  };

  const look = (): void => {
    const { current } = list;
    if (!current || rows.length === 0 || current.viewportSize === 0) return;
    const top = current.scrollOffset;
    const bottom = top + current.viewportSize;
    // Only going up leaves the end: a new row makes the list longer a moment before we follow it.
    if (current.scrollSize - bottom <= AT_END_PX) isAtEnd.current = true;
    else if (top < lastTop.current) isAtEnd.current = false;
    lastTop.current = top;
    if (top < NEAR_PX) onNearStart?.();
    if (current.scrollSize - bottom < NEAR_PX) onNearEnd?.();
    const last = isAtEnd.current ? rows.length - 1 : current.findItemIndex(bottom) - 1;
    onSeen(last, isAtEnd.current);
  };
  const lookAgain = useEffectEvent(look);

  useLayoutEffect(() => {
    const index = rows.findIndex(({ key }) => key === startAt);
    if (index >= 0) list.current?.scrollToIndex(index, { align: 'start', offset: -ABOVE_START_PX });
    else toEnd();
    // oxlint-disable-next-line react/exhaustive-deps -- where the list opens is decided once
  }, []);

  useLayoutEffect(() => {
    drawn.current = rows;
    if (isAtEnd.current) toEnd();
  });

  // A short list never scrolls, and coming back to the window is no scrolling either: both are looked at, too.
  useEffect(() => {
    const frame = requestAnimationFrame(() => lookAgain());
    return () => cancelAnimationFrame(frame);
  }, [rows]);
  useEffect(() => {
    const again = (): void => lookAgain();
    addEventListener('focus', again);
    return () => removeEventListener('focus', again);
  }, []);

  useImperativeHandle(ref, () => ({
    toEnd,
    toRow(key) {
      const index = rows.findIndex((row) => row.key === key);
      if (index >= 0) list.current?.scrollToIndex(index, { align: 'center' });
    },
  }));

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows go through the messages inside
    <div
      ref={box}
      className="scroller"
      role="group"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- one stop for the whole list
      tabIndex={0}
      data-region-start
      onKeyDown={walk}
    >
      <div className="scroller-gap" />
      <Virtualizer
        ref={list}
        scrollRef={box}
        data={rows}
        shift={grewAtStart(drawn.current, rows)}
        onScroll={look}
        onResize={() => {
          if (isAtEnd.current) toEnd();
          look();
        }}
      >
        {children}
      </Virtualizer>
    </div>
  );
}
