import type { Message } from '@footbridge/contract/chat.ts';
import type { Space } from '@footbridge/contract/spaces.ts';
import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { useMe } from '../people/MeContext.tsx';
import { useSpaces } from '../spaces/SpacesContext.tsx';
import { useLive } from '../../kit/live/LiveContext.tsx';
import { useChat } from './ChatContext.tsx';
import { readUpTo, type Seen } from './reading/rules.ts';

/** What the parts of one space's page share: the main column, the thread beside it, and the writing boxes of both. */
interface Conversation {
  space: Space;
  myId: string;
  /** The message being changed in its place. */
  editingId: string | null;
  setEditingId: (messageId: string | null) => void;
  /** This came before the reader's eyes. */
  see: (seen: Partial<Seen>) => void;
  markUnreadFrom: (message: Message) => Promise<void>;
  /** Where the new ones begin since I marked them so; null when I did not. */
  unreadAfterSeq: number | null;
}

const ConversationContext = createContext<Conversation | null>(null);

/** Put a `key` of the space on it: everything in it belongs to one visit. */
export function ConversationProvider({ space, children }: { space: Space; children: ReactNode }) {
  const { id: myId } = useMe();
  const spaces = useSpaces();
  const chat = useChat();
  const live = useLive();
  const [editingId, setEditingId] = useState<string | null>(null);
  const seen = useRef<Seen>({ seq: 0, atEnd: false, threadId: null });
  const keepUnread = useRef(false);
  const [unreadAfterSeq, setUnreadAfterSeq] = useState<number | null>(null);
  const spaceId = space.id;

  const see = useCallback(
    (now: Partial<Seen>) => {
      Object.assign(seen.current, now);
      const mine = spaces.store.get().spaces?.[spaceId]?.space.mine;
      // What scrolls by in a window that nobody looks at was not read.
      if (keepUnread.current || !mine || mine.unread === 0 || !document.hasFocus()) return;
      const { followed, followedStale } = chat.store.get();
      const known = followedStale ? null : followed;
      spaces.markRead(spaceId, readUpTo(seen.current, live.last(spaceId) ?? 0, known, spaceId));
    },
    [spaceId, spaces, chat, live],
  );
  const markUnreadFrom = useCallback(
    async ({ seq }: Message) => {
      keepUnread.current = true;
      await spaces.markUnreadFrom(spaceId, seq);
      setUnreadAfterSeq(seq - 1);
    },
    [spaceId, spaces],
  );

  const value = useMemo(
    () => ({ space, myId, editingId, setEditingId, see, markUnreadFrom, unreadAfterSeq }),
    [space, myId, editingId, see, markUnreadFrom, unreadAfterSeq],
  );
  return <ConversationContext value={value}>{children}</ConversationContext>;
}

export function useConversation(): Conversation {
  const conversation = use(ConversationContext);
  if (!conversation) throw new Error('useConversation needs a ConversationProvider above it');
  return conversation;
}
