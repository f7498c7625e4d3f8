import type { OpenZip, ZipEntry } from '../../../kit/files/zip.ts';
import type { Remarks } from '../counts/rules.ts';
import { listItems, withoutTokens } from './rules.ts';

/** A file of an export is read whole up to this size; a larger one is reported. */
const FILE_MAX_BYTES = 64 * 1024 * 1024;
/** Up to this size a file is parsed at once; a larger one item by item, so that no file can fill the memory. */
const AT_ONCE_BYTES = 4 * 1024 * 1024;
const ITEM_MAX_BYTES = 4 * 1024 * 1024;

/** The files of one archive, without the keys that are in them. */
export interface ArchiveFiles {
  zip: OpenZip;
  remarks: Remarks;
}

const inMegabytes = (bytes: number) => bytes / 1024 / 1024;

/** The bytes of a file; undefined, with a remark, when it cannot be read. */
export async function readBytes({ zip, remarks }: ArchiveFiles, file: ZipEntry): Promise<Buffer | undefined> {
  if (file.bytes > FILE_MAX_BYTES) {
    remarks.add(
      file.name,
      'The file',
      `It is larger than ${inMegabytes(FILE_MAX_BYTES)} MB unpacked, so nothing of it was read.`,
    );
    return undefined;
  }
  try {
    return await zip.read(file);
  } catch (error) {
    remarks.add(
      file.name,
      'The file',
      `It is damaged, so nothing of it was read (${(error as Error).message}).`,
    );
    return undefined;
  }
}

/** The items of a list, some at a time; none, with a remark, when the file holds no list or no JSON. */
export async function* readItems(files: ArchiveFiles, file: ZipEntry): AsyncGenerator<unknown[]> {
  const bytes = await readBytes(files, file);
  if (bytes !== undefined) yield* parseItems(files.remarks, file.name, bytes);
}

const OPENING_BRACKET = 0x5b;
const NO_JSON = 'It is no JSON, so nothing of it was read.';

/** @param name of the file, for remarks */
export function* parseItems(remarks: Remarks, name: string, bytes: Buffer): Generator<unknown[]> {
  const json = withoutMark(bytes);
  const isList = json[0] === OPENING_BRACKET;
  if (isList && json.length > AT_ONCE_BYTES) yield* parseOneByOne(remarks, name, json);
  else {
    const value = json.length > AT_ONCE_BYTES ? undefined : parse(json.toString());
    if (Array.isArray(value)) yield value as unknown[];
    else {
      remarks.add(
        name,
        'The file',
        value === undefined ? NO_JSON : 'It is no list, so nothing of it was read.',
      );
    }
  }
}

/** Undefined for what is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(withoutTokens(text));
  } catch {
    return undefined;
  }
}

/** Without a byte order mark and white space before the first sign. */
function withoutMark(bytes: Buffer): Buffer {
  let at = bytes.length >= 3 && bytes.readUIntBE(0, 3) === 0xefbbbf ? 3 : 0;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1;
  return bytes.subarray(at);
}

function* parseOneByOne(remarks: Remarks, name: string, json: Buffer): Generator<unknown[]> {
  let items: unknown[] = [];
  let gathered = 0;
  for (const [start, end] of listItems(json)) {
    if (end - start > ITEM_MAX_BYTES) {
      remarks.add(
        name,
        'An entry',
        `It is larger than ${inMegabytes(ITEM_MAX_BYTES)} MB, so it was not read.`,
      );
      continue;
    }
    const item = parse(json.toString('utf8', start, end));
    if (item === undefined) {
      remarks.add(name, 'The rest of the file', 'From there on it is no JSON, so it was not read.');
      break;
    }
    items.push(item);
    gathered += end - start;
    if (gathered < ITEM_MAX_BYTES) continue;
    yield items;
    [items, gathered] = [[], 0];
  }
  yield items;
}
