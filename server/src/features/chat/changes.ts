import { sql } from 'kysely';
import { REACTION_KINDS_MAX } from '@footbridge/contract/chat.ts';
import { type NewActivity, type Tx, record } from '../../kit/activity/activity.ts';
import { refusal } from '../../kit/http/problem.ts';
import type { OwnMessage, ReadableMessage, RemovableMessage } from './access.ts';
import type { WrittenText } from './posting/rules.ts';
import { refreshThreads } from './threads/changes.ts';

/** What changes of a message; what is left out stays. */
export interface Edit {
  text?: WrittenText | undefined;
  title?: string | null | undefined;
}

/** Keeps the version that was there, then writes the new one. Who was told at posting stays as it was: an edit tells nobody again. */
export async function editMessage(tx: Tx, message: OwnMessage, edit: Edit): Promise<void> {
  // Locked by a statement of its own: two edits at once that count the versions together would both write the same number.
  await tx.db.selectFrom('messages').select('id').where('id', '=', message.messageId).forUpdate().execute();
  await sql`
    insert into message_versions (message_id, version, source, body, title, written_at, replaced_by)
    select id, (select count(*) + 1 from message_versions where message_id = ${message.messageId}), source, body, title, coalesce(edited_at, created_at), ${message.space.personId}
    from messages where id = ${message.messageId}`.execute(tx.db);
  await tx.db
    .updateTable('messages')
    .where('id', '=', message.messageId)
    .where('removed_at', 'is', null)
    .set({
      edited_at: tx.at,
      ...(edit.text === undefined ? {} : { source: edit.text.source, body: JSON.stringify(edit.text.body) }),
      ...(edit.title === undefined ? {} : { title: edit.title }),
    })
    .execute();
  await tx.db.insertInto('search_queue').values({ message_id: message.messageId }).execute();
  await record(tx, [happened(message, 'messageEdited')]);
}

/** What was written stays in the records; nobody reads it in the space any more. */
export async function removeMessage(tx: Tx, message: RemovableMessage): Promise<void> {
  const removed = await tx.db
    .updateTable('messages')
    .set({ removed_at: tx.at, removed_by: message.space.personId })
    .where('id', '=', message.messageId)
    .where('removed_at', 'is', null)
    .returning('id')
    .execute();
  if (removed.length === 0) return;
  if (message.threadRootId !== null) await refreshThreads(tx, [message.threadRootId]);
  await tx.db.insertInto('search_queue').values({ message_id: message.messageId }).execute();
  await record(tx, [happened(message, 'messageRemoved')]);
}

/** Locks the message, so that two people cannot pass the limit of different emoji together. */
export async function addReaction(tx: Tx, message: ReadableMessage, emoji: string): Promise<void> {
  await tx.db.selectFrom('messages').select('id').where('id', '=', message.messageId).forUpdate().execute();
  const { rows } = await sql<{ kinds: number; known: boolean }>`
    select count(distinct emoji)::int as kinds, coalesce(bool_or(emoji = ${emoji}), false) as known from reactions where message_id = ${message.messageId}`.execute(
    tx.db,
  );
  const [row] = rows;
  if (row !== undefined && !row.known && row.kinds >= REACTION_KINDS_MAX) {
    throw refusal(
      409,
      'tooManyReactions',
      `A message carries at most ${REACTION_KINDS_MAX} different emoji. Nothing was added. Use one that is there.`,
      { limit: REACTION_KINDS_MAX },
    );
  }
  const added = await sql`
    insert into reactions (message_id, emoji, person_id, organisation_id, created_at)
    values (${message.messageId}, ${emoji}, ${message.space.personId}, ${message.space.organisationId}, ${tx.at}) on conflict do nothing returning emoji`.execute(
    tx.db,
  );
  if (added.rows.length === 0) return;
  // Stays set when the last one is taken back: it only says where to look.
  if ((row?.kinds ?? 0) === 0) {
    await tx.db
      .updateTable('messages')
      .set({ has_reactions: true })
      .where('id', '=', message.messageId)
      .execute();
  }
  await record(tx, [happened(message, 'reactionsChanged')]);
}

export async function removeReaction(tx: Tx, message: ReadableMessage, emoji: string): Promise<void> {
  const removed = await tx.db
    .deleteFrom('reactions')
    .where('message_id', '=', message.messageId)
    .where('emoji', '=', emoji)
    .where('person_id', '=', message.space.personId)
    .returning('emoji')
    .execute();
  if (removed.length > 0) await record(tx, [happened(message, 'reactionsChanged')]);
}

const happened = (message: ReadableMessage, kind: string): NewActivity => ({
  feedId: message.space.spaceId,
  kind,
  subjectId: message.messageId,
  personId: message.space.personId,
  organisationId: message.space.organisationId,
});
