import type { Space } from '@footbridge/contract/spaces.ts';
import { UNREAD_MAX } from '@footbridge/contract/spaces.ts';
import { ArrowDown } from 'lucide-react';
import { useEffect, useEffectEvent, useImperativeHandle, useMemo, useRef, useState, type Ref } from 'react';
import { describeError } from '../../../kit/api/describeError.ts';
import { t } from '../../../kit/text/t.ts';
import { Button } from '../../../kit/ui/Button.tsx';
import { ProblemNote } from '../../../kit/ui/Problem.tsx';
import { Skeleton } from '../../../kit/ui/Spinner.tsx';
import { useSpaceName } from '../../spaces/SpacesContext.tsx';
import type { Chat } from '../api.ts';
import { useChat, useChatState, useOutgoing, useTimeline } from '../ChatContext.tsx';
import { useConversation } from '../ConversationContext.tsx';
import { MessageRows } from './MessageRows.tsx';
import { lastOwn, rowAtSeq, rowsOf, seqAt } from './rules.ts';
import { SaidAloud } from './SaidAloud.tsx';
import { Scroller, type ScrollerHandle } from './Scroller.tsx';
import './timeline.css';

export interface MessageListHandle {
  toEnd: () => void;
  editLast: () => void;
}

/** One way of looking at the column: opened at a place, with the line where it was opened. */
interface View {
  /** Another number is another Scroller. */
  number: number;
  at: number | 'new' | 'end';
  newAfterSeq: number | null;
}

/** Loads what the reader should see first: the linked place, the first unread, or the newest. Gives where the list opens. */
async function openAt(
  { store, loads }: Chat,
  { id, mine }: Space,
  target: number | null,
): Promise<View['at']> {
  const timeline = store.get().timelines[id];
  const first = timeline?.entries[0]?.message.seq ?? Infinity;
  const last = timeline?.entries.at(-1)?.message.seq ?? 0;
  if (target !== null) {
    if (target < first || target > last) await loads.around(id, target);
    return target;
  }
  const isNewest = timeline !== undefined && !timeline.hasAfter;
  if (mine.unread === 0) {
    if (!isNewest) await loads.newest(id);
    return 'end';
  }
  const reachesBack = isNewest && (first <= mine.readSeq || !timeline.hasBefore);
  if (!reachesBack) await loads.around(id, mine.readSeq);
  return 'new';
}

function JumpToNewest({ unread, onJump }: { unread: number; onJump: () => void }) {
  const words =
    unread >= UNREAD_MAX
      ? t('chat.jumpToMany', { count: UNREAD_MAX })
      : unread > 0
        ? t('chat.jumpToNew', { count: unread })
        : t('chat.jumpToNewest');
  return (
    <Button className="jump" onClick={onJump}>
      <ArrowDown aria-hidden="true" /> {words}
    </Button>
  );
}

/** The main column of a space. `target` is the place of a message that a link leads to. */
export function MessageList({ target, ref }: { target: number | null; ref?: Ref<MessageListHandle> }) {
  const chat = useChat();
  const { space, myId, see, setEditingId, unreadAfterSeq } = useConversation();
  const name = useSpaceName(space.id);
  const timeline = useTimeline(space.id);
  const outgoing = useOutgoing(space.id, null);
  const followed = useChatState((state) => (state.followedStale ? null : state.followed));
  const scroller = useRef<ScrollerHandle>(null);
  const [view, setView] = useState<View | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [atEnd, setAtEnd] = useState(true);
  const { unread } = space.mine;

  const open = (isOver: () => boolean): void => {
    const newAfterSeq = unread > 0 ? space.mine.readSeq : null;
    setFailure(null);
    openAt(chat, space, target).then(
      (at) =>
        !isOver() &&
        setView((was) => ({
          number: (was?.number ?? 0) + 1,
          at,
          newAfterSeq: was?.newAfterSeq ?? newAfterSeq,
        })),
      (error: unknown) => !isOver() && setFailure(describeError(error)),
    );
  };
  const openAgain = useEffectEvent(open);
  useEffect(() => {
    let over = false;
    openAgain(() => over);
    return () => {
      over = true;
    };
  }, [target]);

  const messages = useMemo(() => timeline?.entries.map(({ message }) => message) ?? [], [timeline]);
  const hasAfter = timeline?.hasAfter ?? false;
  const isBeginning = timeline?.hasBefore === false;
  const newAfterSeq = unreadAfterSeq ?? view?.newAfterSeq ?? null;
  const rows = useMemo(
    () => rowsOf({ messages, outgoing: hasAfter ? [] : outgoing, isBeginning, newAfterSeq, myId }),
    [messages, outgoing, hasAfter, isBeginning, newAfterSeq, myId],
  );

  // Replies are read at the end of the column too, and they do not make it longer.
  useEffect(() => see({}), [see, unread, followed]);

  const toEnd = (): void => {
    if (!hasAfter) return scroller.current?.toEnd();
    chat.loads.newest(space.id).then(
      () =>
        setView((was) => ({
          number: (was?.number ?? 0) + 1,
          at: 'end',
          newAfterSeq: was?.newAfterSeq ?? null,
        })),
      (error: unknown) => setFailure(describeError(error)),
    );
  };
  useImperativeHandle(ref, () => ({
    toEnd,
    editLast() {
      const own = lastOwn(messages, myId);
      const row = rows.find((one) => one.kind === 'message' && one.message === own);
      if (!own || !row) return;
      scroller.current?.toRow(row.key);
      setEditingId(own.id);
    },
  }));

  const startAt =
    view === null || view.at === 'end'
      ? null
      : view.at === 'new'
        ? 'new'
        : (rowAtSeq(rows, view.at)?.key ?? null);
  return (
    <section
      className="message-list"
      aria-label={t('chat.messages', { space: name })}
      data-region
      tabIndex={-1}
    >
      <ProblemNote words={failure === null ? null : t('chat.loadFailed', { why: failure })}>
        <Button onClick={() => open(() => false)}>{t('kit.tryAgain')}</Button>
      </ProblemNote>
      {view === null && failure === null && <Skeleton lines={8} />}
      {view !== null && (
        <Scroller
          key={view.number}
          ref={scroller}
          label={t('chat.walk')}
          rows={rows}
          startAt={startAt}
          onNearStart={
            isBeginning ? undefined : () => void chat.loads.before(space.id).catch(() => undefined)
          }
          onNearEnd={hasAfter ? () => void chat.loads.after(space.id).catch(() => undefined) : undefined}
          onSeen={(index, isAtEnd) => {
            setAtEnd(isAtEnd && !hasAfter);
            see({ seq: seqAt(rows, index), atEnd: isAtEnd && !hasAfter });
          }}
        >
          {(row) => <MessageRows row={row} markedSeq={target} />}
        </Scroller>
      )}
      {view !== null && !atEnd && <JumpToNewest unread={unread} onJump={toEnd} />}
      <SaidAloud messages={timeline && !hasAfter ? messages : null} myId={myId} />
    </section>
  );
}
