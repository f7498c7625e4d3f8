import type { Reader } from '../../kit/db/database.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { conflict, notAllowed, notFound } from '../../kit/http/problem.ts';
import { type MemberSpace, findMemberSpace } from '../spaces/access.ts';

declare const brand: unique symbol;

/** A message that a person may read, with their place in its space. Only this file makes one. */
export interface ReadableMessage {
  readonly [brand]: 'readable';
  messageId: string;
  seq: number;
  authorId: string;
  threadRootId: string | null;
  removed: boolean;
  space: MemberSpace;
}

export type OwnMessage = ReadableMessage & { readonly own: true };
/** Its author's, or in a space they are a steward of. */
export type RemovableMessage = ReadableMessage & { readonly removable: true };

/** In a space they are in, and not from before what its history rule shows them. Everything else answers as unknown. */
export async function getReadableMessage(
  db: Reader,
  actor: Pick<Actor, 'personId'>,
  messageId: string,
): Promise<ReadableMessage> {
  const row = await db
    .selectFrom('messages')
    .select(['space_id', 'seq', 'author_id', 'thread_root_id', 'removed_at'])
    .where('id', '=', messageId)
    .executeTakeFirst();
  const space = row === undefined ? undefined : await findMemberSpace(db, actor, row.space_id);
  if (row === undefined || space === undefined || row.seq < space.visibleFrom) throw notFound();
  return {
    messageId,
    seq: row.seq,
    authorId: row.author_id,
    threadRootId: row.thread_root_id,
    removed: row.removed_at !== null,
    space,
  } as unknown as ReadableMessage;
}

export async function getOwnMessage(db: Reader, actor: Actor, messageId: string): Promise<OwnMessage> {
  const message = await getReadableMessage(db, actor, messageId);
  requireWritable(message.space);
  if (message.authorId !== actor.personId) {
    throw notAllowed('Only its author can change a message. Nothing was changed. You can reply to it.');
  }
  if (message.removed) {
    throw conflict(
      'removed',
      'The message was removed, so it can no longer be changed. Nothing was changed.',
    );
  }
  return message as OwnMessage;
}

export async function getRemovableMessage(
  db: Reader,
  actor: Actor,
  messageId: string,
): Promise<RemovableMessage> {
  const message = await getReadableMessage(db, actor, messageId);
  requireWritable(message.space);
  const steward = message.space.role === 'steward' && message.space.kind !== 'direct';
  if (message.authorId !== actor.personId && !steward) {
    throw notAllowed('Only its author or a steward of the space can remove a message. Nothing was changed.');
  }
  return message as RemovableMessage;
}

/** A message that one can react to, reply to and follow: readable, not removed, in a space that is open for writing. */
export async function getAnswerableMessage(
  db: Reader,
  actor: Actor,
  messageId: string,
): Promise<ReadableMessage> {
  const message = await getReadableMessage(db, actor, messageId);
  requireWritable(message.space);
  if (message.removed) throw conflict('removed', 'The message was removed meanwhile. Nothing was changed.');
  return message;
}

export function requireWritable(space: Pick<MemberSpace, 'archived' | 'awaiting'>): void {
  if (space.awaiting) {
    throw conflict(
      'awaiting',
      'This space opens when every organisation it names has accepted its charter. Nothing was posted, and your text is still with you. The charter says who is waited for.',
    );
  }
  if (space.archived) {
    throw conflict(
      'archived',
      'This space is archived: it can be read, not written to. Nothing was changed. A steward can open it again.',
    );
  }
}
