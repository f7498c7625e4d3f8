import {
  addReaction,
  editMessage,
  followThread,
  getMessage,
  removeMessage,
  removeReaction,
  unfollowThread,
  type Message,
} from '@footbridge/contract/chat.ts';
import type { Me } from '@footbridge/contract/people.ts';
import type { Call } from '../../../kit/api/call.ts';
import type { Store } from '../../../kit/store.ts';
import type { Entry } from '../entries/rules.ts';
import { changeMessage, freshnessOf, withFollowing, withMessage, type ChatState } from '../store.ts';
import { asTold, isGiven, withMine } from './rules.ts';

/** What may be done to a message that is there. Each shows at once, or as soon as the server has agreed; live messages confirm it. */
export interface Messages {
  edit: (message: Message, source: string, title: string | null) => Promise<void>;
  remove: (message: Message) => Promise<void>;
  /** Gives this emoji, or takes it back. */
  react: (message: Message, emoji: string) => Promise<void>;
  setFollowing: (rootId: string, following: boolean) => Promise<void>;
  /** Fetches one message as it is now: for when the live connection may not tell. */
  refresh: (messageId: string) => Promise<void>;
}

export function createMessages(
  call: Call,
  store: Store<ChatState>,
  me: () => Pick<Me, 'id' | 'name'>,
  isLive: () => boolean,
): Messages {
  /**
   * Shows the answer to a question about one message. It names no position of the feed, so where live messages changed the message
   * since the question it may be the older of the two and is not shown: live messages bring all that it could tell.
   */
  const ask = async (messageId: string, question: () => Promise<Message>): Promise<void> => {
    const fresh = freshnessOf(store.get(), messageId);
    const message = await question();
    if (freshnessOf(store.get(), messageId) !== fresh) return;
    store.set((state) =>
      changeMessage(withMessage(state, { message, asOf: 0 }), message.spaceId, message.id, ({ asOf }) => ({
        message,
        asOf,
      })),
    );
  };
  const refresh = (messageId: string): Promise<void> =>
    ask(messageId, () => call(getMessage, { params: { messageId } }));
  const show = ({ spaceId, id }: Message, change: (entry: Entry) => Entry): void =>
    store.set((state) => changeMessage(state, spaceId, id, change));

  return {
    refresh,
    edit: ({ id }, source, title) =>
      ask(id, () => call(editMessage, { params: { messageId: id }, body: { source, title } })),
    async remove({ id }) {
      await call(removeMessage, { params: { messageId: id } });
      if (!isLive()) await refresh(id);
    },
    async react(message, emoji) {
      const give = !isGiven(message.reactions, emoji, me().id);
      show(message, (entry) => withMine(entry, emoji, me(), give));
      try {
        await call(give ? addReaction : removeReaction, { params: { messageId: message.id, emoji } });
      } catch (error) {
        // An answer lost on the way leaves open what happened: the server is asked, and where it cannot be, what it last told counts.
        await refresh(message.id).catch(() => undefined);
        show(message, asTold);
        throw error;
      }
    },
    async setFollowing(rootId, following) {
      await call(following ? followThread : unfollowThread, { params: { messageId: rootId } });
      // Live messages tell it in order; this answer may come after that of a later change.
      if (!isLive()) store.set((state) => withFollowing(state, rootId, following));
    },
  };
}
