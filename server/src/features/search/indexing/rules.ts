import type { RichText } from '@footbridge/contract/kit/richtext.ts';
import { textsOf } from '../snippets/rules.ts';
import { FILE_MARK, LINK_MARK, entryVector, monthMark, readWords } from '../words/rules.ts';

/** What an entry is made from. Trees and files are JSON text, as they are stored. */
export interface Indexed {
  id: string;
  spaceId: string;
  seq: number;
  authorId: string;
  /** ISO 8601 in UTC, as exact as it is stored. */
  createdAt: string;
  title: string | null;
  body: string;
  files: string | null;
}

export interface Entry extends Pick<Indexed, 'id' | 'spaceId' | 'seq' | 'authorId' | 'createdAt'> {
  /** PostgreSQL's `tsvector` as text. */
  vector: string;
  /** All its words, some more than once, and its marks but the month. */
  words: string[];
}

// A quote inside a string of JSON is escaped, so that only nodes of the tree look like this.
const LINK = /"type":"(?:link|image)"/;

export function toEntry({ title, body, files, ...rest }: Indexed): Entry {
  const { id, spaceId, seq, authorId, createdAt } = rest;
  const parts = readTexts(title, body, files).map(readWords);
  const marks = readMarks(body, files);
  return {
    id,
    spaceId,
    seq,
    authorId,
    createdAt,
    vector: entryVector(parts, [monthMark(createdAt), ...marks]),
    words: marks.concat(...parts),
  };
}

const readMarks = (body: string, files: string | null) => [
  ...(LINK.test(body) ? [LINK_MARK] : []),
  ...(files !== null && files !== '[]' ? [FILE_MARK] : []),
];

function readTexts(title: string | null, body: string, files: string | null): string[] {
  const fileNames = files === null ? [] : (JSON.parse(files) as { name: string }[]).map(({ name }) => name);
  return textsOf({ title, body: JSON.parse(body) as RichText, fileNames });
}
