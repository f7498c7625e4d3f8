import { access, constants, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { createSmtpMailer } from '../../kit/mail/smtp.ts';
import type { ServerTarget } from '../target.ts';
import type { Finding } from './finding.ts';

const GIB = 1024 ** 3;
/** Below this the database may stop for want of space within days. */
const LITTLE_BYTES = 2 * GIB;

export function examineSettings({ config, publicUrl }: ServerTarget): Finding[] {
  if (config.publicUrl === undefined) {
    return [
      {
        about: 'settings',
        state: 'note',
        says: `PUBLIC_URL is not set, so links in mails lead to ${publicUrl}.`,
      },
    ];
  }
  const state = config.publicUrl.startsWith('https:') ? 'well' : 'note';
  const says =
    state === 'well'
      ? `People reach it at ${publicUrl}.`
      : `PUBLIC_URL is ${publicUrl}: without https, passwords can be read on the way.`;
  return [{ about: 'settings', state, says }];
}

export async function examinePlace({ dataDirectory }: ServerTarget): Promise<Finding[]> {
  const about = 'data directory';
  try {
    await access(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing) {
      return [{ about, state: 'note', says: `${dataDirectory} is not there yet; the first start makes it.` }];
    }
    return [
      {
        about,
        state: 'wrong',
        says: `${dataDirectory} cannot be read and written by this user; change its owner.`,
      },
    ];
  }
  const { bavail, bsize } = await statfs(dataDirectory);
  const free = bavail * bsize;
  const says = `${dataDirectory}, with ${(free / GIB).toFixed(1)} GiB free.`;
  return [{ about, state: free < LITTLE_BYTES ? 'wrong' : 'well', says }];
}

/** Signs in to the mail server, and sends nothing. */
export async function examineMail({ config, dataDirectory }: ServerTarget): Promise<Finding[]> {
  const about = 'mail';
  if (config.smtpUrl === undefined) {
    return [
      {
        about,
        state: 'note',
        says: `SMTP_URL is not set: mails do not leave this machine, they are files in ${join(dataDirectory, 'mail')}.`,
      },
    ];
  }
  const mailer = createSmtpMailer(config.smtpUrl, config.mailFrom);
  const { host } = new URL(config.smtpUrl);
  try {
    await mailer.verify();
    return [{ about, state: 'well', says: `The mail server ${host} takes mail from ${config.mailFrom}.` }];
  } catch (error) {
    return [
      {
        about,
        state: 'wrong',
        says: `The mail server ${host} does not take mail (${(error as Error).message}); correct SMTP_URL.`,
      },
    ];
  }
}
