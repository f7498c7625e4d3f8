import type { FollowedThread, Message, MessagePage, Thread } from '@footbridge/contract/chat.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import {
  changeEntry,
  entryAfterPersonChanged,
  mergeEntries,
  shows,
  withEntry,
  type Entry,
} from './entries/rules.ts';

/** An unbroken stretch of a space's main column. */
export interface Timeline {
  entries: readonly Entry[];
  hasBefore: boolean;
  /** False at the newest end: only then are new messages added as they come. */
  hasAfter: boolean;
}

/** A root and an unbroken stretch of its newest replies. */
export interface LoadedThread {
  root: Entry;
  replies: readonly Entry[];
  hasBefore: boolean;
  following: boolean;
}

export interface ChatState {
  /** By space. */
  timelines: Readonly<Record<string, Timeline>>;
  /** By the id of the root. */
  threads: Readonly<Record<string, LoadedThread>>;
  /** Latest reply first; null until asked for. */
  followed: readonly FollowedThread[] | null;
  /** Something happened that may have changed `followed`: it must be asked for again. */
  followedStale: boolean;
}

export const noChat: ChatState = { timelines: {}, threads: {}, followed: null, followedStale: false };

const entriesOf = (messages: readonly Message[], asOf: number): Entry[] =>
  messages.map((message) => ({ message, asOf }));

/** Which page was asked for. A page before or after fits only where its edge still is the edge. */
export type Asked = { before: number } | { after: number } | 'newest' | 'around';

const firstSeq = (entries: readonly Entry[]): number => entries[0]?.message.seq ?? Infinity;
const lastSeq = (entries: readonly Entry[]): number => entries.at(-1)?.message.seq ?? -Infinity;

function touches(kept: Timeline, come: readonly Entry[], asked: Asked): boolean {
  if (typeof asked === 'object' && 'before' in asked) return firstSeq(kept.entries) === asked.before;
  if (typeof asked === 'object') return lastSeq(kept.entries) === asked.after;
  return firstSeq(come) <= lastSeq(kept.entries) && lastSeq(come) >= firstSeq(kept.entries);
}

/** The stretch after a page came: grown when they touch, replaced when the reader jumped, untouched by an answer that came too late. */
function withPageIn(kept: Timeline | undefined, page: MessagePage, asked: Asked): Timeline | undefined {
  const come = entriesOf(page.messages, page.feedSeq);
  if (!kept || !touches(kept, come, asked)) {
    return typeof asked === 'object'
      ? kept
      : { entries: come, hasBefore: page.hasBefore, hasAfter: page.hasAfter };
  }
  const before = typeof asked === 'object' ? 'before' in asked : firstSeq(come) <= firstSeq(kept.entries);
  const after = typeof asked === 'object' ? 'after' in asked : lastSeq(come) >= lastSeq(kept.entries);
  return {
    entries: mergeEntries(kept.entries, come),
    hasBefore: before ? page.hasBefore : kept.hasBefore,
    hasAfter: after ? page.hasAfter : kept.hasAfter,
  };
}

export function withPage(state: ChatState, spaceId: string, page: MessagePage, asked: Asked): ChatState {
  const timeline = withPageIn(state.timelines[spaceId], page, asked);
  return timeline ? { ...state, timelines: { ...state.timelines, [spaceId]: timeline } } : state;
}

/** A thread as just loaded; `asked` is the reply before which older ones were asked for. */
export function withThread(state: ChatState, thread: Thread, asked?: number): ChatState {
  const kept = state.threads[thread.root.id];
  const come = entriesOf(thread.replies, thread.feedSeq);
  const root: Entry = { message: thread.root, asOf: thread.feedSeq };
  const older = asked !== undefined;
  if (older && (!kept || firstSeq(kept.replies) !== asked)) return state;
  // Without a common reply there may be others between the two stretches, unless this is the whole thread.
  const joins = kept && (older || !thread.hasBefore || firstSeq(come) <= lastSeq(kept.replies));
  const next: LoadedThread = {
    root: kept && kept.root.asOf > root.asOf ? kept.root : root,
    replies: joins ? mergeEntries(kept.replies, come) : come,
    hasBefore: joins && !older && firstSeq(kept.replies) < firstSeq(come) ? kept.hasBefore : thread.hasBefore,
    following: thread.following,
  };
  return { ...state, threads: { ...state.threads, [thread.root.id]: next } };
}

function changeThread(
  state: ChatState,
  rootId: string,
  change: (thread: LoadedThread) => LoadedThread,
): ChatState {
  const thread = state.threads[rootId];
  if (!thread) return state;
  const next = change(thread);
  return next === thread ? state : { ...state, threads: { ...state.threads, [rootId]: next } };
}

