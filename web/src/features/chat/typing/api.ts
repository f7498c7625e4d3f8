import { TYPING_SHOWN_MS, type Message, type TypingSignal } from '@footbridge/contract/chat.ts';
import type { output } from 'zod/mini';
import type { Clock } from '../../../kit/live/clock.ts';
import { createStore, type Store } from '../../../kit/store.ts';
import { stillTyping, withTypist, withoutTypist, type TypingState } from './store.ts';

export interface Typing {
  store: Store<TypingState>;
  hear: (signal: output<typeof TypingSignal>) => void;
  /** Their message is here. */
  arrived: (message: Message) => void;
  /** I am writing: told to the others now and then, not at every key. */
  say: (spaceId: string, threadRootId: string | null) => void;
}

const SAID_AGAIN_MS = TYPING_SHOWN_MS / 2;

export function createTyping(
  clock: Clock,
  myId: () => string,
  say: (frame: { type: string }) => void,
): Typing {
  const store = createStore<TypingState>([]);
  const saidAt = new Map<string, number>();

  return {
    store,
    hear({ feed, person, threadRootId }) {
      if (person.id === myId()) return;
      const until = clock.now() + TYPING_SHOWN_MS;
      store.set((state) =>
        withTypist(state, { spaceId: feed, threadRootId, id: person.id, name: person.name, until }),
      );
      clock.after(TYPING_SHOWN_MS, () => store.set((state) => stillTyping(state, clock.now())));
    },
    arrived({ spaceId, threadRootId, author }) {
      store.set((state) => withoutTypist(state, { spaceId, threadRootId, id: author.id }));
    },
    say(spaceId, threadRootId) {
      const place = `${spaceId} ${threadRootId ?? ''}`;
      if (clock.now() - (saidAt.get(place) ?? -Infinity) < SAID_AGAIN_MS) return;
      saidAt.set(place, clock.now());
      const frame = { type: 'typing', spaceId, ...(threadRootId === null ? {} : { threadRootId }) };
      say(frame);
    },
  };
}
