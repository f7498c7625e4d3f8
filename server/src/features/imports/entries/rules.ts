import type { ImportCounts } from '@footbridge/contract/imports.ts';
import { type JsonObject, isObject, listAt, objectAt, objectsAt, textAt, textsAt } from '../rules.ts';

const OLD_SHARES = new Set(['file_share', 'file_mention']);

/** A message of the format before 2017 that stands for one file. */
export const isOldShare = (subtype: string | undefined): boolean =>
  subtype !== undefined && OLD_SHARES.has(subtype);

const JOINS = new Set(['channel_join', 'group_join']);
const LEAVES = new Set(['channel_leave', 'group_leave']);
export const isJoin = (subtype: string | undefined): boolean => subtype !== undefined && JOINS.has(subtype);
export const isLeave = (subtype: string | undefined): boolean => subtype !== undefined && LEAVES.has(subtype);

/** Whether an item of a day file is a message at all; canvases and other things lie in the same folders. */
export const isMessage = (item: unknown): item is JsonObject => isObject(item) && item['type'] === 'message';

export const countReactions = (message: JsonObject): number =>
  objectsAt(message, 'reactions').reduce((sum, reaction) => sum + textsAt(reaction, 'users').length, 0);

/** Counts a message as the archive has it, whatever becomes of it. */
export function countFound(found: ImportCounts, message: JsonObject): void {
  const subtype = textAt(message, 'subtype');
  const thread = textAt(message, 'thread_ts');
  found.messages += 1;
  if (thread !== undefined && thread === textAt(message, 'ts')) found.threads += 1;
  else if (thread !== undefined) found.replies += 1;
  if (message['edited'] !== undefined) found.edits += 1;
  found.reactions += countReactions(message);
  found.files += listAt(message, 'files').length;
  if (isOldShare(subtype) && objectAt(message, 'file') !== undefined) found.oldFiles += 1;
  if (isJoin(subtype)) found.joins += 1;
  if (isLeave(subtype)) found.leaves += 1;
}
