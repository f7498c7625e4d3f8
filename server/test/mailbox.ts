import type { Mail, Mailer } from '../src/kit/mail/mailer.ts';

/** Keeps what is sent, so that a test can open the letters. */
export interface Mailbox extends Mailer {
  mails: Mail[];
  /** The next mail to an address, waited for; mails that were read already do not count. */
  next(to: string): Promise<Mail>;
}

const PATIENCE_MS = 5000;

export function createMailbox(): Mailbox {
  const mails: Mail[] = [];
  const read = new Set<Mail>();
  let arrived = Promise.withResolvers<void>();
  return {
    leavesHost: false,
    mails,
    send: async (mail) => {
      mails.push(mail);
      arrived.resolve();
      arrived = Promise.withResolvers();
    },
    async next(to) {
      const late = AbortSignal.timeout(PATIENCE_MS);
      const giveUp = new Promise<never>((_, reject) =>
        late.addEventListener('abort', () => reject(new Error(`No mail came for ${to}.`))),
      );
      // The mail may be there before anybody waits; then the time that runs out later is nobody's business.
      giveUp.catch(() => undefined);
      for (;;) {
        const mail = mails.find((one) => one.to === to && !read.has(one));
        if (mail !== undefined) {
          read.add(mail);
          return mail;
        }
        await Promise.race([arrived.promise, giveUp]);
      }
    },
  };
}

/** The secret of the link in a mail: what stands after `#`. */
export function secretIn(mail: Mail): string {
  const secret = /#([A-Za-z0-9_-]{43})/.exec(mail.text)?.[1];
  if (secret === undefined) throw new Error('The mail holds no link.');
  return secret;
}
