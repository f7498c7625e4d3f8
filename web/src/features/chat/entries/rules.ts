import type { Message, Reaction } from '@footbridge/contract/chat.ts';
import { afterPersonChanged, type PersonRef } from '@footbridge/contract/people.ts';

/**
 * A message and the position of its space's feed that it is as fresh as. Pages and live messages cross on the way: whichever is
 * older must not undo the newer one.
 */
export interface Entry {
  message: Message;
  asOf: number;
  /** Its reactions as the server last told them, while `message` shows what I did to them and nobody has confirmed yet. */
  told?: readonly Reaction[];
}

/** Where the first entry at or after `seq` stands, in entries that are in order of `seq`. */
function indexOfSeq(entries: readonly Entry[], seq: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.message.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

const fresher = (kept: Entry, come: Entry): Entry => (come.asOf > kept.asOf ? come : kept);

/** Both lists in one, in order of `seq`; of a message that is in both the fresher. */
export function mergeEntries(kept: readonly Entry[], come: readonly Entry[]): readonly Entry[] {
  if (come.length === 0) return kept;
  const bySeq = new Map(kept.map((entry) => [entry.message.seq, entry]));
  for (const entry of come) {
    const here = bySeq.get(entry.message.seq);
    bySeq.set(entry.message.seq, here ? fresher(here, entry) : entry);
  }
  return [...bySeq.values()].toSorted((a, b) => a.message.seq - b.message.seq);
}

/** Puts one entry in its place. The newest is the common case and costs one copy of the list. */
export function withEntry(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const at = indexOfSeq(entries, entry.message.seq);
  const here = entries[at];
  if (here?.message.id !== entry.message.id) return entries.toSpliced(at, 0, entry);
  return here === fresher(here, entry) ? entries : entries.with(at, entry);
}

/** Changes the entry at `at`; the same list when there is none or nothing changes. */
function changeEntryAt(
  entries: readonly Entry[],
  at: number,
  change: (entry: Entry) => Entry,
): readonly Entry[] {
  const entry = entries[at];
  if (!entry) return entries;
  const next = change(entry);
  return next === entry ? entries : entries.with(at, next);
}

export const changeEntry = (
  entries: readonly Entry[],
  id: string,
  change: (entry: Entry) => Entry,
): readonly Entry[] =>
  changeEntryAt(
    entries,
    entries.findLastIndex(({ message }) => message.id === id),
    change,
  );

const named = <T extends { id: string; name: string }>(one: T, person: PersonRef): T =>
  one.id === person.id ? { ...one, name: person.name } : one;

const reactionsAfterPersonChanged = (reactions: readonly Reaction[], person: PersonRef): Reaction[] =>
  reactions.map((reaction) => ({ ...reaction, people: reaction.people.map((one) => named(one, person)) }));

/** Every place in a message where a person's name or badge is shown, but the text itself: that says what was written. */
function messageAfterPersonChanged(message: Message, person: PersonRef): Message {
  return {
    ...message,
    author: afterPersonChanged(message.author, person),
    removed: message.removed && { ...message.removed, by: named(message.removed.by, person) },
    reactions: reactionsAfterPersonChanged(message.reactions, person),
    thread: message.thread && {
      ...message.thread,
      people: message.thread.people.map((one) => afterPersonChanged(one, person)),
    },
  };
}

export const entryAfterPersonChanged = (entry: Entry, person: PersonRef): Entry => ({
  ...entry,
  message: messageAfterPersonChanged(entry.message, person),
  ...(entry.told && { told: reactionsAfterPersonChanged(entry.told, person) }),
});

/** Whether `entryAfterPersonChanged` would change anything: long lists should not be copied for nothing. */
export function shows({ message, told = [] }: Entry, person: PersonRef): boolean {
  const isShown = (one: PersonRef): boolean => afterPersonChanged(one, person) !== one;
  const isNamed = (one: { id: string; name: string }): boolean =>
    one.id === person.id && one.name !== person.name;
  return (
    isShown(message.author) ||
    (message.thread?.people.some(isShown) ?? false) ||
    [...message.reactions, ...told].some(({ people }) => people.some(isNamed)) ||
    (message.removed !== null && isNamed(message.removed.by))
  );
}
