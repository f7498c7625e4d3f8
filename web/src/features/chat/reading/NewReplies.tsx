import { MessageSquareReply } from 'lucide-react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { t } from '../../../kit/text/t.ts';
import { useChat, useChatState } from '../ChatContext.tsx';
import { useConversation } from '../ConversationContext.tsx';
import { unreadThreads } from './rules.ts';
import './reading.css';

/** Threads I follow that went on: each a way into it. They stay until they were looked at. */
export function NewReplies({ openId }: { openId: string | null }) {
  const chat = useChat();
  const { space } = useConversation();
  const followed = useChatState((state) => state.followed);
  useEffect(() => {
    if (chat.store.get().followed === null) chat.loads.followed().catch(() => undefined);
  }, [chat]);
  const threads = unreadThreads(followed ?? [], space.id, openId);
  if (threads.length === 0) return null;
  return (
    <ul className="new-replies plain">
      {threads.map(({ root, unread }) => (
        <li key={root.id}>
          <Link href={`/spaces/${space.id}/threads/${root.id}`}>
            <MessageSquareReply aria-hidden="true" />
            {t('chat.newReplies', {
              count: unread,
              thread: root.title === null ? t('chat.thread') : `“${root.title}”`,
            })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
