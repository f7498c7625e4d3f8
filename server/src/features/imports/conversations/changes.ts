import { setImmediate as nextTurn } from 'node:timers/promises';
import type pg from 'pg';
import type { ImportCounts } from '@footbridge/contract/imports.ts';
import type { ChangeContext } from '../../../kit/activity/activity.ts';
import type { ZipEntry } from '../../../kit/files/zip.ts';
import type { Loading as SearchLoading } from '../../search/changes.ts';
import { type Entry, type MembershipEntry, type SaidEntry, readEntry } from '../entries/parse.ts';
import { countFound, countReactions, isMessage } from '../entries/rules.ts';
import { KnownMessages } from '../known/load.ts';
import {
  type ImportedMessage,
  type ImportedText,
  type TextReading,
  mentionRow,
  messageId,
  messageRow,
  reactionRow,
  readReactions,
} from '../messages/load.ts';
import type { ImportedPeople, ImportedPerson } from '../people/load.ts';
import { type ArchiveFiles, parseItems, readBytes } from '../reading/load.ts';
import { instantOf } from '../rules.ts';
import { type Founding, SpaceLoading } from '../spaces/load.ts';
import { readKnownSpace } from '../spaces/queries.ts';
import type { PlannedSpace } from '../spaces/rules.ts';
import { readFirstMoves } from './load.ts';

/** What the conversations of one archive share while it is imported. */
export interface Run {
  context: ChangeContext;
  /** One connection for all that is loaded; not in a transaction between two conversations. */
  client: pg.ClientBase;
  workspace: string;
  organisationId: string;
  /** False on a dry run: everything is read and counted, and nothing is written. */
  write: boolean;
  files: ArchiveFiles;
  people: ImportedPeople;
  reading: TextReading;
  search: SearchLoading | undefined;
  found: ImportCounts;
  added: ImportCounts;
  /** Messages that became none here. */
  reported: number;
  /** Who imports, where they belong to the organisation: they look after its open spaces until somebody else does. */
  starter: ImportedPerson | undefined;
  at: string;
  onRead(bytes: number): void;
  signal: AbortSignal;
}

interface Conversation {
  run: Run;
  plan: PlannedSpace;
  loading: SpaceLoading;
  known: KnownMessages;
  firstMoves: Map<string, 'joined' | 'left'>;
  firstMicros: number | undefined;
  found: number;
  added: number;
  /** Messages that wait to be made findable, in the form that search wants. */
  findable: Parameters<SearchLoading['load']>[0];
  sending: Promise<void>;
}

/** Rows are sent when so many characters of them have gathered. */
const TOGETHER_CHARS = 1_500_000;
const KNOWN_TOGETHER = 2000;
/** Messages between two looks at whether others want the process. */
const TURN_AFTER = 100;
const DAY_MICROS = 86_400_000_000;

/** Brings one conversation in. @returns feeds that servers have to look at, and how many messages it has and brought */
export async function importConversation(
  run: Run,
  plan: PlannedSpace,
  files: ZipEntry[],
): Promise<{ feeds: string[]; found: number; added: number }> {
  const known = plan.isNew ? undefined : await readKnownSpace(run.client, plan.id);
  const loading = new SpaceLoading(run.write ? run.client : undefined, plan, known);
  const conversation: Conversation = {
    run,
    plan,
    loading,
    known: new KnownMessages(run.client, loading, run.write),
    firstMoves: plan.isNew
      ? await readFirstMoves(run.files, files, run.signal)
      : new Map<string, 'joined' | 'left'>(),
    firstMicros: undefined,
    found: 0,
    added: 0,
    findable: [],
    sending: Promise.resolve(),
  };
  try {
    for await (const { file, bytes } of readAhead(run, files)) {
      if (bytes !== undefined) await importFile(conversation, file.name, bytes);
      run.onRead(file.bytes);
    }
    const feeds = await finish(conversation);
    return { feeds, found: conversation.found, added: conversation.added };
  } catch (error) {
    await conversation.sending.catch(() => undefined);
    await loading.rollback();
    throw error;
  }
}

/** The next file is unpacked, on another thread, while one is read. */
async function* readAhead(
  run: Run,
  files: ZipEntry[],
): AsyncGenerator<{ file: ZipEntry; bytes: Buffer | undefined }> {
  let next = files[0] === undefined ? undefined : readBytes(run.files, files[0]);
  for (const [at, file] of files.entries()) {
    const bytes = await next;
    const following = files[at + 1];
    next = following === undefined ? undefined : readBytes(run.files, following);
    yield { file, bytes };
  }
}

