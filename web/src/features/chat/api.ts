import type { messagePosted } from '@footbridge/contract/chat.ts';
import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';
import type { Me } from '@footbridge/contract/people.ts';
import type { output } from 'zod/mini';
import type { Call } from '../../kit/api/call.ts';
import type { Clock } from '../../kit/live/clock.ts';
import { isRefusal } from '../../kit/live/insist.ts';
import type { Keep } from '../../kit/live/keep.ts';
import { createStore, type Store } from '../../kit/store.ts';
import { createDrafts, type Drafts } from './drafts/api.ts';
import { createLoads, type Loads } from './loads/api.ts';
import { createMessages, type Messages } from './messages/api.ts';
import { createOutbox, type Outbox, type Written } from './outbox/api.ts';
import { noChat, type ChatState } from './store.ts';
import { createTyping, type Typing } from './typing/api.ts';

/** The conversations of one person: what is loaded of them, and everything they may do there. */
export interface Chat {
  store: Store<ChatState>;
  loads: Loads;
  messages: Messages;
  outbox: Outbox;
  typing: Typing;
  drafts: Drafts;
  post: (written: Written) => void;
  /** Takes in one activity that the live connection brought, in its feed's order. */
  hear: (frame: ActivityFrame) => void;
  /** We are connected: what waits is sent, and what went stale meanwhile is asked for. */
  resume: () => void;
  stop: () => void;
}

export interface ChatOptions {
  call: Call;
  clock: Clock;
  random: () => number;
  keep: Keep;
  me: () => Pick<Me, 'id' | 'name'>;
  apply: (state: ChatState, frame: ActivityFrame) => ChatState;
  isLive: () => boolean;
  say: (frame: { type: string }) => void;
}

/** A sent message that the live connection did not bring by then is fetched. */
const SEEN_AGAIN_MS = 3000;
/** Threads I follow are asked for again at most this often, however lively they are. */
const FOLLOWED_AGAIN_MS = 1000;

export function createChat({ call, clock, random, keep, me, apply, isLive, say }: ChatOptions): Chat {
  const store = createStore<ChatState>(noChat);
  const myId = (): string => me().id;
  const messages = createMessages(call, store, me, isLive);
  const typing = createTyping(clock, myId, say);

  let stopped = false;
  const fetchIfUnseen = (clientId: string, messageId: string): void => {
    clock.after(SEEN_AGAIN_MS, () => {
      if (stopped || !outbox.store.get().some((one) => one.clientId === clientId)) return;
      const again = (): void => fetchIfUnseen(clientId, messageId);
      const over = (): unknown => outbox.discard(clientId);
      if (!isLive()) return again();
      // Refused: it is on the server, and no longer mine to see.
      messages.refresh(messageId).then(over, (error: unknown) => (isRefusal(error) ? over() : again()));
    });
  };
  const outbox: Outbox = createOutbox({
    call,
    clock,
    random,
    keep,
    myId,
    onSent: ({ clientId, messageId }) => messageId !== null && fetchIfUnseen(clientId, messageId),
  });
  const { hear, ...loads } = createLoads({ call, store, apply, arrived: outbox.arrived });

  let reloading = false;
  const reloadFollowed = (): void => {
    if (!store.get().followedStale || reloading || stopped || !isLive()) return;
    reloading = true;
    clock.after(FOLLOWED_AGAIN_MS, () => {
      // Once more where it failed, or where something else happened while the answer was on its way.
      const over = (): void => {
        reloading = false;
        reloadFollowed();
      };
      loads.followed().then(over, over);
    });
  };
  const endWatch = store.subscribe(reloadFollowed);

  return {
    store,
    loads,
    messages,
    outbox,
    typing,
    drafts: createDrafts(keep, myId),
    post: (written) => void outbox.send(written),
    hear(frame) {
      hear(frame);
      store.set((state) => apply(state, frame));
      if (frame.kind !== 'messagePosted') return;
      const { message } = frame as output<typeof messagePosted>;
      typing.arrived(message);
      if (message.author.id === myId()) outbox.arrived([message]);
    },
    resume() {
      outbox.resume();
      reloadFollowed();
    },
    stop() {
      stopped = true;
      endWatch();
      outbox.stop();
    },
  };
}
