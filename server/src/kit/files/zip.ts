import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';

/** What an archive may hold at most. Figures are checked against its list of contents and again, by yauzl, while reading. */
export interface ZipLimits {
  entries: number;
  /** Bytes of all entries unpacked. */
  totalBytes: number;
  /** Unpacked bytes per packed byte, of one entry and of all together; looked at from `RATIO_FROM_BYTES` on. */
  ratio: number;
}

/** Small files of one repeated character are no bomb. */
const RATIO_FROM_BYTES = 1024 * 1024;

/** An archive that is refused as a whole; the message is a sentence for people. */
export class RefusedZip extends Error {}

/** One file in an archive. Its name is for matching and for reports, never for a path on a disk. */
export interface ZipEntry {
  name: string;
  /** Unpacked. */
  bytes: number;
}

export interface OpenZip {
  entries: ZipEntry[];
  /** The whole of one entry, `bytes` long. Rejects when it is damaged or longer than its list of contents says. */
  read(entry: ZipEntry): Promise<Buffer>;
  close(): Promise<void>;
}

/** What is kept of an entry: an archive may have hundreds of thousands, and yauzl's own records are five times as large. */
interface Stored extends ZipEntry {
  offset: number;
  packedBytes: number;
  deflated: boolean;
  checksum: number;
}

const inflate = promisify(inflateRaw);

