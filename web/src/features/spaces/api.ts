import {
  getCharter,
  getSpace,
  listMembers,
  listSpaces,
  moveReadPosition,
  type Space,
} from '@footbridge/contract/spaces.ts';
import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';
import type { Call } from '../../kit/api/call.ts';
import type { Clock } from '../../kit/live/clock.ts';
import { createStore, type Store } from '../../kit/store.ts';
import { concerns, type Crossing } from './rules.ts';
import {
  noSpaces,
  withCharter,
  withMembers,
  withSpace,
  withSpaces,
  withoutSpace,
  type SpacesState,
} from './store.ts';

/** My spaces as they are now, and what I may do to them from any page. All loads put their answer into the store. */
export interface Spaces {
  store: Store<SpacesState>;
  load: () => Promise<void>;
  /** The space as it is now; gives the answer, for the caller that must follow its feed. */
  reload: (spaceId: string) => Promise<Space>;
  /** A space that a call of another page replied with: I opened or joined it. */
  add: (space: Space) => void;
  /** I am no longer in it. */
  lose: (spaceId: string) => void;
  loadMembers: (spaceId: string) => Promise<void>;
  loadCharter: (spaceId: string) => Promise<void>;
  /** One activity that the live connection brought: answers that are on their way take it in as well. */
  hear: (frame: ActivityFrame) => void;
  /** I have read up to `seq`: sent after a short while, with the furthest of what was said meanwhile. Never moves back. */
  markRead: (spaceId: string, seq: number) => void;
  /** The message at `seq` and all after it are unread again. */
  markUnreadFrom: (spaceId: string, seq: number) => Promise<void>;
  /** True while what I have read is not said yet. */
  isSaying: () => boolean;
}

const READ_AFTER_MS = 400;

/** @param apply what an activity changes */
export function createSpaces(
  call: Call,
  clock: Clock,
  apply: (state: SpacesState, frame: ActivityFrame) => SpacesState,
): Spaces {
  const store = createStore<SpacesState>(noSpaces);
  const crossings = new Set<Crossing>();
  const reading = createReading(call, clock, (spaceId) => store.get().spaces?.[spaceId]?.space.mine.readSeq);

  /** The answer may have been read from the database before what was heard since the question. */
  const load = async <T>(
    spaceId: string,
    answer: Promise<T>,
    put: (state: SpacesState, reply: T) => SpacesState,
  ): Promise<T> => {
    const crossing: Crossing = { spaceId, heard: [] };
    crossings.add(crossing);
    try {
      const reply = await answer;
      store.set((state) => crossing.heard.reduce(apply, put(state, reply)));
      return reply;
    } finally {
      crossings.delete(crossing);
    }
  };

  return {
    store,
    hear(frame) {
      for (const crossing of crossings) if (concerns(frame, crossing)) crossing.heard.push(frame);
    },
    async load() {
      const { spaces } = await call(listSpaces);
      store.set((state) => withSpaces(state, spaces));
    },
    reload: (spaceId) => load(spaceId, call(getSpace, { params: { spaceId } }), withSpace),
    add: (space) => store.set((state) => withSpace(state, space)),
    lose: (spaceId) => store.set((state) => withoutSpace(state, spaceId)),
    async loadMembers(spaceId) {
      await load(spaceId, call(listMembers, { params: { spaceId } }), (state, { members }) =>
        withMembers(state, spaceId, members),
      );
    },
    async loadCharter(spaceId) {
      await load(spaceId, call(getCharter, { params: { spaceId } }), (state, { charter }) =>
        withCharter(state, spaceId, charter),
      );
    },
    ...reading,
  };
}

/** Says how far I have read. One request per space at a time, so that a later word is never overtaken by an earlier one. */
function createReading(
  call: Call,
  clock: Clock,
  readSeqOf: (spaceId: string) => number | undefined,
): Pick<Spaces, 'markRead' | 'markUnreadFrom' | 'isSaying'> {
  const furthest = new Map<string, number>();
  const underWay = new Map<string, Promise<unknown>>();

  const say = (spaceId: string, seq: number): Promise<void> => {
    const before = underWay.get(spaceId) ?? Promise.resolve();
    const said = before.then(() => call(moveReadPosition, { params: { spaceId }, body: { seq } }));
    const over = (): void => {
      if (underWay.get(spaceId) === last) underWay.delete(spaceId);
    };
    const last = said.then(over, over);
    underWay.set(spaceId, last);
    return said.then(() => undefined);
  };

  return {
    markRead(spaceId, seq) {
      const known = furthest.get(spaceId);
      if (seq <= Math.max(known ?? 0, readSeqOf(spaceId) ?? 0)) return;
      furthest.set(spaceId, seq);
      if (known !== undefined) return;
      clock.after(READ_AFTER_MS, () => {
        const last = furthest.get(spaceId);
        furthest.delete(spaceId);
        // Cut off or refused: the next scrolling says it again.
        if (last !== undefined) say(spaceId, last).catch(() => undefined);
      });
    },
    async markUnreadFrom(spaceId, seq) {
      furthest.delete(spaceId);
      await say(spaceId, seq - 1);
    },
    isSaying: () => furthest.size > 0 || underWay.size > 0,
  };
}