async function importFile(conversation: Conversation, name: string, bytes: Buffer): Promise<void> {
  for (const items of parseItems(conversation.run.files.remarks, name, bytes)) {
    const entries = readEntries(conversation, name, items);
    let turn = 0;
    for (const entry of entries) {
      conversation.firstMicros ??= entry.micros;
      if (!conversation.loading.begun && isNews(conversation, entry)) await begin(conversation);
      if (entry.kind === 'said') takeSaid(conversation, name, entry);
      else takeMove(conversation, name, entry);
      if ((turn += 1) % TURN_AFTER === 0) await takeTurn(conversation);
    }
  }
  await takeTurn(conversation);
}

/** Lets others have the process, and sends what has gathered when it is enough. */
async function takeTurn(conversation: Conversation): Promise<void> {
  await nextTurn();
  conversation.run.signal.throwIfAborted();
  if (conversation.known.waiting >= KNOWN_TOGETHER) await applyKnown(conversation);
  if (conversation.loading.rows.messages.length >= TOGETHER_CHARS) await send(conversation);
}

type Taken = Exclude<Entry, { kind: 'reported' }>;

function readEntries(conversation: Conversation, file: string, items: unknown[]): Taken[] {
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

const isNews = ({ loading: { known } }: Conversation, entry: Taken): boolean =>
  known === undefined ||
  (entry.kind === 'said' ? !known.messages.has(entry.micros) : entry.micros > known.seenUntil);

/** Joins and leaves are no messages here: membership has its own record. */
function takeMove({ run, loading }: Conversation, file: string, entry: MembershipEntry): void {
  run.reported += 1;
  const person = run.people.author(entry.author);
  if (entry.micros <= (loading.known?.seenUntil ?? 0)) return;
  loading.lastMicros = Math.max(loading.lastMicros, entry.micros);
  if (entry.kind === 'joined' && person.active && loading.join(person, entry.micros)) run.added.joins += 1;
  if (entry.kind === 'left' && loading.leave(person, entry.micros)) run.added.leaves += 1;
  remarkOnReactions(run, file, entry.reactions);
}

function remarkOnReactions({ files }: Run, file: string, count: number): void {
  if (count > 0)
    files.remarks.add(
      file,
      'A reaction',
      'What it was given to is no message here that could carry it.',
      count,
    );
}

function takeSaid(conversation: Conversation, file: string, entry: SaidEntry): void {
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
  if (entry.editedMicros !== null)
    known.edited({ id, editedMicros: entry.editedMicros, read: () => run.reading.read(entry.text) });
  if (entry.reactions.length > 0) known.reacted(readReactions(entry, id, run.people).reactions);
}

const NO_TEXT: ImportedText = { source: '', body: '{"blocks":[]}', mentions: [], cut: false };

function takeNew(conversation: Conversation, file: string, entry: SaidEntry): void {
  const { run, plan, loading } = conversation;
  loading.lastMicros = Math.max(loading.lastMicros, entry.micros);
  const author = run.people.author(entry.author);
  const text = entry.deleted ? NO_TEXT : run.reading.read(entry.text);
  const message: ImportedMessage = {
    id: messageId(plan.id, entry.micros),
    spaceId: plan.id,
    seq: loading.take(),
    author,
    rootId: rootOf(conversation, file, entry),
    text,
    entry,
    files: entry.files.length === 0 ? null : JSON.stringify(entry.files),
  };
  if (message.rootId === null) loading.roots.add(entry.micros);
  else if (loading.isKnown) loading.touched.add(message.rootId);
  remarkOn(run, file, entry, text);
  addRows(conversation, file, message);
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
  if (loading.roots.has(rootMicros) || loading.known?.roots.has(rootMicros) === true)
    return messageId(plan.id, rootMicros);
  run.files.remarks.add(
    file,
    'A reply',
    'What it answers is no message here, so it stands in the main column.',
  );
  return null;
}

function remarkOn(run: Run, file: string, entry: SaidEntry, text: ImportedText): void {
  const { remarks } = run.files;
  if (entry.deleted)
    remarks.add(
      file,
      'A deleted message',
      'Slack had only its place left; it stands there as removed, with its replies.',
    );
  if (text.cut) remarks.add(file, 'A message', 'It is longer than 16 kB, so its end was cut off.');
  if (!entry.author.bot && !run.people.isListed(entry.author)) {
    remarks.add(
      file,
      `A message by ${entry.author.key.slice(0, 40)}`,
      'users.json does not name its author; a profile was made from what the message says.',
    );
  }
}

function addRows(conversation: Conversation, file: string, message: ImportedMessage): void {
  const { run, loading } = conversation;
  const { id, spaceId, seq, author, text, files, entry } = message;
  const { reactions, dropped } = readReactions(entry, id, run.people);
  if (dropped > 0)
    run.files.remarks.add(
      file,
      'A reaction',
      'It is no emoji, was given twice, or there are more than a message can carry.',
      dropped,
    );
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

async function begin(conversation: Conversation): Promise<void> {
  const { run, plan, loading } = conversation;
  if (loading.begun) return;
  const founding = foundingOf(conversation);
  if (plan.isNew) run.added.spaces += 1;
  if (run.write) await run.people.save(run.context);
  await loading.begin(founding);
}

/** Who is in a new space from its beginning: those the archive lists without saying when they came, and those who left without coming. */
function foundingOf({ run, plan, firstMoves, firstMicros }: Conversation): Founding {
  const { channel } = plan;
  const nowMicros = Date.parse(run.at) * 1000;
  const createdMicros = Math.min(channel?.createdMicros ?? nowMicros, firstMicros ?? nowMicros);
  const creator = channel?.creatorId === undefined ? undefined : run.people.user(channel.creatorId);
  const ids = [
    ...(channel?.memberIds ?? []).filter((id) => firstMoves.get(id) !== 'joined'),
    ...[...firstMoves].filter(([, move]) => move === 'left').map(([id]) => id),
  ];
  const members = new Map<string, Founding['members'][number]>();
  const lookAfter =
    run.starter !== undefined && plan.kind === 'working' && plan.reach === 'organisation'
      ? [run.starter]
      : [];
  for (const person of lookAfter) members.set(person.id, { person, role: 'steward' });
  for (const person of ids.map((id) => run.people.user(id))) {
    const role =
      person.id === creator?.id && plan.kind === 'working' ? 'steward' : person.guest ? 'guest' : 'member';
    if (person.active && !members.has(person.id)) members.set(person.id, { person, role });
  }
  return {
    organisationId: run.organisationId,
    creatorId: creator?.id ?? null,
    createdMicros,
    members: [...members.values()],
    at: run.at,
  };
}

/** Sends one lot of rows while the next gathers; their people are there before them. */
async function send(conversation: Conversation): Promise<void> {
  const { run, loading, findable } = conversation;
  await conversation.sending;
  const rows = loading.takeRows();
  conversation.findable = [];
  if (!run.write) {
    run.people.forgetUnsaved();
    return;
  }
  const saving = run.people.save(run.context);
  conversation.sending = (async () => {
    await saving;
    await loading.send(rows);
    if (findable.length > 0) await run.search?.load(findable);
  })();
  // Whoever waits for it hears of a failure; until then it must not count as one that nobody cares about.
  conversation.sending.catch(() => undefined);
}

async function applyKnown(conversation: Conversation): Promise<void> {
  const { run, known } = conversation;
  if (known.waiting === 0) return;
  await send(conversation);
  await conversation.sending;
  await known.apply(run.added, run.at, () => begin(conversation));
}

async function finish(conversation: Conversation): Promise<string[]> {
  const { run, plan, loading } = conversation;
  await applyKnown(conversation);
  if (plan.isNew && plan.channel !== undefined) await begin(conversation);
  await settleMembers(conversation);
  if (!loading.begun) return [];
  await send(conversation);
  await conversation.sending;
  const archivedMicros = plan.channel?.archived === true ? endOf(conversation) : null;
  return loading.commit(run.workspace, archivedMicros, run.at);
}

const endOf = ({ run, plan, loading }: Conversation) =>
  loading.lastMicros || plan.channel?.createdMicros || Date.parse(run.at) * 1000;

/** In the end those are in it whom the archive lists, however they came and went. */
async function settleMembers(conversation: Conversation): Promise<void> {
  const { run, plan, loading } = conversation;
  if (plan.channel === undefined || (!loading.begun && !loading.isKnown)) return;
  const listed = new Map(
    plan.channel.memberIds.map((id) => run.people.user(id)).map((person) => [person.id, person]),
  );
  const left =
    listed.size === 0
      ? []
      : loading
          .memberIds()
          .flatMap((id) => (listed.has(id) || id === run.starter?.id ? [] : (run.people.find(id) ?? [])));
  const came = [...listed.values()].filter(
    (person) =>
      person.active && !loading.isMember(person.id) && !(loading.isKnown && person.kind === 'person'),
  );
  if (left.length + came.length === 0) return;
  await begin(conversation);
  for (const person of left) loading.leave(person, endOf(conversation));
  for (const person of came) loading.join(person, endOf(conversation));
}