/** Opens an archive and reads its list of contents. Throws `RefusedZip` for what is no zip, is hostile, or is over a limit. */
export async function openZip(path: string, limits: ZipLimits): Promise<OpenZip> {
  const file = await open(path);
  try {
    const entries = await listEntries(await openList(path), limits, (await file.stat()).size);
    return { entries, read: (entry) => readEntry(file, entry as Stored), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openList(path: string): Promise<ZipFile> {
  try {
    return await yauzl.openPromise(path, { lazyEntries: true, strictFileNames: true });
  } catch (error) {
    throw new RefusedZip(`The file is no zip archive, or it is not complete (${reasonOf(error)}).`);
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown reason');

async function listEntries(zip: ZipFile, limits: ZipLimits, fileBytes: number): Promise<Stored[]> {
  try {
    if (zip.entryCount > limits.entries) {
      throw new RefusedZip(
        `The archive holds ${zip.entryCount} files, and at most ${limits.entries} are read.`,
      );
    }
    return await collectEntries(zip, limits, fileBytes);
  } catch (error) {
    throw error instanceof RefusedZip
      ? error
      : new RefusedZip(`The archive's list of contents is refused (${reasonOf(error)}).`);
  } finally {
    zip.close();
  }
}

async function collectEntries(zip: ZipFile, limits: ZipLimits, fileBytes: number): Promise<Stored[]> {
  const entries: Stored[] = [];
  const names = new Set<string>();
  const sum = { unpacked: 0, packed: 0 };
  for await (const entry of zip.eachEntry()) {
    refuseEntry(entry, limits);
    if (names.has(entry.fileName)) {
      throw new RefusedZip(`The archive holds two files named ${shown(entry.fileName)}.`);
    }
    names.add(entry.fileName);
    sum.unpacked += entry.uncompressedSize;
    sum.packed += entry.compressedSize;
    if (sum.unpacked > limits.totalBytes) {
      throw new RefusedZip(
        `Unpacked, the archive would be larger than ${inGigabytes(limits.totalBytes)} GB.`,
      );
    }
    if (!entry.fileName.endsWith('/')) entries.push(stored(entry));
  }
  // Entries that share their packed bytes are how a small archive unpacks to petabytes without a nested one.
  if (sum.packed > fileBytes) {
    throw new RefusedZip('Files in the archive overlap each other, as in a zip bomb.');
  }
  if (isBomb(sum.unpacked, sum.packed, limits)) throw bomb('The archive', limits);
  return entries;
}

const stored = (entry: Entry): Stored => ({
  name: entry.fileName,
  bytes: entry.uncompressedSize,
  offset: entry.relativeOffsetOfLocalHeader,
  packedBytes: entry.compressedSize,
  deflated: entry.compressionMethod === DEFLATE,
  checksum: entry.crc32,
});

const STORE = 0;
const DEFLATE = 8;
const UNIX = 3;
const FILE_TYPE_MASK = 0o170000;
const FOLDER = 0o040000;
const PLAIN_FILE = 0o100000;

function refuseEntry(entry: Entry, limits: ZipLimits): void {
  const name = shown(entry.fileName);
  // yauzl has refused `..`, absolute names and backslashes before.
  if (entry.fileName.includes('\0') || entry.fileName === '') {
    throw new RefusedZip(`The archive holds a file whose name is unusable: ${name}.`);
  }
  const type = entry.versionMadeBy >> 8 === UNIX ? (entry.externalFileAttributes >>> 16) & FILE_TYPE_MASK : 0;
  if (type !== 0 && type !== PLAIN_FILE && type !== FOLDER) {
    throw new RefusedZip(
      `${name} in the archive is a symbolic link or a device, and only plain files are read.`,
    );
  }
  if (entry.isEncrypted()) {
    throw new RefusedZip(`${name} in the archive is encrypted, and encrypted files cannot be read.`);
  }
  if (entry.compressionMethod !== STORE && entry.compressionMethod !== DEFLATE) {
    throw new RefusedZip(`${name} in the archive is packed by a method that is not read here.`);
  }
  if (isBomb(entry.uncompressedSize, entry.compressedSize, limits)) throw bomb(name, limits);
}

const isBomb = (unpacked: number, packed: number, limits: ZipLimits) =>
  unpacked >= RATIO_FROM_BYTES && unpacked > packed * limits.ratio;

const bomb = (what: string, limits: ZipLimits) =>
  new RefusedZip(`${what} unpacks to more than ${limits.ratio} times its size, as a zip bomb does.`);

const inGigabytes = (bytes: number) => Math.round((bytes / 1024 ** 3) * 10) / 10;

/** A name from an archive for a sentence: short, and without what would break the line or turn it around. */
function shown(name: string): string {
  const short = name.length > 80 ? `${name.slice(0, 79)}…` : name;
  return `"${short.replaceAll(/[\p{C}\p{Z}]/gu, (char) => (char === ' ' ? char : '?'))}"`;
}

/** Length of the fixed part of an entry's own header (APPNOTE.TXT 4.3.7); two lengths in it say how long the rest is. */
const HEADER_BYTES = 30;
const HEADER_SIGNATURE = 0x04034b50;

async function readEntry(file: FileHandle, entry: Stored): Promise<Buffer> {
  const header = await readAt(file, entry.offset, HEADER_BYTES);
  if (header.readUInt32LE(0) !== HEADER_SIGNATURE) {
    throw new Error('it is not where the list of contents says');
  }
  const begin = entry.offset + HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = await readAt(file, begin, entry.packedBytes);
  const whole = entry.deflated ? await unpack(packed, entry.bytes) : packed;
  if (whole.length !== entry.bytes || crc32(whole) !== entry.checksum) {
    throw new Error('its content does not fit the list of contents');
  }
  return whole;
}

/** The bound holds whatever the list of contents says about the size; one piece for small files saves putting pieces together. */
function unpack(packed: Buffer, bytes: number): Promise<Buffer> {
  const chunkSize = Math.min(Math.max(bytes, PIECE_MIN_BYTES), PIECE_MAX_BYTES);
  return inflate(packed, { maxOutputLength: Math.max(1, bytes), chunkSize });
}

const PIECE_MIN_BYTES = 64;
const PIECE_MAX_BYTES = 1024 * 1024;

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.allocUnsafe(length), position, length });
  if (bytesRead < length) throw new Error('the archive ends before it');
  return buffer;
}
