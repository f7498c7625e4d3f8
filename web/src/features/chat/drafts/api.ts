import type { Keep } from '../../../kit/live/keep.ts';
import { createStore, type Store } from '../../../kit/store.ts';
import type { Chosen } from '../composer/rules.ts';

/** What stands in a writing box and is not sent yet. */
export interface Draft {
  text: string;
  title: string;
  /** The people and spaces chosen from the list, which the text names. */
  chosen: readonly Chosen[];
}

export const emptyDraft: Draft = { text: '', title: '', chosen: [] };

/** One draft per conversation, kept on this device at every key. `place` is `placeOf(…)`. */
export interface Drafts {
  read: (place: string) => Draft;
  write: (place: string, draft: Draft) => void;
  /** Writes from outside the box, which must then read again. */
  put: (place: string, draft: Draft) => void;
  /** Counts what was put. */
  puts: Store<number>;
  /** The places with a draft in them. */
  places: () => string[];
}

export const placeOf = (spaceId: string, threadRootId: string | null): string =>
  threadRootId === null ? spaceId : `${spaceId}/${threadRootId}`;

export function createDrafts(keep: Keep, myId: () => string): Drafts {
  const prefix = (): string => `footbridge.draft.${myId()}.`;
  const puts = createStore(0);
  const write = (place: string, draft: Draft): void => {
    const isEmpty = draft.text === '' && draft.title === '';
    if (isEmpty) keep.remove(prefix() + place);
    else keep.set(prefix() + place, JSON.stringify(draft));
  };
  return {
    puts,
    write,
    put(place, draft) {
      write(place, draft);
      puts.set((count) => count + 1);
    },
    read(place) {
      try {
        return { ...emptyDraft, ...(JSON.parse(keep.get(prefix() + place) ?? '{}') as Partial<Draft>) };
      } catch {
        return emptyDraft;
      }
    },
    places: () => keep.keys(prefix()).map((key) => key.slice(prefix().length)),
  };
}
