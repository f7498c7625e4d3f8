import { createTransport } from 'nodemailer';
import { StartupError } from '../startupError.ts';
import type { Mailer } from './mailer.ts';

/** A mail server that does not answer must not hold a worker for long: the job is tried again later. */
const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

export interface SmtpMailer extends Mailer {
  /** Connects and signs in, and sends nothing; rejects when the server does not want us. */
  verify(): Promise<void>;
}

/**
 * Sends mail to an SMTP server, over TLS where the server offers it.
 * @param url as in `smtps://user:password@mail.example.org` or `smtp://localhost:25`
 * @param from the sender, as in `Footbridge <footbridge@example.org>`
 */
export function createSmtpMailer(url: string, from: string): SmtpMailer {
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol)) {
    throw new StartupError(
      'SMTP_URL is no address of a mail server; give one like smtp://mail.example.org:587.',
    );
  }
  const transport = createTransport({
    url,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    leavesHost: true,
    verify: async () => {
      await transport.verify();
    },
    send: async ({ messageId, ...mail }) => {
      await transport.sendMail({ from, ...mail, ...(messageId === undefined ? {} : { messageId }) });
    },
  };
}
