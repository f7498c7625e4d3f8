import type { ImportCounts } from '@footbridge/contract/imports.ts';
import type { Conversation, Run } from '../conversations/rules.ts';
import { type Entry, type MembershipEntry, type SaidEntry, readEntry } from '../entries/parse.ts';
import { countFound, countReactions, isMessage } from '../entries/rules.ts';
import {
  type ImportedMessage,
  type ImportedText,
  mentionRow,
  messageId,
  messageRow,
  reactionRow,
  readReactions,
} from '../messages/load.ts';
import { instantOf } from '../rules.ts';

const DAY_MICROS = 86_400_000_000;

export type Taken = Exclude<Entry, { kind: 'reported' }>;

export function readEntries(conversation: Conversation, file: string, items: unknown[]): Taken[] {
  const { run } = conversation;
  const entries: Taken[] = [];
  const { remarks } = run.files;
  for (const item of items) {
    if (!isMessage(item)) {
      remarks.add(
        file,
        'An entry',
        'It is no message; it may be a canvas, a list or something else of Slack.',
      );
      continue;
    }
    countFound(run.found, item);
    conversation.found += 1;
    const entry = readEntry(item);
    if (entry.kind !== 'reported') entries.push(entry);
    else {
      report(run, file, entry.what, entry.reason);
      remarkOnReactions(run, file, countReactions(item));
    }
  }
  return entries.sort((a, b) => a.micros - b.micros);
}

function report(run: Run, file: string, what: string, reason: string): void {
  run.reported += 1;
  run.files.remarks.add(file, what, reason);
}

export const isNews = ({ loading: { known } }: Conversation, entry: Taken): boolean =>
  known === undefined ||
  (entry.kind === 'said' ? !known.messages.has(entry.micros) : entry.micros > known.seenUntil);

/** Joins and leaves are no messages here: membership has its own record. */
export function takeMove({ run, loading }: Conversation, file: string, entry: MembershipEntry): void {
  run.reported += 1;
  const person = run.people.author(entry.author);
  remarkOnReactions(run, file, entry.reactions);
  if (entry.micros <= (loading.known?.seenUntil ?? 0)) return;
  loading.lastMicros = Math.max(loading.lastMicros, entry.micros);
  if (entry.kind === 'joined' && person.active && loading.join(person, entry.micros)) run.added.joins += 1;
  if (entry.kind === 'left' && loading.leave(person, entry.micros)) run.added.leaves += 1;
}

function remarkOnReactions({ files }: Run, file: string, count: number): void {
  if (count > 0) {
    files.remarks.add(
      file,
      'A reaction',
      'What it was given to is no message here that could carry it.',
      count,
    );
  }
}

export function takeSaid(conversation: Conversation, file: string, entry: SaidEntry): void {
  const { run, loading } = conversation;
  if (entry.micros > Date.parse(run.at) * 1000 + DAY_MICROS) {
    report(run, file, 'A message', 'Its time lies in the future.');
    return;
  }
  if (loading.messages.has(entry.micros)) {
    report(
      run,
      file,
      'A message',
      'Another one of the same time is in the archive; it is the same one twice.',
    );
    return;
  }
  loading.messages.add(entry.micros);
  if (loading.known?.messages.has(entry.micros) === true) takeKnown(conversation, entry);
  else takeNew(conversation, file, entry);
}

/** Only what may have changed since is looked at again. */
function takeKnown({ run, loading, known }: Conversation, entry: SaidEntry): void {
  run.people.author(entry.author);
  if (entry.deleted) return;
  const id = messageId(loading.plan.id, entry.micros);
  if (entry.editedMicros !== null) {
    known.edited({ id, editedMicros: entry.editedMicros, read: () => run.reading.read(entry.text) });
  }
  if (entry.reactions.length > 0) known.reacted(readReactions(entry, id, run.people).reactions);
}

const NO_TEXT: ImportedText = { source: '', body: '{"blocks":[]}', mentions: [], cut: false };

function takeNew(conversation: Conversation, file: string, entry: SaidEntry): void {
  const { run, plan, loading } = conversation;
  loading.lastMicros = Math.max(loading.lastMicros, entry.micros);
  const author = run.people.author(entry.author);
  const text = entry.deleted ? NO_TEXT : run.reading.read(entry.text);
  const id = messageId(plan.id, entry.micros);
  const { reactions, dropped } = readReactions(entry, id, run.people);
  const message: ImportedMessage = {
    id,
    spaceId: plan.id,
    seq: loading.take(),
    author,
    rootId: rootOf(conversation, file, entry),
    text,
    entry,
    reactions,
    files: entry.files.length === 0 ? null : JSON.stringify(entry.files),
  };
  if (message.rootId === null) loading.roots.add(entry.micros);
  else if (loading.isKnown) loading.touched.add(message.rootId);
  remarkOn(run, file, entry, text.cut, dropped);
  addRows(conversation, message);
  conversation.added += 1;
  countAdded(run.added, message);
}

/** The message that this one answers. One whose root is not there stands in the main column, or nobody would find it. */
function rootOf(
  { run, plan, loading }: Conversation,
  file: string,
  { rootMicros }: SaidEntry,
): string | null {
  if (rootMicros === null) return null;
  if (loading.roots.has(rootMicros) || loading.known?.roots.has(rootMicros) === true) {
    return messageId(plan.id, rootMicros);
  }
  run.files.remarks.add(
    file,
    'A reply',
    'What it answers is no message here, so it stands in the main column.',
  );
  return null;
}

function remarkOn(run: Run, file: string, entry: SaidEntry, cut: boolean, droppedReactions: number): void {
  const { remarks } = run.files;
  if (entry.deleted) {
    remarks.add(
      file,
      'A deleted message',
      'Slack had only its place left; it stands there as removed, with its replies.',
    );
  }
  if (cut) remarks.add(file, 'A message', 'It is longer than 16 kB, so its end was cut off.');
  if (droppedReactions > 0) {
    const reason = 'It is no emoji, was given twice, or there are more than a message can carry.';
    remarks.add(file, 'A reaction', reason, droppedReactions);
  }
  if (!entry.author.bot && !run.people.isListed(entry.author)) {
    remarks.add(
      file,
      `A message by ${entry.author.key.slice(0, 40)}`,
      'users.json does not name its author; a profile was made from what the message says.',
    );
  }
}

function addRows(conversation: Conversation, message: ImportedMessage): void {
  const { run, loading } = conversation;
  const { id, spaceId, seq, author, text, files, reactions, entry } = message;
  run.added.reactions += reactions.length;
  loading.rows.messages += messageRow(message);
  for (const personId of text.mentions) loading.rows.mentions += mentionRow(message, personId);
  for (const reaction of reactions) loading.rows.reactions += reactionRow(reaction);
  if (run.search === undefined || entry.deleted) return;
  conversation.findable.push({
    id,
    spaceId,
    seq,
    authorId: author.id,
    createdAt: instantOf(entry.micros),
    title: null,
    body: text.body,
    files,
  });
}

function countAdded(added: ImportCounts, { rootId, entry }: ImportedMessage): void {
  added.messages += 1;
  if (rootId !== null) added.replies += 1;
  if (entry.startsThread) added.threads += 1;
  if (entry.editedMicros !== null) added.edits += 1;
  added.files += entry.files.length - entry.oldFiles;
  added.oldFiles += entry.oldFiles;
}
