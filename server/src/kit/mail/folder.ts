import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mailer } from './mailer.ts';

/**
 * Writes each mail as an `.eml` file instead of sending it, for a server that has no mail server yet. The files hold links that sign
 * people in, so only the server's own user may read them.
 * @param folder made when the first mail is written
 */
export function createFolderMailer(folder: string, from: string): Mailer {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    leavesHost: false,
    send: async ({ messageId, ...mail }) => {
      const made = await transport.sendMail({
        from,
        ...mail,
        ...(messageId === undefined ? {} : { messageId }),
      });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID()}.eml`;
      // A reader of the folder finds a whole mail or none.
      const draft = join(folder, `.${name}`);
      await writeFile(draft, made.message as Buffer, { mode: 0o600 });
      await rename(draft, join(folder, name));
    },
  };
}
