import type { ZipEntry } from '../../../kit/files/zip.ts';
import { isJoin, isLeave, isMessage } from '../entries/rules.ts';
import { Remarks } from '../counts/rules.ts';
import { type ArchiveFiles, parseItems, readBytes } from '../reading/load.ts';
import { microsOf, textAt } from '../rules.ts';

/**
 * Whether each person's first move in a conversation was a join or a leave. Who is in it without a join was in it from its beginning, and
 * that has to be known before the first place of its feed is given away. Files without moves are not parsed: that is most of them.
 */
export async function readFirstMoves(
  archive: ArchiveFiles,
  files: ZipEntry[],
  signal: AbortSignal,
): Promise<Map<string, 'joined' | 'left'>> {
  const moves = new Map<string, { micros: number; move: 'joined' | 'left' }>();
  // What is wrong with a file is told when it is read for its messages.
  const silent = { zip: archive.zip, remarks: new Remarks() };
  for (const file of files) {
    signal.throwIfAborted();
    const bytes = await readBytes(silent, file);
    if (bytes === undefined || !mayHoldMoves(bytes)) continue;
    for (const items of parseItems(silent.remarks, file.name, bytes)) {
      for (const item of items) noteMove(moves, item);
    }
  }
  return new Map([...moves].map(([id, { move }]) => [id, move]));
}

const mayHoldMoves = (bytes: Buffer) => ['_join"', '_leave"'].some((sign) => bytes.includes(sign));

function noteMove(moves: Map<string, { micros: number; move: 'joined' | 'left' }>, item: unknown): void {
  if (!isMessage(item)) return;
  const subtype = textAt(item, 'subtype');
  const [user, micros] = [textAt(item, 'user'), microsOf(textAt(item, 'ts'))];
  if (user === undefined || micros === undefined || !(isJoin(subtype) || isLeave(subtype))) return;
  const known = moves.get(user);
  if (known === undefined || micros < known.micros) {
    moves.set(user, { micros, move: isJoin(subtype) ? 'joined' : 'left' });
  }
}