/** Before the stretch there are others that are not loaded: put there, this one would hide that they are missing. */
const isBefore = (
  { message }: Entry,
  stretch: readonly Entry[],
  { hasBefore }: { hasBefore: boolean },
): boolean => hasBefore && message.seq < firstSeq(stretch);

/** A message that was not there, where a stretch that reaches the newest end is loaded. */
export function withMessage(state: ChatState, entry: Entry): ChatState {
  const { spaceId, threadRootId } = entry.message;
  if (threadRootId !== null) {
    return changeThread(state, threadRootId, (thread) =>
      isBefore(entry, thread.replies, thread)
        ? thread
        : { ...thread, replies: withEntry(thread.replies, entry) },
    );
  }
  const timeline = state.timelines[spaceId];
  if (!timeline || timeline.hasAfter || isBefore(entry, timeline.entries, timeline)) return state;
  return {
    ...state,
    timelines: {
      ...state.timelines,
      [spaceId]: { ...timeline, entries: withEntry(timeline.entries, entry) },
    },
  };
}

/** The position of its feed that a message is as fresh as, wherever it is loaded; -1 where it is not. */
export function freshnessOf({ timelines, threads }: ChatState, messageId: string): number {
  const lists = [
    ...Object.values(timelines).map(({ entries }) => entries),
    ...Object.values(threads).map(({ root, replies }) => [root, ...replies]),
  ];
  const found = lists.flatMap((entries) => entries.findLast(({ message }) => message.id === messageId) ?? []);
  return Math.max(-1, ...found.map(({ asOf }) => asOf));
}

/** Changes a message wherever it is loaded: in the main column, as the root of a thread, among the replies. */
export function changeMessage(
  state: ChatState,
  spaceId: string,
  messageId: string,
  change: (entry: Entry) => Entry,
): ChatState {
  const timeline = state.timelines[spaceId];
  const entries = timeline && changeEntry(timeline.entries, messageId, change);
  let next = state;
  if (timeline && entries && entries !== timeline.entries) {
    next = { ...next, timelines: { ...next.timelines, [spaceId]: { ...timeline, entries } } };
  }
  for (const [rootId, thread] of Object.entries(state.threads)) {
    if (thread.root.message.spaceId !== spaceId) continue;
    next = changeThread(next, rootId, (one) => {
      const root = one.root.message.id === messageId ? change(one.root) : one.root;
      const replies = changeEntry(one.replies, messageId, change);
      return root === one.root && replies === one.replies ? one : { ...one, root, replies };
    });
  }
  return next;
}

export const withFollowing = (state: ChatState, rootId: string, following: boolean): ChatState =>
  changeThread(state, rootId, (thread) => ({ ...thread, following }));

export const withFollowed = (state: ChatState, followed: readonly FollowedThread[]): ChatState => ({
  ...state,
  followed,
  followedStale: false,
});

export const withFollowedStale = (state: ChatState): ChatState =>
  state.followed === null || state.followedStale ? state : { ...state, followedStale: true };

export function withoutTimeline(state: ChatState, spaceId: string): ChatState {
  const { [spaceId]: _gone, ...timelines } = state.timelines;
  return { ...state, timelines };
}

export function withoutThread(state: ChatState, rootId: string): ChatState {
  const { [rootId]: _gone, ...threads } = state.threads;
  return { ...state, threads };
}

/** Forgets what was loaded of a space. */
export function withoutSpace(state: ChatState, spaceId: string): ChatState {
  const { timelines } = withoutTimeline(state, spaceId);
  const threads = Object.entries(state.threads).filter(([, { root }]) => root.message.spaceId !== spaceId);
  return withFollowedStale({ ...state, timelines, threads: Object.fromEntries(threads) });
}

function renamedIn(entries: readonly Entry[], person: PersonRef): readonly Entry[] {
  if (!entries.some((entry) => shows(entry, person))) return entries;
  return entries.map((entry) => entryAfterPersonChanged(entry, person));
}

/** A person's new name or badge, in every space: they may have left one where their messages stand. */
export function withPerson(state: ChatState, person: PersonRef): ChatState {
  const timelines: Record<string, Timeline> = {};
  for (const [id, timeline] of Object.entries(state.timelines)) {
    timelines[id] = { ...timeline, entries: renamedIn(timeline.entries, person) };
  }
  const threads: Record<string, LoadedThread> = {};
  for (const [id, thread] of Object.entries(state.threads)) {
    const [root = thread.root] = renamedIn([thread.root], person);
    threads[id] = { ...thread, root, replies: renamedIn(thread.replies, person) };
  }
  return withFollowedStale({ ...state, timelines, threads });
}
