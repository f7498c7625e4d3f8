import type { Reader } from '../../../kit/db/database.ts';
import { refusal } from '../../../kit/http/problem.ts';
import { TextTooLong, parseMarkdown } from '../../../kit/text/parse.ts';
import { linkedIds } from '../rules.ts';
import { readMentionable } from './queries.ts';
import { type WrittenText, cleanSource } from './rules.ts';

/** Reads what somebody wrote into its tree. Only people in the space, and spaces the writer is in, become mentions; the rest stays text. */
export async function readText(db: Reader, written: { personId: string; spaceId: string; source: string }): Promise<WrittenText> {
  const source = cleanSource(written.source);
  const linked = linkedIds(source);
  const known = linked.personIds.length + linked.spaceIds.length === 0 ? undefined : await readMentionable(db, written.spaceId, written.personId, linked);
  try {
    const { body, mentions } = parseMarkdown(source, { person: (id) => known?.people.get(id), space: (id) => known?.spaces.get(id) });
    return { source, body, mentions: mentions.personIds, everyone: mentions.everyone };
  } catch (error) {
    if (!(error instanceof TextTooLong)) throw error;
    throw refusal(422, 'textTooLong', `The text is longer than ${error.limit / 1024} kB. Nothing was sent, and your text is still with you. Send it in parts.`, { field: 'body.source', limit: error.limit });
  }
}
