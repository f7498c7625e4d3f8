import { createContext, use, type ReactNode } from 'react';
import { useStore } from '../../kit/store.ts';
import type { Chat } from './api.ts';
import { outgoingIn, type Outgoing } from './outbox/store.ts';
import type { ChatState, LoadedThread, Timeline } from './store.ts';

const ChatContext = createContext<Chat | null>(null);

export function ChatProvider({ chat, children }: { chat: Chat; children: ReactNode }) {
  return <ChatContext value={chat}>{children}</ChatContext>;
}

export function useChat(): Chat {
  const chat = use(ChatContext);
  if (!chat) throw new Error('useChat needs a ChatProvider above it');
  return chat;
}

export function useChatState<T>(select: (state: ChatState) => T): T {
  return useStore(useChat().store, select);
}

/** The loaded stretch of a space's main column; undefined until one was asked for and came. */
export const useTimeline = (spaceId: string): Timeline | undefined =>
  useChatState(({ timelines }) => timelines[spaceId]);

export const useThread = (rootId: string): LoadedThread | undefined =>
  useChatState(({ threads }) => threads[rootId]);

/** What I wrote here that has not come back from the server yet. */
export const useOutgoing = (spaceId: string, threadRootId: string | null): Outgoing[] =>
  useStore(useChat().outbox.store, (state) => outgoingIn(state, spaceId, threadRootId));
