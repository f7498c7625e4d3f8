import type { FollowedThread } from '@footbridge/contract/chat.ts';

/** What of a space has been before the reader's eyes. */
export interface Seen {
  /** The last message of the main column that was wholly shown. */
  seq: number;
  /** That was the newest there is. */
  atEnd: boolean;
  /** The thread beside it, when it was seen to its end. */
  threadId: string | null;
}

/**
 * How far to say that I have read. There is one position for the main column and all threads, so reaching the end of the column
 * would also mark replies that came after its newest message. That is right for threads I do not follow, and wrong for those I do:
 * they stay unread until they were opened. `followed` null: not known yet.
 */
export function readUpTo(
  seen: Seen,
  head: number,
  followed: readonly FollowedThread[] | null,
  spaceId: string,
): number {
  if (!seen.atEnd || followed === null) return seen.seq;
  return unreadThreads(followed, spaceId, seen.threadId).length > 0 ? seen.seq : Math.max(head, seen.seq);
}

/** Threads I follow in this space with replies I have not seen; `openId` is before my eyes. */
export const unreadThreads = (
  followed: readonly FollowedThread[],
  spaceId: string,
  openId: string | null,
): FollowedThread[] =>
  followed.filter(({ root, unread }) => unread > 0 && root.spaceId === spaceId && root.id !== openId);
