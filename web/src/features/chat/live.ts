import type * as live from '@footbridge/contract/chat.ts';
import { FOLLOWED_THREADS_MAX } from '@footbridge/contract/chat.ts';
import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';
import type { personChanged } from '@footbridge/contract/people.ts';
import type { readPositionMoved, spaceAdded, spaceLost, spaceRenamed } from '@footbridge/contract/spaces.ts';
import type { output } from 'zod/mini';
import type { Entry } from './entries/rules.ts';
import {
  changeMessage,
  withFollowedStale,
  withFollowing,
  withMessage,
  withPerson,
  withoutSpace,
  type ChatState,
} from './store.ts';

type Frame =
  | output<typeof live.messagePosted>
  | output<typeof live.messageEdited>
  | output<typeof live.messageRemoved>
  | output<typeof live.reactionsChanged>
  | output<typeof live.threadFollowingChanged>
  | output<typeof personChanged>
  | output<typeof spaceAdded>
  | output<typeof spaceLost>
  | output<typeof spaceRenamed>
  | output<typeof readPositionMoved>;

/** The change of a message that a frame at `seq` makes; what is as fresh already stays. */
const since =
  (seq: number, change: Partial<live.Message>) =>
  (entry: Entry): Entry => {
    if (seq <= entry.asOf) return entry;
    const { told, message } = entry;
    const tellsReactions = change.reactions !== undefined;
    return {
      message: { ...message, ...change },
      asOf: seq,
      ...(told === undefined || tellsReactions ? {} : { told }),
    };
  };

const summarised = (
  state: ChatState,
  frame: output<typeof live.messagePosted> | output<typeof live.messageRemoved>,
): ChatState => {
  const { message, rootThread, seq, feed } = frame;
  if (message.threadRootId === null) return state;
  return changeMessage(state, feed, message.threadRootId, since(seq, { thread: rootThread }));
};

const replaced = (
  state: ChatState,
  { feed, seq, message }: output<typeof live.messageEdited> | output<typeof live.messageRemoved>,
): ChatState => changeMessage(state, feed, message.id, since(seq, message));

function toMessages(state: ChatState, frame: Frame): ChatState {
  switch (frame.kind) {
    case 'messagePosted':
      return summarised(withMessage(state, { message: frame.message, asOf: frame.seq }), frame);
    case 'messageEdited':
      return replaced(state, frame);
    case 'messageRemoved':
      return summarised(replaced(state, frame), frame);
    case 'reactionsChanged':
      return changeMessage(
        state,
        frame.feed,
        frame.messageId,
        since(frame.seq, { reactions: frame.reactions }),
      );
    case 'threadFollowingChanged':
      return withFollowing(state, frame.messageId, frame.following);
    case 'personChanged':
      return withPerson(state, frame.person);
    case 'spaceLost':
      return withoutSpace(state, frame.spaceId);
    default:
      return state;
  }
}

/** Whether the list of threads I follow may be another after this: its order and counts are the server's to say. */
function touchesFollowed(state: ChatState, frame: Frame): boolean {
  const roots = state.followed?.map(({ root }) => root) ?? [];
  switch (frame.kind) {
    case 'messagePosted': {
      // In a full list others may be missing that I follow.
      const mayBeMissing = frame.message.threadRootId !== null && roots.length >= FOLLOWED_THREADS_MAX;
      return mayBeMissing || roots.some(({ id }) => id === frame.message.threadRootId);
    }
    case 'messageEdited':
    case 'messageRemoved':
      return roots.some(({ id }) => id === frame.message.id || id === frame.message.threadRootId);
    case 'reactionsChanged':
      return roots.some(({ id }) => id === frame.messageId);
    case 'spaceRenamed':
      return roots.some(({ spaceId }) => spaceId === frame.feed);
    case 'readPositionMoved':
      return (
        state.followed?.some(
          ({ root, unread }) => root.spaceId === frame.spaceId && (unread > 0 || frame.unread > 0),
        ) ?? false
      );
    // Back in a space, the threads followed there before are followed again.
    case 'spaceAdded':
    case 'threadFollowingChanged':
      return true;
    default:
      return false;
  }
}

/** What an activity changes in the conversations that are loaded, whichever feed it came in. The same activity twice changes nothing more. */
export function applyToChat(state: ChatState, activity: ActivityFrame): ChatState {
  const frame = activity as Frame;
  const next = toMessages(state, frame);
  return touchesFollowed(state, frame) ? withFollowedStale(next) : next;
}
