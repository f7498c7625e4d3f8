import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

/** What one column of a row may be; a list becomes an array, a `Date` is written by the caller as ISO 8601. */
export type CopyValue = string | number | boolean | null | string[];

/**
 * One row in the text format of COPY. Values are not looked at beyond their escapes: text must be without NUL and half surrogates.
 * Elements of lists must be words without quotes, commas and backslashes, such as ids.
 */
export function copyRow(values: readonly CopyValue[]): string {
  let row = '';
  for (let at = 0; at < values.length; at += 1) row += (at === 0 ? '' : '\t') + copyText(values[at] ?? null);
  return `${row}\n`;
}

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function copyText(value: CopyValue): string {
  if (value === null) return '\\N';
  if (Array.isArray(value)) return `{${value.join(',')}}`;
  if (typeof value !== 'string') return String(value);
  return SPECIAL.test(value) ? value.replaceAll(/[\\\n\r\t]/g, (char) => ESCAPES[char] ?? char) : value;
}

/**
 * Loads rows made by `copyRow` into a table, many times as fast as inserts. Rejects as any statement does; the rows are then not there.
 * @param target `messages (id, seq, …)`
 */
export async function copyInto(client: pg.ClientBase, target: string, rows: string): Promise<void> {
  if (rows === '') return;
  const stream = client.query(from(`copy ${target} from stdin`));
  stream.end(rows);
  await finished(stream);
}
