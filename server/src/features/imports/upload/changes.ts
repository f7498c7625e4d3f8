import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { IMPORT_UPLOAD_MAX } from '@footbridge/contract/imports.ts';
import { type Refusal, badInput, refusal } from '../../../kit/http/problem.ts';

/** Archives lie here, below the data directory, until their imports have ended. */
const FOLDER = 'imports';
const GIGABYTE = 1024 ** 3;

export const storedAt = (importId: string): string => join(FOLDER, `${importId}.zip`);

/**
 * Stores an upload under a name of ours. Throws a refusal for what is no zip or too large, and any error of the connection; nothing of it
 * is left then.
 * @param declaredBytes as the request says; undefined when it does not
 */
export async function storeUpload(
  dataDirectory: string,
  importId: string,
  upload: Readable,
  declaredBytes: number | undefined,
): Promise<void> {
  if (declaredBytes !== undefined && declaredBytes > IMPORT_UPLOAD_MAX) throw tooLarge();
  await mkdir(join(dataDirectory, FOLDER), { recursive: true, mode: 0o700 });
  const path = join(dataDirectory, storedAt(importId));
  const file = await open(path, 'wx', 0o600);
  try {
    await writeAll(file, upload);
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
  await file.close();
}

async function writeAll(file: FileHandle, upload: Readable): Promise<void> {
  let bytes = 0;
  // Left open when this refuses: destroying the request would take the answer with it.
  for await (const chunk of upload.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    if (bytes === 0 && !looksLikeZip(chunk)) {
      throw badInput(
        'body',
        'The file is no zip archive. Nothing was brought in. Choose the zip file that Slack gave you.',
      );
    }
    bytes += chunk.length;
    if (bytes > IMPORT_UPLOAD_MAX) throw tooLarge();
    await file.write(chunk);
  }
  if (bytes === 0) {
    throw badInput(
      'body',
      'No file came with the request. Nothing was brought in. Choose the zip file that Slack gave you.',
    );
  }
  await file.sync();
}

/** Every zip that holds a file begins like this. */
const looksLikeZip = (chunk: Buffer) => chunk.subarray(0, 2).toString('latin1') === 'PK';

const tooLarge = (): Refusal =>
  refusal(
    413,
    'tooLarge',
    `The file is larger than ${IMPORT_UPLOAD_MAX / GIGABYTE} GB. Nothing was brought in. Import it on the server with: bin/footbridge import slack`,
    {
      limit: IMPORT_UPLOAD_MAX,
    },
  );

const HOUR_MS = 3_600_000;

/** Removes archives of uploads that a process did not finish writing down. @param isWanted whether an import waits for a file */
export async function removeStrayUploads(
  dataDirectory: string,
  nowMs: number,
  isWanted: (storedAt: string) => Promise<boolean>,
): Promise<void> {
  const names = await readdir(join(dataDirectory, FOLDER)).catch(() => []);
  for (const name of names) {
    const stored = join(FOLDER, name);
    const written = await stat(join(dataDirectory, stored)).catch(() => undefined);
    const old = written !== undefined && nowMs - written.mtimeMs > HOUR_MS;
    if (old && !(await isWanted(stored))) await rm(join(dataDirectory, stored), { force: true });
  }
}
