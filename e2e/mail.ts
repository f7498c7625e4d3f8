import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';

/** The text of a mail as the server keeps it: lines are folded and odd bytes written out (RFC 2045, quoted-printable). */
const unfolded = (mail: string): string =>
  mail
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)));

/** The link in the newest mail to an address, waited for; the server keeps what it cannot send. */
export async function linkFor(email: string, dataDirectory: string): Promise<string> {
  const folder = join(dataDirectory, 'mail');
  let link: string | undefined;
  const look = async (): Promise<boolean> => {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).toSorted();
    const mails = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    const mail = mails.map(unfolded).findLast((text) => text.includes(`To: ${email}`));
    link = /https?:\S+#[\w-]{43}/.exec(mail ?? '')?.[0];
    return link !== undefined;
  };
  await expect.poll(look).toBe(true);
  return link ?? '';
}
