import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ZipEntry } from '../../../kit/files/zip.ts';
import { KnownMessages } from '../known/load.ts';
import { readFirstMoves } from '../moves/load.ts';
import { parseItems, readBytes } from '../reading/load.ts';
import { isNews, readEntries, takeMove, takeSaid } from '../said/load.ts';
import { type Committed, NOTHING_COMMITTED, SpaceLoading } from '../spaces/load.ts';
import { readKnownSpace } from '../spaces/queries.ts';
import type { PlannedSpace } from '../spaces/rules.ts';
import { begin, endOf, settleMembers } from './load.ts';
import type { Conversation, Run } from './rules.ts';

/** Rows are sent when so many characters of them have gathered. */
const TOGETHER_CHARS = 400_000;
const KNOWN_TOGETHER = 2000;
/** Messages between two looks at whether others want the process. */
const TURN_AFTER = 100;

/** Brings one conversation in. @returns also how many messages it has and brought */
export async function importConversation(
  run: Run,
  plan: PlannedSpace,
  files: ZipEntry[],
): Promise<Committed & { found: number; added: number }> {
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
    sendingBefore: Promise.resolve(),
  };
  try {
    for await (const { file, bytes } of readAhead(run, files)) {
      if (bytes !== undefined) await importFile(conversation, file.name, bytes);
      run.onRead(file.bytes);
    }
    const committed = await finish(conversation);
    return { ...committed, found: conversation.found, added: conversation.added };
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

/** Sends lots of rows, one after the other, while the next two gather; their people are there before them. */
async function send(conversation: Conversation): Promise<void> {
  const { run, loading, findable } = conversation;
  await conversation.sendingBefore;
  const rows = loading.takeRows();
  conversation.findable = [];
  if (!run.write) {
    run.people.forgetUnsaved();
    return;
  }
  const saving = run.people.save(run.context);
  saving.catch(() => undefined);
  const before = (conversation.sendingBefore = conversation.sending);
  conversation.sending = (async () => {
    await before;
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

async function finish(conversation: Conversation): Promise<Committed> {
  const { run, plan, loading } = conversation;
  await applyKnown(conversation);
  if (plan.isNew && plan.channel !== undefined) await begin(conversation);
  await settleMembers(conversation);
  if (!loading.begun) return NOTHING_COMMITTED;
  await send(conversation);
  await conversation.sending;
  const archivedMicros = plan.channel?.archived === true ? endOf(conversation) : null;
  return loading.commit(run.workspace, archivedMicros, run.at);
}
