import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { makeTemporaryDirectory } from '../../../test/temporaryDirectory.ts';
import { RefusedZip, type ZipLimits, openZip } from './zip.ts';

const LIMITS: ZipLimits = { entries: 100, totalBytes: 50 * 1024 * 1024, ratio: 200 };

/** An archive as it would be made, and then changed byte by byte. */
async function archive(
  fill: (zip: ZipFile) => void,
  change: (bytes: Buffer) => Buffer = (bytes) => bytes,
): Promise<string> {
  const path = join(makeTemporaryDirectory(), 'some.zip');
  const zip = new ZipFile();
  fill(zip);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  await writeFile(path, change(await readFile(path)));
  return path;
}

const opened = async (path: string, limits = LIMITS) => {
  const zip = await openZip(path, limits);
  await zip.close();
};

/** Puts other bytes everywhere something stands. */
const replaced = (from: string, to: string) => (bytes: Buffer) =>
  Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');

const CENTRAL = 'PK\u0001\u0002';

/** Changes the record of one entry in the list of contents. */
const inList = (name: string, change: (record: Buffer) => void) => (bytes: Buffer) => {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(CENTRAL, 0, 'latin1'); at !== -1; at = copy.indexOf(CENTRAL, at + 4, 'latin1')) {
    if (copy.toString('latin1', at + 46, at + 46 + copy.readUInt16LE(at + 28)) === name) {
      change(copy.subarray(at));
    }
  }
  return copy;
};

test('files come back as they were, packed or not, empty or not', async () => {
  const large = Buffer.from('a line of text\n'.repeat(20_000));
  const path = await archive((zip) => {
    zip.addBuffer(large, 'folder/packed.json');
    zip.addBuffer(large, 'folder/stored.json', { compress: false });
    zip.addBuffer(Buffer.alloc(0), 'empty.json');
    zip.addEmptyDirectory('nothing/');
  });
  const zip = await openZip(path, LIMITS);
  expect(zip.entries.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['folder/packed.json', large.length],
    ['folder/stored.json', large.length],
    ['empty.json', 0],
  ]);
  const [packed, stored, empty] = zip.entries;
  if (!packed || !stored || !empty) throw new Error('An entry is missing.');
  expect((await zip.read(packed)).equals(large)).toBe(true);
  expect((await zip.read(stored)).equals(large)).toBe(true);
  expect(await zip.read(empty)).toHaveLength(0);
  await zip.close();
});

const small = (zip: ZipFile) => zip.addBuffer(Buffer.from('[]'), 'aaaa/x.json');
const noise = randomBytes(200_000);

test.each<[string, () => Promise<string>, RegExp]>([
  ['a text', () => archive(small, () => Buffer.from('no zip at all')), /no zip archive/],
  ['an empty file', () => archive(small, () => Buffer.alloc(0)), /no zip archive/],
  ['half an archive', () => archive(small, (bytes) => bytes.subarray(0, bytes.length / 2)), /no zip archive/],
  ['a name that climbs out', () => archive(small, replaced('aaaa/x', '../../')), /invalid relative path/],
  ['an absolute name', () => archive(small, replaced('aaaa/x', '/etc/x')), /absolute path/],
  ['a drive', () => archive(small, replaced('aaaa/x', 'C:/x/x')), /absolute path/],
  ['a name with backslashes', () => archive(small, replaced('aaaa/x', '..\\..\\')), /invalid characters/],
  ['a name with NUL', () => archive(small, replaced('aaaa/x', 'aa\0a/x')), /unusable/],
  [
    'a symbolic link',
    () => archive((zip) => zip.addBuffer(Buffer.from('/etc/passwd'), 'link', { mode: 0o120777 })),
    /"link".*symbolic link/,
  ],
  ['a device', () => archive((zip) => zip.addBuffer(Buffer.from(''), 'null', { mode: 0o020666 })), /device/],
  [
    'an encrypted file',
    () =>
      archive(
        small,
        inList('aaaa/x.json', (record) => record.writeUInt16LE(record.readUInt16LE(8) | 1, 8)),
      ),
    /encrypted/,
  ],
  [
    'an unknown packing',
    () =>
      archive(
        small,
        inList('aaaa/x.json', (record) => record.writeUInt16LE(14, 10)),
      ),
    /packed by a method/,
  ],
  [
    'two files of one name',
    () =>
      archive((zip) => {
        small(zip);
        small(zip);
      }),
    /two files named/,
  ],
  [
    'one letter two million times',
    () => archive((zip) => zip.addBuffer(Buffer.alloc(2_000_000, 'x'), 'bomb.json')),
    /200 times its size/,
  ],
  [
    'more than may be unpacked',
    () =>
      archive((zip) => {
        for (let at = 0; at < 3; at += 1) {
          zip.addBuffer(Buffer.from(noise.toString('hex').repeat(5)), `${at}.json`);
        }
      }),
    /larger than 0 GB/,
  ],
  [
    'too many files',
    () =>
      archive((zip) => {
        for (let at = 0; at <= 100; at += 1) zip.addBuffer(Buffer.from('[]'), `${at}.json`);
      }),
    /holds 101 files, and at most 100/,
  ],
  [
    'files that share their bytes',
    () =>
      archive(
        (zip) => {
          zip.addBuffer(noise, 'a', { compress: false });
          zip.addBuffer(noise.subarray(0, 10), 'b', { compress: false });
        },
        inList('b', (record) => {
          record.writeUInt32LE(noise.length, 20);
          record.writeUInt32LE(noise.length, 24);
          record.writeUInt32LE(0, 42);
        }),
      ),
    /overlap/,
  ],
])('%s is refused with a sentence', async (name, make, says) => {
  const limits = name === 'more than may be unpacked' ? { ...LIMITS, totalBytes: 3_000_000 } : LIMITS;
  const path = await make();
  await expect(opened(path, limits)).rejects.toThrow(RefusedZip);
  await expect(opened(path, limits)).rejects.toThrow(says);
});

test.each<[string, (record: Buffer) => void]>([
  ['a size that is smaller than the content', (record) => record.writeUInt32LE(1000, 24)],
  ['a size that is larger than the content', (record) => record.writeUInt32LE(400_000, 24)],
  ['another checksum', (record) => record.writeUInt32LE(7, 16)],
  ['another place', (record) => record.writeUInt32LE(5, 42)],
])('%s in the list of contents makes the reading of that file fail', async (_, lie) => {
  const text = Buffer.from(noise.toString('base64'));
  const zip = await openZip(
    await archive((file) => file.addBuffer(text, 'x.json'), inList('x.json', lie)),
    LIMITS,
  );
  const [entry] = zip.entries;
  if (entry === undefined) throw new Error('The entry is missing.');
  await expect(zip.read(entry)).rejects.toThrow();
  await zip.close();
});
