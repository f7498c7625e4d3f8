import { useEffect, useMemo, useRef, useState } from 'react';
import { useAction } from '../../../kit/api/useAction.ts';
import { describeError } from '../../../kit/api/describeError.ts';
import { ProblemError } from '../../../kit/api/problemError.ts';
import { t } from '../../../kit/text/t.ts';
import { Button } from '../../../kit/ui/Button.tsx';
import { EmptyState } from '../../../kit/ui/EmptyState.tsx';
import { ProblemNote } from '../../../kit/ui/Problem.tsx';
import { SidePanel } from '../../../kit/ui/page/SidePanel.tsx';
import { Skeleton } from '../../../kit/ui/Spinner.tsx';
import { AudienceLine } from '../../spaces/audience/AudienceLine.tsx';
import { useChat, useOutgoing, useThread } from '../ChatContext.tsx';
import { Composer } from '../composer/Composer.tsx';
import { useConversation } from '../ConversationContext.tsx';
import type { LoadedThread } from '../store.ts';
import { MessageRows } from '../timeline/MessageRows.tsx';
import { lastOwn, rowAtSeq, rowsOf } from '../timeline/rules.ts';
import { SaidAloud } from '../timeline/SaidAloud.tsx';
import { Scroller, type ScrollerHandle } from '../timeline/Scroller.tsx';
import { TypingLine } from '../typing/TypingLine.tsx';
import './thread.css';

interface ThreadProps {
  thread: LoadedThread;
  /** The place of a reply that a link leads to. */
  target: number | null;
}

function FollowButton({ thread: { root, following } }: { thread: LoadedThread }) {
  const chat = useChat();
  const change = useAction(() => chat.messages.setFollowing(root.message.id, !following));
  return (
    <Button tone="quiet" busy={change.busy} title={t('chat.followHint')} onClick={() => void change.run()}>
      {t(following ? 'chat.unfollow' : 'chat.follow')}
    </Button>
  );
}

function Replies({ thread, target }: ThreadProps) {
  const chat = useChat();
  const { space, myId, see, setEditingId } = useConversation();
  const { root } = thread;
  const rootId = root.message.id;
  const outgoing = useOutgoing(space.id, rootId);
  const scroller = useRef<ScrollerHandle>(null);
  const messages = useMemo(
    () => [root, ...thread.replies].map(({ message }) => message),
    [root, thread.replies],
  );
  const rows = useMemo(
    () => rowsOf({ messages, outgoing, isBeginning: false, newAfterSeq: null, myId }),
    [messages, outgoing, myId],
  );
  useEffect(() => () => see({ threadId: null }), [see]);

  return (
    <>
      {thread.hasBefore && (
        <Button
          tone="quiet"
          className="earlier"
          onClick={() => void chat.loads.threadBefore(rootId).catch(() => undefined)}
        >
          {t('chat.earlierReplies')}
        </Button>
      )}
      <Scroller
        ref={scroller}
        label={t('chat.walk')}
        rows={rows}
        startAt={target === null ? null : (rowAtSeq(rows, target)?.key ?? null)}
        onSeen={(_, atEnd) => see({ threadId: atEnd ? rootId : null })}
      >
        {(row) => <MessageRows row={row} inThread markedSeq={target} />}
      </Scroller>
      <SaidAloud messages={messages} myId={myId} />
      {space.archivedAt === null && (
        <div className="conversation-foot">
          <TypingLine threadRootId={rootId} />
          <AudienceLine space={space} />
          <Composer
            threadRootId={rootId}
            onSent={() => scroller.current?.toEnd()}
            onEditLast={() => setEditingId(lastOwn(messages, myId)?.id ?? null)}
          />
        </div>
      )}
    </>
  );
}

/** A thread beside the column it belongs to: its root, the replies, and a writing box of its own. */
export function ThreadPanel({
  rootId,
  target,
  onClose,
}: {
  rootId: string;
  target: number | null;
  onClose: () => void;
}) {
  const chat = useChat();
  const { space } = useConversation();
  const thread = useThread(rootId);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    setError(null);
    if (!chat.store.get().threads[rootId]) chat.loads.thread(rootId, space.id).catch(setError);
  }, [chat, rootId, space.id, attempt]);

  const replies = thread?.root.message.thread?.replies ?? thread?.replies.length ?? 0;
  const isGone = error instanceof ProblemError && error.problem.status === 404;
  return (
    <SidePanel
      title={thread?.root.message.title ?? t('chat.threadTitle')}
      subtitle={
        thread && (
          <span className="thread-facts">
            {t('chat.threadSubtitle', { count: replies })} <FollowButton thread={thread} />
          </span>
        )
      }
      onClose={onClose}
    >
      <div className="thread">
        {thread && <Replies key={rootId} thread={thread} target={target} />}
        {!thread && error === null && <Skeleton lines={5} />}
        {!thread && isGone && (
          <EmptyState title={t('chat.threadGone')}>{t('chat.threadGoneWords')}</EmptyState>
        )}
        {!thread && !isGone && error !== null && (
          <ProblemNote words={describeError(error)}>
            <Button onClick={() => setAttempt((was) => was + 1)}>{t('kit.tryAgain')}</Button>
          </ProblemNote>
        )}
      </div>
    </SidePanel>
  );
}
